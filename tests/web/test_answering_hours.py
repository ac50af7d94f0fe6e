"""An agency says when its people answer; slips are shown and not saved."""

from datetime import time

from loket.offices import answering


def save(client, **times):
    posted = {name.replace("_", "-"): value for name, value in times.items()}
    return client.post("/talks/hours/settings", posted, follow=True)


def test_without_hours_the_office_counts(budi, office):
    page = budi.get("/talks/hours/").content.decode()

    assert "jam buka kantor pertama" in page
    assert "WIB" in page


def test_hours_with_a_break_are_kept(budi, office):
    page = save(
        budi, opens_0_0="08:00", closes_0_0="12:00", opens_0_1="13:00",
        closes_0_1="15:30",
    )  # fmt: skip

    assert "Tersimpan" in page.content.decode()
    assert 'value="15:30"' in page.content.decode()
    assert answering.spans(office.agency) == [
        (0, time(8), time(12)),
        (0, time(13), time(15, 30)),
    ]


def test_hours_that_run_backwards_are_refused_and_kept_in_the_form(budi, office):
    answer = save(budi, opens_4_0="15:00", closes_4_0="08:00")

    assert answer.status_code == 422
    assert 'value="15:00"' in answer.content.decode()
    assert answering.spans(office.agency) == []


def test_half_a_line_is_refused(budi, office):
    assert save(budi, opens_4_0="15:00").status_code == 422


def test_an_empty_week_goes_back_to_the_opening_hours(budi, office):
    save(budi, opens_0_0="08:00", closes_0_0="12:00")

    assert "Jam buka kantor yang berlaku" in save(budi).content.decode()
    assert answering.spans(office.agency) == []


def test_the_front_desk_does_not_set_the_hours(siti, office):
    assert siti.get("/talks/hours/").status_code == 404
    assert save(siti, opens_0_0="08:00", closes_0_0="12:00").status_code == 404
