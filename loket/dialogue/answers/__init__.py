"""
What the rooms say to what flows ask: one function for each kind of command, for a
whole batch at once.
"""
