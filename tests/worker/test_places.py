"""A place that somebody sent is one on earth, or none."""

from __future__ import annotations

import pytest

from loket.channels.types import Attachment, EventKind, InboundEvent
from loket.worker import places


def sent(type_: str, **details: object) -> InboundEvent:
    return InboundEvent(
        "1",
        "a",
        EventKind.MESSAGE,
        type_,
        attachments=[Attachment(type_, details=dict(details))],
    )


def test_the_last_place_counts() -> None:
    events = [
        sent("location", latitude=-6.5, longitude=107.5),
        sent("location", latitude="-5.1", longitude=119, name="Pasar"),
        sent("image", latitude=1, longitude=1),
    ]

    assert places.last(events) == (-5.1, 119.0)
    assert places.last([]) is None


@pytest.mark.parametrize(
    "details",
    [
        {},
        {"latitude": -6.5},
        {"latitude": "north", "longitude": 1},
        {"latitude": None, "longitude": 1},
        {"latitude": [1], "longitude": 1},
        {"latitude": 90.1, "longitude": 1},
        {"latitude": 1, "longitude": -180.1},
        {"latitude": "nan", "longitude": 1},
        {"latitude": "inf", "longitude": 1},
    ],
)
def test_what_is_no_place_on_earth_is_none(details: dict[str, object]) -> None:
    assert places.last([sent("location", **details)]) is None
