"""Files come whole and sealed, or not at all, and nobody waits for one that is late."""

from __future__ import annotations

import asyncio
import errno

import pytest
from django.utils import timezone

from loket.channels.incoming import FetchedFile, MissingFile
from loket.lib import ids
from loket.messaging import outbox
from loket.messaging.file_store import FileStore
from loket.messaging.models import ChannelAccount, File
from loket.messaging.states import FileState
from loket.worker import fetcher
from loket.worker.fetcher import Fetcher

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(3_000_000)


class Channel:
    """A platform that gives what a test wants."""

    def __init__(self):
        self.outcome = FetchedFile("image/png", len(PICTURE), "ab")
        self.tokens = []

    async def fetch(self, http, account, wanted, keep):
        self.tokens.append(account.token)
        for at in range(0, len(PICTURE), 65_536):
            keep(PICTURE[at : at + 65_536])
        return self.outcome


@pytest.fixture
def channel(monkeypatch):
    channel = Channel()
    monkeypatch.setitem(fetcher.CHANNELS, "whatsapp", channel)
    return channel


@pytest.fixture
def store(tmp_path, keyring):
    return FileStore(tmp_path / "files", keyring)


@pytest.fixture
def fetch(keyring, store, channel):
    def fetch() -> int:
        return asyncio.run(_once(Fetcher(keyring, "http://x.test", "v26.0", store)))

    return fetch


async def _once(one):
    try:
        return await one.once(None)
    finally:
        await one._in_thread(fetcher._hang_up)
        one._thread.shutdown()


@pytest.fixture
def wanted(account, keyring):
    token = outbox.seal_token(keyring, account.external_id, "word")
    ChannelAccount.objects.update(token=token)
    return File.objects.create(
        id=ids.new(),
        account_id=account.id,
        conversation_id=ids.new(),
        event_id=ids.new(),
        external_id="m1",
        kind="image",
        due_at=timezone.now(),
        created_at=timezone.now(),
        expires_at=timezone.now(),
    )


def left(tmp_path):
    return [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_file_lies_sealed_in_the_store(fetch, wanted, store, channel, tmp_path):
    assert fetch() == 1

    wanted.refresh_from_db()
    assert (wanted.state, wanted.content_type) == (FileState.KEPT, "image/png")
    assert store.read(wanted.id) == PICTURE
    assert channel.tokens == ["word"]
    assert PICTURE[:8] not in left(tmp_path)[0].read_bytes()
    assert fetch() == 0


@pytest.mark.parametrize(
    ("is_final", "state"), [(False, FileState.WANTED), (True, FileState.REFUSED)]
)
def test_of_a_file_that_did_not_come_nothing_is_left(
    fetch, wanted, channel, tmp_path, is_final, state
):
    channel.outcome = MissingFile("its fingerprint is another", is_final)

    fetch()

    wanted.refresh_from_db()
    assert (wanted.state, wanted.reason) == (state, "its fingerprint is another")
    assert left(tmp_path) == []


def test_a_full_disk_is_waited_for(fetch, wanted, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("loket.messaging.file_store.Writing._seal", full)

    fetch()

    wanted.refresh_from_db()
    assert (wanted.state, wanted.reason) == (FileState.WANTED, "not kept: OSError")
    assert left(tmp_path) == []


def test_a_file_of_an_account_that_was_stopped_waits(fetch, wanted, channel):
    ChannelAccount.objects.update(stopped_at=timezone.now())

    assert fetch() == 0
    assert channel.tokens == []
