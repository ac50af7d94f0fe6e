"""What a phone shows, as a test reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    """Something to tap under a message or in its list."""

    id: str
    title: str
    description: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """
    One bubble on a phone.

    `author` is "office" or "citizen". `status` is its tick: waiting, sent, delivered,
    read or failed. `media_url` is a path on the emulator, "" without a file.
    """

    id: str
    seq: int
    author: str
    type: str
    text: str
    status: str
    at: float
    header: str = ""
    footer: str = ""
    label: str = ""
    link: str = ""
    options: tuple[Option, ...] = ()
    media_url: str = ""
    mime_type: str = ""
    filename: str = ""
    reply_to: str = ""
    reference: str = ""
    error_code: int = 0
    details: Json = field(default_factory=dict)

    @property
    def titles(self) -> list[str]:
        """The words of all options."""
        return [option.title for option in self.options]

    def option(self, wanted: str) -> Option:
        """
        Return the option with this id or title, else the first that contains the words.

        :raises LookupError: if there is none; shows those there are
        """
        for option in self.options:
            if wanted in (option.id, option.title):
                return option
        for option in self.options:
            if wanted.lower() in f"{option.title} {option.description}".lower():
                return option
        raise LookupError(f"{wanted!r} is not among {self.titles}")

    def offers(self, wanted: str) -> bool:
        """Test if there is such an option."""
        try:
            self.option(wanted)
        except LookupError:
            return False
        return True


def heard(bubble: Json) -> Heard:
    """Return a bubble of the control API as a value."""
    names = Heard.__dataclass_fields__
    fields = {name: value for name, value in bubble.items() if name in names}
    fields["options"] = tuple(
        Option(o["id"], o["title"], o["description"], o["section"])
        for o in bubble["options"]
    )
    return Heard(**fields)
