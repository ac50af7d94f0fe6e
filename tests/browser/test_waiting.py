"""An officer takes a talk, answers and gives it back, by mouse and by keys."""

import psycopg
import pytest

from tests.browser.desk import HEAD
from tests.browser.site import sign_in
from tests.browser.test_agenda import announce

pytestmark = pytest.mark.browser


@pytest.fixture
def talks(visit):
    page = visit("/talks/", email=HEAD)
    yield page
    page.close()


def test_a_talk_is_taken_answered_and_given_back(talks):
    talks.locator("a.ib-c", has_text="Muhammad Rizal").click()
    talks.get_by_role("button", name="Ambil percakapan").click()
    talks.get_by_text("Anda yang menangani").wait_for()

    talks.keyboard.press("r")
    talks.keyboard.type("Silakan kirim ulang ya.")
    talks.keyboard.press("Control+Enter")
    talks.locator(".ib-m.out", has_text="Silakan kirim ulang ya.").wait_for()
    assert talks.locator("#answer").input_value() == ""

    talks.get_by_text("Kembalikan ke mesin").click()
    talks.get_by_role("button", name="Kembalikan", exact=True).click()
    talks.get_by_text("Mesin kembali menjawab percakapan ini").wait_for()
    assert talks.url.endswith("/talks/")


def test_what_a_citizen_writes_appears_while_an_officer_types(talks, site):
    # What happens before the stream stands waits for the next round of asking.
    with talks.expect_response(lambda answer: "conversation:" in answer.url):
        talks.locator("a.ib-c", has_text="Yohanes Lumban").click()
    talks.locator("#answer").fill("Sebentar, saya")
    address = talks.url
    talk = address.rstrip("/").rsplit("/", 1)[1]

    write(site, talk, "masih di sana, Pak?")

    talks.locator(".ib-m.in", has_text="masih di sana, Pak?").wait_for(timeout=5000)
    assert talks.locator("#answer").input_value() == "Sebentar, saya"
    assert talks.url == address


def write(site, talk, words):
    """What the worker does when somebody writes in a talk that an officer has."""
    from loket.lib import ids
    from loket.lib.live import changes

    with psycopg.connect(site.database_url) as there, there.cursor() as cursor:
        cursor.execute(
            "insert into messaging_message (id, conversation_id, account_id, "
            "direction, type, words, state, created_at) select %s, id, account_id, "
            "'in', 'text', %s, 7, clock_timestamp() from messaging_conversation "
            "where id = %s",
            [ids.new(), words, talk],
        )
        changes.record(cursor, [f"conversation:{talk}"])
    announce(site)


def test_keys_go_from_talk_to_talk(talks):
    talks.keyboard.press("j")
    talks.locator("#talk-head").wait_for()
    first = talks.url

    talks.keyboard.press("j")
    talks.wait_for_url(lambda url: url != first)
    talks.keyboard.press("k")

    talks.wait_for_url(first)


def test_on_a_phone_the_list_gives_way_to_the_talk(visit):
    page = visit("/talks/", "light", 390, HEAD)
    page.locator("a.ib-c", has_text="Ketut Sari").click()
    page.locator("#talk-head").wait_for()
    assert not page.locator("#waiting").is_visible()

    page.get_by_role("link", name="Kembali ke daftar").click()

    page.locator("#waiting").wait_for()
    page.close()


def test_without_scripts_a_talk_can_be_answered(browser, site):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, site, HEAD)
    page = context.new_page()
    page.goto(f"{site.url}/talks/")
    page.locator("a.ib-c", has_text="Yohanes Lumban").click()
    page.fill("#answer", "Kami cek dahulu.")
    page.get_by_role("button", name="Kirim", exact=True).click()

    page.locator(".ib-m.out", has_text="Kami cek dahulu.").wait_for()
    context.close()
