-- name: people
-- Everybody booked at an office around today: those still to come, and of the last
-- month also those who gave their place back.
select b.id, b.code, b.contact_id, b.created_at, b.size, s.day,
  b.state in ('held', 'booked') and s.day >= %(today)s, p.person_key, p.id, p.sealed
from bookings_slot s
join bookings_booking b on b.slot_id = s.id
join bookings_bookedperson p on p.booking_id = b.id
where s.office_id = %(office)s and s.day between %(first)s and %(last)s
  and b.state <> 'expired'
order by b.created_at desc
limit %(limit)s;

-- name: ruled
select fingerprint from bookings_groupruling where office_id = %s;
