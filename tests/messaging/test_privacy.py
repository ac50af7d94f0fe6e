"""Identity numbers that nobody asked for."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.channels.types import Attachment, EventKind, InboundEvent, Sender
from loket.messaging import privacy

NIK = "9901014112900042"
APPLICATION = "1234567890123456"


def hide(text: str = "", **more: object) -> InboundEvent:
    event = InboundEvent("1", "100", EventKind.MESSAGE, "text", text=text, **more)
    return privacy.hide(event, lambda plain, context: b"<" + plain + b"|" + context)


@pytest.mark.parametrize(
    "text",
    [
        NIK,
        f"nik saya {NIK}.",
        "9901 0141 1290 0042",
        "9901-0141-1290-0042",
        "99.01.01.411290.0042",
        "NIK:9901014112900042,terima kasih",
        "٩٩٠١٠١٤١١٢٩٠٠٠٤٢",
    ],
)
def test_a_nik_is_masked_however_it_is_written(text):
    hidden = hide(text)

    assert "••••••••••••0042" in hidden.text
    assert "9901014" not in hidden.text.replace(" ", "").replace("-", "")


def test_the_number_is_kept_sealed_and_bound_to_its_event():
    hidden = hide(f"{NIK} dan 9902015505850007")

    boxes = [base64.b64decode(box) for box in hidden.details["sealed"]]
    assert boxes == [b"<9901014112900042|1", b"<9902015505850007|1"]


@pytest.mark.parametrize(
    "text", [APPLICATION, "820261123000001", "12" + NIK, "+62 811-0000-0001", "halo"]
)
def test_other_numbers_stay_as_they_are(text):
    assert hide(text).text == text


def test_names_file_names_and_details_are_searched_too():
    hidden = hide(
        sender=Sender(name=f"Siti {NIK}"),
        attachments=[Attachment("document", filename=f"ktp {NIK}.pdf")],
        details={"card": [{"note": NIK}], "number": int(NIK)},
    )

    assert NIK not in repr(hidden)
    assert len(hidden.details["sealed"]) == 4


@given(
    place=st.integers(110000, 999999),
    day=st.one_of(st.integers(1, 31), st.integers(41, 71)),
    month=st.integers(1, 12),
    year=st.integers(0, 99),
    serial=st.integers(1, 9999),
    before=st.text(alphabet="abc .,:\n", max_size=5),
)
def test_no_number_of_that_shape_gets_through(place, day, month, year, serial, before):
    nik = f"{place}{day:02}{month:02}{year:02}{serial:04}"

    assert nik not in hide(f"{before}{nik}").text
