"""
How fast Loket is, in numbers that mean the same on every machine: ratios to what
`pgbench` does in the same run on the same server.

Nothing here is asserted inside tests. `python -m bench` measures, prints a table with
its conditions and writes `bench/latest.json`; `QUICK=1` ends within three minutes.
"""
