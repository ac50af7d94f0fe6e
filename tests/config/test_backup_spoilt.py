"""A backup that is not right gets one sentence and changes nothing."""

from __future__ import annotations

import msgspec
import pytest

from loket.lib.backup import archive, sealing
from tests.config.desks import Desk, identity, tables


def spoilt(backup, key, change):
    """A backup whose manifest was changed by somebody with the public key."""
    secret = identity(key)
    made = backup.with_name("spoilt.tar.age")
    with (
        sealing.reading(backup, [secret]) as source,
        sealing.writing(made, [secret.to_public()]) as out,
    ):
        packer = archive.Packer(out)
        for name, content in archive.members(source):
            for new_name, new in change(name, content.read()):
                packer.add(new_name, new)
        packer.close()
    return made


def newer(name, content):
    if name == "manifest.json":
        manifest = msgspec.json.decode(content)
        content = msgspec.json.encode({**manifest, "format": 99, "loket": "9.9"})
    yield name, content


def later(name, content):
    if name == "manifest.json":
        manifest = msgspec.json.decode(content)
        manifest["migrations"].append("bookings.9999_rockets")
        content = msgspec.json.encode({**manifest, "loket": "9.9"})
    yield name, content


def endless(name, content):
    if name != "check.json":
        yield name, content


def robbed(name, content):
    if not name.startswith("tables/messaging_message/"):
        yield name, content


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (newer, "Loket 9.9, which is newer than this one"),
        (later, "Loket 9.9, which is newer than this one"),
        (endless, "is not whole"),
        (robbed, "does not hold what it says (messaging_message)"),
    ],
)
def test_a_backup_that_is_not_right_changes_nothing(
    places, backup, key, tmp_path, change, said
):
    new = places(change.__name__)

    done = new.run("restore", spoilt(backup, key, change), "--key", key)

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert tables(new.url) == {}
    assert not list(new.folder.iterdir())


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"hello", "is no backup"), (None, "was cut off"), ("", "There is no file")],
)
def test_a_file_that_is_no_whole_backup_changes_nothing(
    backup, key, tmp_path, content, said
):
    file = tmp_path / "desk.tar.age"
    if content != "":
        file.write_bytes(content or backup.read_bytes()[:-100_000])
    new = Desk(tmp_path / "data", "postgresql://siti@127.0.0.1:1/loket")

    done = new.run("restore", file, "--key", key)

    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert "Traceback" not in done.stderr
    assert not new.folder.exists()
