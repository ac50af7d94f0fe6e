"""What is done with each outcome of a send."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from loket.channels.outgoing import Template
from loket.channels.types import (
    About,
    Accepted,
    OutboundMessage,
    Reaction,
    Refused,
    Unclear,
)
from loket.lib import ids
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.outbox import Claim
from loket.worker import reactions
from loket.worker.buckets import Bucket
from loket.worker.reactions import Results

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def claim(attempts=1):
    return Claim(ids.new(), 7, OutboundMessage(words="Halo"), attempts)


def sort(outcome, attempts=1):
    results, one = Results(), claim(attempts)
    results.add(one, outcome, NOW)
    return results, one.message_id


def test_what_was_taken_is_sent():
    results, one = sort(Accepted("wamid.1"))

    assert results.sent == [(one, "wamid.1", NOW)]


def test_what_nobody_knows_is_unclear_and_never_tried_again():
    results, one = sort(Unclear("timeout"))

    assert results.unclear == [one]
    assert not results.again


@pytest.mark.parametrize("reaction", [Reaction.GIVE_UP, Reaction.WINDOW_CLOSED])
def test_what_will_never_be_taken_is_failed(reaction):
    results, one = sort(Refused(131047, reaction, "closed"))

    assert results.failed == [(one, 131047, "closed")]


def test_a_passing_trouble_is_tried_again_five_times_with_longer_waits():
    refused = Refused(131016, Reaction.RETRY)

    waits = [reactions.wait_s(n, refused) for n in range(1, 6)]

    assert waits == [1, 2, 4, 8, 16]
    assert sort(refused, attempts=4)[0].again
    assert sort(refused, attempts=5)[0].failed


def test_the_providers_own_number_of_tries_is_kept():
    refused = Refused(131000, Reaction.RETRY, most_tries=2)

    assert sort(refused, attempts=1)[0].again
    assert sort(refused, attempts=2)[0].failed


def test_an_unreachable_platform_is_waited_for_much_longer():
    assert sort(Refused(0, Reaction.RETRY), attempts=19)[0].again
    assert sort(Refused(0, Reaction.RETRY), attempts=20)[0].failed


def test_one_person_waits_longer_each_time():
    refused = Refused(131056, Reaction.WAIT_PERSON)

    assert [reactions.wait_s(n, refused) for n in (1, 2, 3)] == [4, 16, 64]


def test_the_providers_own_wait_is_kept():
    assert reactions.wait_s(1, Refused(4, Reaction.PAUSE_ACCOUNT, "", 120.0)) == 120.0


@pytest.mark.parametrize(
    "reaction", [Reaction.STOP_ACCOUNT, Reaction.PAUSE_ACCOUNT, Reaction.SLOW_ACCOUNT]
)
def test_a_trouble_of_the_account_costs_no_message(reaction):
    results, _ = sort(Refused(190, reaction), attempts=50)

    assert results.again
    assert not results.failed


def test_a_refused_token_stops_the_account():
    results, _ = sort(Refused(190, Reaction.STOP_ACCOUNT, "expired"))

    assert results.stops[7].code == 190


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_a_bucket_gives_so_many_tokens_a_second():
    clock = Clock()
    bucket = Bucket(10, clock)
    taken = 0
    for _ in range(1000):
        clock.now += 0.01
        while bucket.has_token():
            bucket.take()
            taken += 1

    assert 100 <= taken <= 111


def test_a_bucket_slows_down_when_told_and_recovers():
    clock = Clock()
    bucket = Bucket(100, clock)
    bucket.slow_down()

    assert not bucket.has_token()
    clock.now += 0.015
    assert not bucket.has_token()
    clock.now += 60
    assert bucket.has_token()


def test_what_waits_for_the_person_is_kept_when_its_window_closed():
    results = Results()
    waits = Claim(ids.new(), 7, OutboundMessage(words="Halo", waits=True), 1)

    results.add(waits, Refused(131047, Reaction.WINDOW_CLOSED), NOW)

    assert results.parked == [waits.message_id]
    assert not results.failed


def test_spam_holds_templates_as_long_as_it_takes_but_not_answers():
    refused = Refused(131048, Reaction.PAUSE_NOTICES, "spam", about=About.SPAM)
    notice = OutboundMessage(words="Halo", template=Template("reminder", "id"))
    results = Results()

    results.add(Claim(ids.new(), 7, notice, attempts=9), refused, NOW)
    results.add(claim(attempts=9), refused, NOW)

    assert (len(results.again), len(results.failed)) == (1, 1)
    assert results.held == {7: refused}
    assert {one.kind for one in results.troubles} == {AlarmKind.SPAM}


def test_a_template_that_is_refused_is_named_in_its_alarm():
    refused = Refused(132015, Reaction.GIVE_UP, "paused", about=About.TEMPLATE)
    message = OutboundMessage(words="Halo", template=Template("reminder", "id"))
    results = Results()

    results.add(Claim(ids.new(), 7, message, 1), refused, NOW)

    (trouble,) = results.troubles
    assert trouble[:4] == (AlarmKind.TEMPLATE, 7, "reminder", "id")


def test_everything_that_a_refusal_can_be_about_has_an_alarm():
    assert {AlarmKind(about.value) for about in About} <= set(AlarmKind)


def test_results_of_two_rounds_are_joined_without_loss():
    first, _ = sort(Accepted("wamid.1"))
    second, _ = sort(Refused(190, Reaction.STOP_ACCOUNT, "old", about=About.TOKEN))

    both = first.joined(second)

    assert both.sent == first.sent
    assert both.again == second.again
    assert both.stops == second.stops
    assert both.troubles == second.troubles
