"""Comparing all open cases of a source with ours: some change may never be told."""
