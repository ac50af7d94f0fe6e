"""Backup and restore of this desk: its database, its keys, its files."""
