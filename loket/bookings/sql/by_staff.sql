-- name: note
-- Who did it and why, so that a colleague can be told. A booking that was moved stays
-- booked.
insert into bookings_marking (booking_id, staff_id, before, after, reason, at)
select id, %(by)s, 'booked', %(after)s, %(reason)s, %(now)s
from unnest(%(ids)s::uuid[]) as a (id);

-- name: standing
select distinct b.id, b.code, b.office_id, s.day, s.starts
from bookings_bookedperson p
join bookings_booking b on b.id = p.booking_id
join bookings_slot s on s.id = b.slot_id
where p.service_id = %s and p.person_key = any(%s) and p.is_live
order by s.day, s.starts;
