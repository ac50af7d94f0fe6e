"""What a file is, by its bytes and by nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.channels.whatsapp import file_types
from loket.channels.whatsapp.file_types import ALLOWED, MOST_BYTES, guess


@pytest.mark.parametrize(
    ("head", "type_"),
    [
        (b"\xff\xd8\xff\xe0..JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"RIFF\x1a\x00\x00\x00WEBPVP8", "image/webp"),
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"OggS\x00\x02", "audio/ogg"),
        (b"#!AMR\n", "audio/amr"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\x00\x00\x00\x18ftypmp42", "video/mp4"),
        (b"\x00\x00\x00\x18ftyp3gp5", "video/3gpp"),
        (b"\x00\x00\x00\x18ftypM4A ", "audio/mp4"),
        (b"PK\x03\x04", "application/zip"),
        (b"Nama: Siti\n", "text/plain"),
        (b"\xef\xbb\xbfhalo", "text/plain"),
    ],
)
def test_a_file_is_known_by_its_first_bytes(head, type_):
    assert guess(head) == type_


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"MZ\x90\x00",
        b"\x7fELF\x02",
        b"#!/bin/sh\nrm",
        b"<html><script>",
        b"  \n<svg onload=",
        b"\xef\xbb\xbf<html>",
        b"halo <script>",
        b"halo\x00",
        b"GIF89a\x01\x00\x00",
    ],
)
def test_what_could_run_or_open_as_a_page_is_taken_as_nothing(head):
    assert guess(head) == ""


def test_every_kind_has_a_limit_and_its_types():
    assert set(MOST_BYTES) == set(ALLOWED)


@given(st.binary(max_size=file_types.HEAD_BYTES))
def test_nothing_that_holds_markup_passes_as_words(head):
    assert guess(head + b"<script>") != "text/plain"
