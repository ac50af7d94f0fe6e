"""What the machine says when it gets a talk back, and when that happens by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from loket.dialogue import own_words, words, words_dates
from loket.lib import ids
from loket.messaging import returns, speaking
from loket.messaging.conversations import WINDOW
from loket.messaging.returns import Returned
from loket.messaging.speaking import Saying
from loket.offices import answering
from loket.offices.answering import Answering


def back(agency_id: int, language: str) -> str:
    """Return the sentence of an officer's farewell in the agency's own words."""
    own_words.renew()
    with words.speaking_for(agency_id):
        return words.say(language, "person.back")


def after_hours(now: datetime) -> int:
    """
    Let the machine answer where officers have gone home, and say when they are back;
    return in how many talks.
    """
    asked = answering.find(returns.agencies_with_staff(), now)
    away = {agency: found for agency, found in asked.items() if not found.is_staffed}
    if not away:
        return 0
    with transaction.atomic():
        talks = returns.after_hours(away.keys(), now)
        told = [talk for talk in talks if talk.last_inbound_at + WINDOW > now]
        speaking.say([_saying(talk, away[talk.agency_id]) for talk in told])
    return len(talks)


def _saying(talk: Returned, hours: Answering) -> Saying:
    with words.speaking_for(talk.agency_id):
        sentence = _away(talk.language, hours)
    return Saying(
        ids.new(), talk.id, talk.account_id, talk.contact_id, talk.version, sentence
    )


def _away(language: str, hours: Answering) -> str:
    if hours.opens_at is None:
        return words.say(language, "person.back")
    when = words_dates.moment(language, hours.opens_at, hours.zone)
    return words.say(language, "person.away", when=when)
