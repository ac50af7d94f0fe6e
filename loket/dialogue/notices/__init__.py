"""
Words for what an office says by itself: which ones, in which language, freely or by a
template that the provider has approved.
"""
