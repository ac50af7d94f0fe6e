"""
The pages of `docs/reference`, made from the code so that they cannot lie.

Each module returns one page as text. The same code always gives the same text: no
dates, no paths of this machine, nothing read from a database.
"""
