"""Passkeys work under our content policy, and the pages that ask for them."""

from __future__ import annotations

import pytest

from tests.browser import looks
from tests.browser.desk import AUDITOR, PASSWORD
from tests.browser.site import context

pytestmark = pytest.mark.browser

FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Person:
    """Somebody with a finger, before the door of a desk."""

    def __init__(self, browser, site):
        # Browsers know passkeys on this machine by its name only.
        self.url = site.url.replace("127.0.0.1", "localhost")
        self.page = page = context(browser, 1366).new_page()
        self.troubles = []
        page.on("console", lambda m: m.type == "error" and self._note(m.text))
        page.on("pageerror", lambda error: self._note(str(error)))
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})

    def _note(self, text):
        self.troubles.append(text)

    def types_the_password(self):
        self.page.goto(f"{self.url}/sign-in/")
        self.page.fill("#id_email", AUDITOR)
        self.page.fill("#id_password", PASSWORD)
        self.page.get_by_role("button", name="Masuk", exact=True).click()

    def shows_the_finger(self, then):
        self.page.click("#passkey")
        self.page.wait_for_url(then)

    def goes(self):
        self.page.goto(f"{self.url}/me/")
        self.page.evaluate("document.querySelector('[action=\"/sign-out\"]').submit()")
        self.page.wait_for_url("**/sign-in/**")

    def asks_to_take_it_away(self):
        self.page.goto(f"{self.url}/me/")
        self.page.locator("li", has_text="Kunci sandi 1").get_by_role("link").click()
        self.page.get_by_role("button", name="Hapus").wait_for()

    def wrong(self):
        return looks.everywhere(self.page, self.troubles)


def test_a_passkey_opens_the_desk_alone_and_as_second_factor(browser, site):
    rina = Person(browser, site)
    page = rina.page
    rina.types_the_password()
    page.wait_for_url("**/agenda/**")
    page.goto(f"{rina.url}/me/passkeys/new/")
    page.check("#id_passwordless")
    rina.shows_the_finger("**/me/codes/")
    assert page.locator(".sc-codes li").count() == 10

    rina.goes()
    rina.types_the_password()
    page.wait_for_url("**/second-factor/")
    assert rina.wrong() == {}
    rina.shows_the_finger("**/agenda/**")

    rina.goes()
    rina.shows_the_finger("**/agenda/**")

    page.goto(f"{rina.url}/me/again/passkey/")
    page.locator("#passkey").wait_for()
    assert rina.wrong() == {}
    rina.asks_to_take_it_away()
    assert rina.wrong() == {}
    page.get_by_role("button", name="Hapus").click()
    page.wait_for_url("**/me/")
    assert rina.troubles == []
    page.context.close()
