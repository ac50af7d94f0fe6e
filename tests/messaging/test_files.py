"""Files of messages: noted with the words, fetched once, tried long enough, deleted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from loket.channels.incoming import FetchedFile, MissingFile
from loket.channels.types import Attachment, EventKind, InboundEvent
from loket.lib import ids
from loket.messaging import files
from loket.messaging.file_store import FileStore
from loket.messaging.models import ChannelAccount, File
from loket.messaging.states import FileState
from loket.messaging.turns import Heard

IMAGE = Attachment("image", "m1", "image/jpeg", "c0ffee", "foto.jpg")
GOT = FetchedFile("image/jpeg", 7, "ab")


@pytest.fixture
def send(talk):
    def send(*attachments):
        event = InboundEvent(
            ids.new().hex,
            "100",
            EventKind.MESSAGE,
            "image",
            attachments=list(attachments),
        )
        files.want([Heard(talk, ids.new(), event)])

    return send


def later(**change):
    File.objects.update(**change)


def test_a_file_is_noted_with_what_the_message_said_of_it(send, talk):
    send(IMAGE)

    file = File.objects.get()
    assert (file.kind, file.external_id, file.filename) == ("image", "m1", "foto.jpg")
    assert (file.conversation_id, file.account_id) == (talk.id, talk.account_id)
    assert file.state == FileState.WANTED
    assert file.expires_at - file.created_at == timedelta(days=files.KEEP_DAYS)


def test_a_place_or_a_card_is_no_file(send):
    send(Attachment("location", details={"latitude": 1}), Attachment("contact"))

    assert not File.objects.exists()


def test_words_without_files_cost_no_statement(send, django_assert_num_queries):
    with django_assert_num_queries(0):
        send()


def test_a_file_is_fetched_by_one_worker(send):
    send(IMAGE, IMAGE)

    first, second = files.claim(1), files.claim(5)

    assert {len(first), len(second)} == {1}
    assert first[0].id != second[0].id
    assert not files.claim(5)


def test_a_file_that_came_is_kept(send):
    send(IMAGE)
    (claim,) = files.claim(1)

    files.kept(claim, GOT)

    file = File.objects.get()
    assert (file.state, file.content_type, file.size_bytes, file.sha256) == (
        FileState.KEPT,
        "image/jpeg",
        7,
        "ab",
    )


def test_the_file_of_a_dead_worker_is_fetched_by_another(send):
    send(IMAGE)
    files.claim(1)

    later(due_at=datetime.now(UTC) - timedelta(seconds=1))

    assert [claim.attempts for claim in files.claim(1)] == [2]


def test_a_file_that_may_come_later_is_tried_again_after_a_while(send):
    send(IMAGE)
    (claim,) = files.claim(1)

    files.missed(claim, MissingFile("HTTP 503", is_final=False), datetime.now(UTC))

    assert not files.claim(1)
    file = File.objects.get()
    assert (file.state, file.reason) == (FileState.WANTED, "HTTP 503")
    assert file.due_at > datetime.now(UTC)


def test_what_will_never_come_is_given_up(send):
    send(IMAGE)
    (claim,) = files.claim(1)

    files.missed(claim, MissingFile("too large", is_final=True), datetime.now(UTC))

    assert File.objects.get().state == FileState.REFUSED


def test_after_seven_days_the_platform_has_it_no_longer(send):
    send(IMAGE)
    (claim,) = files.claim(1)
    week = datetime.now(UTC) + timedelta(days=7, minutes=1)

    files.missed(claim, MissingFile("HTTP 503", is_final=False), week)

    assert File.objects.get().state == FileState.REFUSED


def test_a_stopped_account_fetches_nothing_and_forgets_nothing(send, account):
    send(IMAGE)

    ChannelAccount.objects.update(stopped_at=datetime.now(UTC))
    assert not files.claim(1)

    ChannelAccount.objects.update(stopped_at=None)
    assert files.claim(1)


def test_a_file_whose_time_is_over_is_deleted_with_its_name(send, tmp_path, keyring):
    store = FileStore(tmp_path, keyring)
    send(IMAGE)
    (claim,) = files.claim(1)
    writing = store.begin(claim.id)
    writing.finish()
    files.kept(claim, GOT)
    assert files.forget_expired(store) == 0

    later(expires_at=datetime.now(UTC) - timedelta(seconds=1))

    assert files.forget_expired(store) == 1
    file = File.objects.get()
    assert (file.state, file.filename) == (FileState.EXPIRED, "")
    with pytest.raises(FileNotFoundError):
        store.read(claim.id)


def test_screens_hear_of_a_file_that_came(send, talk):
    send(IMAGE)
    (claim,) = files.claim(1)

    files.kept(claim, GOT)

    with connection.cursor() as cursor:
        cursor.execute("select topic from live_change")
        assert (f"conversation:{talk.id}",) in cursor.fetchall()


def test_notes_of_files_go_with_the_words_they_came_with(send, tmp_path, keyring):
    send(IMAGE)
    old = ids.first_of(datetime.now(UTC) - files.NOTED_FOR - timedelta(days=1))
    File.objects.update(id=old)
    send(IMAGE)

    files.forget_expired(FileStore(tmp_path, keyring))

    assert File.objects.exclude(id=old).count() == File.objects.count() == 1
