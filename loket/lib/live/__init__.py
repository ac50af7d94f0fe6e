"""Telling live screens that something changed: ids only, never contents."""
