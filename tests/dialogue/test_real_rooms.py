"""The same talks with the real rooms and the training agency behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from loket.bookings.models import Booking, Slot
from loket.config.demo.seed import seed
from loket.contacts.models import Consent, Contact, DataRequest
from loket.dialogue.answers.table import answerers
from loket.dialogue.engine import Answerers
from loket.lib.crypto import Keyring
from loket.offices.models import Agency
from tests.dialogue.citizen import Citizen


@dataclass
class RealDesk:
    """The answerers of a worker."""

    keyring: Keyring
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def answerers(self) -> Answerers:
        return answerers(self.keyring)


@pytest.fixture
def desk(db: None, keyring: Keyring) -> RealDesk:
    """The training agency with a few hours open."""
    seed(keyring)
    return RealDesk(keyring)


def citizen(desk: RealDesk) -> Citizen:
    return Citizen(desk, agency=Agency.objects.get().id)


def test_the_first_words_name_the_agency(desk: RealDesk) -> None:
    Agency.objects.update(name="Imigrasi Palewa")

    citizen(desk).says("halo").hears("mesin penjawab otomatis Imigrasi Palewa.")


def test_siti_books_changes_her_mind_and_cancels(desk: RealDesk) -> None:
    siti = citizen(desk)
    taken = sum(Slot.objects.values_list("taken", flat=True))

    siti.says("mau bikin paspor")
    while siti.step != "book.people":
        siti.taps(siti.titles[0])
    siti.says("Siti Aminah 12-03-1990\nBudi Santoso 1-2-1985").hears("Sudah sesuai?")
    siti.taps("Ganti jam").taps(siti.titles[1]).hears("- Budi Santoso")
    siti.says("ya").hears("Terpesan", "Siti Aminah, Budi Santoso")
    assert sum(Slot.objects.values_list("taken", flat=True)) == taken + 2

    siti.says("batalkan antrean saya").says("ya").hears("sudah dibatalkan")
    assert sum(Slot.objects.values_list("taken", flat=True)) == taken


def test_siti_books_once_from_any_number(desk: RealDesk) -> None:
    siti, rina = citizen(desk), citizen(desk)
    for person in (siti, rina):
        person.says("mau bikin paspor")
        while person.step != "book.people":
            person.taps(person.titles[0])
        person.says("Siti Aminah 12-03-1990")
    siti.says("ya")

    rina.hears("Siti Aminah sudah punya antrean")
    assert Booking.objects.filter(state="booked").count() == 1


def test_siti_moves_her_booking_once(desk: RealDesk) -> None:
    siti = citizen(desk)
    siti.says("mau bikin paspor")
    while siti.step != "book.day":
        siti.taps(siti.titles[0])
    siti.taps(siti.titles[2]).taps(siti.titles[0]).says("Siti Aminah 12-03-1990")
    siti.says("ya").taps("Ganti jadwal").hears("pilih hari datang")
    siti.taps(siti.titles[3]).taps(siti.titles[0]).hears("Pindahkan antrean")
    siti.says("ya").hears("sudah dipindah")

    booking = Booking.objects.get()
    assert (booking.moves, booking.slot.taken) == (1, 1)
    assert sum(Slot.objects.values_list("taken", flat=True)) == 1
    siti.taps_id(f"move:{booking.id}").hears("sudah pernah dipindah")


def test_leaving_gives_the_place_back(desk: RealDesk) -> None:
    siti = citizen(desk)
    siti.says("mau bikin paspor")
    while siti.step != "book.people":
        siti.taps(siti.titles[0])
    siti.says("Siti Aminah 12-03-1990").says("batal")

    assert not Booking.objects.filter(state="held").exists()


def test_reasons_come_from_the_real_calendar(desk: RealDesk) -> None:
    siti = citizen(desk)
    siti.says("mau bikin paspor")
    while siti.step != "book.day":
        siti.taps(siti.titles[0])

    siti.says("25 desember").hears("tutup pada")
    siti.says("kemarin").hears("sudah lewat")


def test_stop_and_start_are_kept_word_by_word(desk: RealDesk) -> None:
    siti = citizen(desk)
    Contact.objects.create(
        id=siti.id, agency_id=siti.agency, first_seen_at=desk.now, name="Siti"
    )

    siti.says("halo").says("mulai").hears_not("kirim lagi")
    siti.says("stop").hears("Pertanyaan Anda tetap kami jawab")
    siti.says("mulai").hears("akan kami kirim lagi")
    said = Consent.objects.order_by("id").values_list("is_stopped", flat=True)
    assert list(said) == [False, True, False]


def test_a_wish_to_be_forgotten_is_open_once(desk: RealDesk) -> None:
    siti = citizen(desk)

    siti.says("hapus data saya").hears("sudah kami catat")
    siti.says("hapus data saya").hears("sudah tercatat")
    assert DataRequest.objects.get().subject_id == siti.id
