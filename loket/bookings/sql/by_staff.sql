-- name: note
-- Who did it and why, so that a colleague can be told. A booking that was moved stays
-- booked.
insert into bookings_marking (booking_id, staff_id, before, after, reason, at)
select id, %(by)s, 'booked', %(after)s, %(reason)s, %(now)s
from unnest(%(ids)s::uuid[]) as a (id);
