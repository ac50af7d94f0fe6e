from emulator.client import Citizen, Emulator
from tests.emulator.graph import Office
from tests.emulator.receiver import Receiver


def test_a_leap_closes_the_window_and_the_next_word_opens_it(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    assert office.say("masih").status == 200
    emulator.leap(hours=23.9)
    assert office.say("masih").status == 200
    emulator.leap(hours=0.2)
    assert office.say("terlambat").error["code"] == 131047
    siti.say("saya kembali")
    assert office.say("selamat datang").status == 200


def test_time_may_go_faster(emulator: Emulator, office: Office, siti: Citizen) -> None:
    before = emulator.now()
    emulator.switch(time_warp=360_000)
    while emulator.now() < before + 25 * 3600:
        pass
    assert office.say("terlambat").error["code"] == 131047


def test_time_never_goes_back_when_its_speed_changes(emulator: Emulator) -> None:
    seen = [emulator.now()]
    for speed in (1000, 1, 5, 1):
        emulator.switch(time_warp=speed)
        seen.append(emulator.now())
    assert seen == sorted(seen)


def test_one_citizen_may_have_been_silent_for_long(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    siti.is_silent_for(hours=25)
    assert office.say("terlambat").error["code"] == 131047
    budi = emulator.citizen("6281200000002")
    budi.say("halo")
    assert office.say("halo", to="6281200000002").status == 200


def test_words_of_yesterday_open_the_window_of_yesterday(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    siti.say("kemarin", timestamp=int(emulator.now()) - 25 * 3600)
    assert office.say("terlambat").error["code"] == 131047


def test_a_delivery_is_tried_for_seven_days_and_then_given_up(
    emulator: Emulator, siti: Citizen, webhook: Receiver
) -> None:
    assert emulator.wait_idle()
    webhook.answers.extend([503] * 1000)
    emulator.switch(retry_first_ms=6 * 3_600_000, retry_max_ms=6 * 3_600_000)
    said = siti.say("tolong")
    webhook.wait_for(2)
    for number in range(27):
        assert emulator.deliveries()[-1]["state"] == "waiting"
        emulator.leap(hours=6)
        webhook.wait_for(number + 3)
    assert emulator.wait_idle()
    delivery = emulator.deliveries()[-1]
    assert (delivery["state"], delivery["tries"]) == ("given_up", 28)
    assert delivery["items"][0]["id"] == said
    assert siti.message(said).status == "waiting"


def test_an_office_that_comes_back_on_the_sixth_day_loses_nothing(
    emulator: Emulator, siti: Citizen, webhook: Receiver
) -> None:
    assert emulator.wait_idle()
    webhook.answers.append(503)
    emulator.switch(retry_first_ms=6 * 24 * 3_600_000, retry_max_ms=6 * 24 * 3_600_000)
    said = siti.say("tolong")
    webhook.wait_for(2)
    emulator.leap(hours=6 * 24)
    assert emulator.wait_idle()
    assert webhook.messages()[-1]["id"] == said
    assert emulator.deliveries()[-1]["state"] == "delivered"


def test_the_pair_rate_follows_the_rooms_clock(
    emulator: Emulator, office: Office, siti: Citizen
) -> None:
    emulator.switch(limit_pair=True)
    while office.say("halo").status == 200:
        continue
    emulator.leap(seconds=6)
    assert office.say("halo").status == 200
    assert office.say("halo").error["code"] == 131056


def test_reset_goes_by_the_worlds_time_again(emulator: Emulator) -> None:
    before = emulator.now()
    emulator.leap(hours=100)
    emulator.reset()
    assert before <= emulator.now() < before + 60
