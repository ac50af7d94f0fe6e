"""What can be wrong with a backup."""

from __future__ import annotations


class BackupTrouble(Exception):
    """A backup cannot be made or used; the message is one sentence that says why."""
