"""What is wrong with a template, a file or a request, before Meta says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loket.channels.outgoing import Gap, Media, Template, TemplateButton
from loket.channels.types import OutboundMessage
from loket.channels.whatsapp import limits
from loket.channels.whatsapp.limits import longer
from loket.channels.whatsapp.shape_more import BUTTON_PARTS, WORDLESS

_NAME = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2,3})?")
_GAP_NAME = re.compile(r"[a-z0-9_]+")
# Error 132018: a gap holds no line break, no tab and few spaces in a row.
_UNFIT = re.compile(rf"[\n\r\t]| {{{limits.TEMPLATE_SPACES + 1}}}")


def check(message: OutboundMessage) -> Iterator[str]:
    """Yield what is wrong with a template, a file or a request."""
    if message.choices or message.qr:
        yield "choices and a QR code do not go with a template, a file or a request"
    if message.media:
        yield from _check_file(message.media)
    if message.template:
        yield from _check_template(message.template)
    elif message.ask:
        yield from _check_ask(message)
    elif message.media and message.media.kind not in WORDLESS:
        yield from longer("words", message.words, limits.IMAGE_CAPTION)


def _check_ask(message: OutboundMessage) -> Iterator[str]:
    if message.media:
        yield "a file cannot go with a request"
    if not message.words.strip():
        yield "there are no words"
    yield from longer("words", message.words, limits.INTERACTIVE_BODY)


def _check_file(media: Media) -> Iterator[str]:
    if not (media.id or media.data):
        yield "the file is not there"
    if media.data:
        most = limits.FILE_BYTES[media.kind.value]
        if len(media.data) > most:
            yield f"the file has {len(media.data)} bytes, {most} are the most"
        taken = limits.FILE_TYPES.get(media.kind.value)
        if taken and media.mime_type not in taken:
            yield f"a file of type {media.mime_type} is no {media.kind.value}"
    yield from longer("filename", media.filename, limits.FILENAME)


def _check_template(template: Template) -> Iterator[str]:
    if not _NAME.fullmatch(template.name) or not _LANGUAGE.fullmatch(template.language):
        yield "the template's name or language is malformed"
    yield from longer("template name", template.name, limits.TEMPLATE_NAME)
    yield from _check_gaps("body", template.gaps, limits.TEMPLATE_BODY)
    yield from _check_gaps("header", template.header, limits.TEMPLATE_HEADER)
    if len(template.header) > 1:
        yield "a header has one gap at most"
    yield from _check_buttons(template.buttons)


def _check_gaps(part: str, gaps: Sequence[Gap], most: int) -> Iterator[str]:
    if len({bool(gap.name) for gap in gaps}) > 1:
        yield f"the {part} has gaps with and without names"
    names = [gap.name for gap in gaps if gap.name]
    if len(set(names)) < len(names):
        yield f"the {part} fills a gap twice"
    if not all(_GAP_NAME.fullmatch(name) for name in names):
        yield f"the {part} has a malformed gap"
    if not all(gap.words.strip() for gap in gaps):
        yield f"the {part} leaves a gap empty"
    if any(_UNFIT.search(gap.words) for gap in gaps):
        yield f"the {part} has a line break, a tab or many spaces in a gap"
    yield from longer(part, "".join(gap.words for gap in gaps), most)


def _check_buttons(buttons: Sequence[TemplateButton]) -> Iterator[str]:
    places = {button.place for button in buttons}
    if len(places) < len(buttons) or not all(
        0 <= place < limits.TEMPLATE_BUTTONS for place in places
    ):
        yield "two buttons have one place, or a place is beyond the last"
    for button in buttons:
        _, most = BUTTON_PARTS[button.kind]
        if not button.value:
            yield "a button carries nothing"
        yield from longer("button", button.value, most)
