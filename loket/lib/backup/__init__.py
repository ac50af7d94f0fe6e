"""
Everything a desk knows in one encrypted file, and back again.

The file is an age file (age-encryption.org, version 1) around a tar archive, so that
it can be opened with Debian's `age` and `tar` on a day when nothing of ours runs:

    manifest.json          who made it, when, which tables, which migrations
    desk/NAME              small files of the desk, such as its keys
    tables/NAME/NUMBER.gz  rows as `copy ... to stdout` writes them, in pieces
    files/NAME             large files as they lay on the disk
    check.json             how many rows and files, and their sums; written last
"""

from loket.lib.backup.errors import BackupTrouble

__all__ = ["BackupTrouble"]
