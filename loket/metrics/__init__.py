"""Figures for Prometheus: a way out that reads the database and changes nothing."""
