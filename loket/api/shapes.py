"""
What bodies and answers are made of. Shapes are strict: an unknown field or a number for
a word is an error in somebody's program, and better found today.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any

from ninja import Schema
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)


class Body(BaseModel):
    """
    Something that is sent to us. No `Schema`: that would look at each record twice and
    read its fields through Python, which was a third of a call of a thousand records.
    """

    model_config = ConfigDict(extra="forbid", strict=True)


class Query(Schema):
    """Words behind the question mark of an address."""

    model_config = ConfigDict(extra="forbid")


class Answer(Schema):
    """Something that we answer."""


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or len(value) != len("2026-12-31"):
        raise ValueError("day")
    return date.fromisoformat(value)


def _hour(value: Any) -> time:
    if isinstance(value, time):
        return value
    if not isinstance(value, str) or len(value) != len("09:00"):
        raise ValueError("hour")
    return time.fromisoformat(value)


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        # A TypeError would be no answer about a field, but a failure of ours.
        raise ValueError("moment")
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError("zone")
    return found


def read_whole(value: Any) -> Any:
    """In JSON 2.0 and 2 are the same number."""
    isread_whole = isinstance(value, float) and value.is_integer()
    return int(value) if isread_whole else value


BIGGEST = 2**63 - 1
# The bounds stand before the reader, or they would not get into the OpenAPI file.
Count = Annotated[int, Field(ge=0, le=BIGGEST), BeforeValidator(read_whole)]
Id = Annotated[int, Field(ge=1, le=BIGGEST), BeforeValidator(read_whole)]

Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-12-31"]}),
]
"""A day as 2026-12-31."""

Hour = Annotated[
    time,
    BeforeValidator(_hour),
    PlainSerializer(lambda at: f"{at:%H:%M}", return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
            "examples": ["09:00"],
        }
    ),
]
"""An hour of the office's own clock as 09:00."""

Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date-time",
            "examples": ["2026-12-31T09:00:00+07:00"],
        }
    ),
]
"""A moment with its zone."""

Slug = Annotated[str, Field(pattern=r"^[A-Za-z0-9_\-]{1,50}$")]
"""A short name, as of an office, a service, a type of case or a stage."""
