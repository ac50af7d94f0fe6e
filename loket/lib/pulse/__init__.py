"""
Signs of life: which processes run, since when, and what they have counted.

Each process tells the database every ten seconds. So a page or an exporter in any
other process sees all of them, on whatever machine they run.
"""
