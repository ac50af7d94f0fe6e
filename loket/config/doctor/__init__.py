"""Looks a desk over: each finding says what is wrong and how to mend it."""
