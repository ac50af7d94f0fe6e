"""The reference pages are those that the code makes."""

from __future__ import annotations

from loket.config.reference import __main__ as reference


def test_every_page_is_current():
    assert reference.stale() == []


def test_pages_are_the_same_each_time():
    assert all(made() == made() for made in reference.PAGES.values())


def test_a_missing_page_is_written_and_then_current(tmp_path):
    written = reference.write(tmp_path)

    assert written == list(reference.PAGES)
    assert reference.stale(tmp_path) == []
    assert reference.write(tmp_path) == []


def test_a_changed_page_is_found(tmp_path):
    reference.write(tmp_path)
    (tmp_path / "settings.md").write_text("made by hand")

    assert reference.stale(tmp_path) == ["settings.md"]
