"""The words of a talk: what a citizen said, what a flow asks, what it says back."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

Result_co = TypeVar("Result_co", covariant=True)
Answers = Mapping[str, Any]


class Command(Generic[Result_co]):
    """Something a flow wants to know. It carries data only."""

    is_write = False


class WriteCommand(Command[Result_co]):
    """Something a flow wants done. Writes are answered when nobody asks any more."""

    is_write = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """
    All that one citizen said since the last answer, and what we still know.

    `text` joins the bubbles with newlines. `choice` is the id of the last thing
    tapped, "" if nothing was. `types` are the providers' words for what came
    ("text", "audio", ...). `place` is the last place that was sent, as latitude and
    longitude. `hidden` are numbers that were sealed on the way in, each with what it is
    bound to. `now` is in UTC. `language` is "id" or "en".
    """

    contact_id: UUID
    account_id: int
    agency_id: int
    now: datetime
    text: str = ""
    choice: str = ""
    types: Sequence[str] = ()
    hidden: Sequence[tuple[str, str]] = ()
    place: tuple[float, float] | None = None
    answers: Answers = field(default_factory=dict)
    language: str = "id"
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something to tap. `id` comes back as the next turn's choice."""

    id: str
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """
    One message of words, with at most ten options, perhaps under a QR code. In place of
    options it may ask for the citizen's own number.
    """

    words: str
    options: Sequence[Option] = ()
    label: str = ""
    qr: str = ""
    asks_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """
    What a turn came to: our reply, and the step that waits for the next one. `lead` is
    said before the reply, as far as there is room.
    """

    reply: Reply
    step: str
    answers: Answers
    language: str
    lead: str = ""


Flow = Generator[Command[Any], Any, Outcome]
Step = Callable[[Turn], Flow]


def ask(command: Command[Result_co]) -> Generator[Command[Any], Any, Result_co]:
    """Yield one command and return its result, with its type."""
    result: Result_co = yield command
    return result
