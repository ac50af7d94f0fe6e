"""
Whose rows the tables of this room hold.

Who is booked is known to the whole agency, sealed: nobody may hold two bookings of
one service, at whichever of its offices.
"""

from loket.lib.walls import by_office, locked, through

WALLS = {
    "bookings_schedule": by_office(),
    "bookings_release": by_office(),
    "bookings_slot": by_office(),
    "bookings_booking": by_office(),
    "bookings_marking": through("bookings_booking", "booking_id"),
    "bookings_bookedperson": through("offices_service", "service_id", is_small=True),
    "bookings_reminder": through("bookings_booking", "booking_id"),
    "bookings_rearrangement": by_office(),
    "bookings_displacement": through("bookings_rearrangement", "rearrangement_id"),
    "bookings_waiting": by_office(),
    "bookings_offer": through("bookings_waiting", "waiting_id"),
    "bookings_officelimit": by_office(),
    "bookings_ruling": by_office(),
    "bookings_groupruling": by_office(),
    "bookings_paper": by_office(),
    "bookings_indexkey": locked("the number of a key of the whole desk"),
}
