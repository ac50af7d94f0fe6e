"""
Reading tables as programs write them, row by row at flat memory: CSV with commas,
semicolons or tabs, with or without a byte order mark, and Excel's XLSX.
"""

from __future__ import annotations

import codecs
import csv
import io
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

Cell = Any
"""A word, a number, a moment, or None, as the program wrote it."""

XLSX, CSV = "xlsx", "csv"
DELIMITERS = ";,\t|"
# Our own bounds, 29 November 2026.
MOST_COLUMNS = 100
MOST_CELL_CHARS = 1_000
ZIP_MAGIC = b"PK\x03\x04"
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
# What programs for Windows wrote before they learnt UTF-8.
OLD = "cp1252"


class Unreadable(Exception):
    """The file is no table that we can read; `reason` is a short name for why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is written: "csv" or "xlsx", and the encoding of the former."""

    kind: str
    encoding: str = ""


def form_of(pieces: Iterable[bytes]) -> Form:
    """
    Return how a file is written, after a look at all of it.

    :raises Unreadable: if it is empty
    """
    first, decoder = b"", codecs.getincrementaldecoder("utf-8")()
    encoding = ""
    for piece in pieces:
        if not first:
            first = piece
            if first.startswith(ZIP_MAGIC):
                return Form(XLSX)
            encoding = next((e for mark, e in MARKS if first.startswith(mark)), "")
        if encoding:
            return Form(CSV, encoding)
        try:
            decoder.decode(piece)
        except UnicodeDecodeError:
            return Form(CSV, OLD)
    if not first.strip():
        raise Unreadable("empty")
    return Form(CSV, "utf-8")


def rows(form: Form, pieces: Iterable[bytes]) -> Iterator[list[Cell]]:
    """
    Yield the rows of a table; empty ones count, so that row numbers stay true.

    :raises Unreadable: if it is damaged
    """
    return _sheet(pieces) if form.kind == XLSX else _lines(form.encoding, pieces)


def _lines(encoding: str, pieces: Iterable[bytes]) -> Iterator[list[Cell]]:
    text = io.TextIOWrapper(
        io.BufferedReader(_Pieces(pieces)), encoding, errors="replace", newline=""
    )
    first = text.readline()
    delimiter = max(DELIMITERS, key=first.count)
    whole = _and_rest(first, text)
    try:
        for row in csv.reader(whole, delimiter=delimiter):
            yield [cell[:MOST_CELL_CHARS] for cell in row[:MOST_COLUMNS]]
    except csv.Error as error:
        raise Unreadable("damaged") from error


def _and_rest(first: str, rest: Iterable[str]) -> Iterator[str]:
    # Excel writes this line to say how the others are parted.
    if not first.lower().startswith("sep="):
        yield first
    yield from rest


def _sheet(pieces: Iterable[bytes]) -> Iterator[list[Cell]]:
    with tempfile.TemporaryFile() as file:
        for piece in pieces:
            file.write(piece)
        file.seek(0)
        try:
            book = load_workbook(file, read_only=True, data_only=True)
            for row in book.worksheets[0].iter_rows(values_only=True):
                yield list(row[:MOST_COLUMNS])
        except (
            zipfile.BadZipFile,
            InvalidFileException,
            KeyError,
            ValueError,
        ) as error:
            raise Unreadable("damaged") from error


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a file that can be read once."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = next(self._pieces, b"")
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count
