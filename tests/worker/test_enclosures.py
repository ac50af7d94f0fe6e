"""Files of our own store go with the messages that carry them."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest

from loket.channels.outgoing import Media, MediaKind
from loket.channels.types import OutboundMessage
from loket.messaging import file_store
from loket.worker import enclosures


@pytest.fixture
def stored(settings, tmp_path, keyring):
    settings.LOKET_DATA_DIR = tmp_path
    id_ = uuid4()
    writing = file_store.here(keyring).begin(id_)
    writing.add(b"%PDF-1.7")
    writing.finish()
    return id_


def enclose(message, keyring):
    return asyncio.run(enclosures.enclose(message, keyring))


def carrying(key):
    media = Media(MediaKind.DOCUMENT, key=key, mime_type="application/pdf")
    return OutboundMessage("Surat", phone="6281", media=media)


def test_a_file_is_put_in_by_its_key(stored, keyring):
    assert enclose(carrying(stored.hex), keyring).media.data == b"%PDF-1.7"


@pytest.mark.parametrize("key", ["0" * 32, "no key", "../../etc/passwd"])
def test_a_file_that_is_not_there_is_left_out(stored, keyring, key):
    assert enclose(carrying(key), keyring).media.data == b""


def test_a_message_without_a_file_stays_as_it_is(keyring):
    message = OutboundMessage("Halo", phone="6281")

    assert enclose(message, keyring) is message
