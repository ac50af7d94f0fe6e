-- name: taken
select code from bookings_booking where code = any(%s::varchar[]);

-- name: add_bookings
insert into bookings_booking (id, slot_id, office_id, service_id, contact_id, code,
  size, state, held_until, booked_at, created_at, changed_at)
select a.id, a.slot_id, a.office_id, a.service_id, a.contact_id, a.code, a.size,
  %(state)s, a.until, %(booked_at)s, %(now)s, %(now)s
from unnest(%(ids)s::uuid[], %(slots)s::bigint[], %(offices)s::integer[],
  %(services)s::integer[], %(contacts)s::uuid[], %(codes)s::text[],
  %(sizes)s::smallint[], %(until)s::timestamptz[])
  as a (id, slot_id, office_id, service_id, contact_id, code, size, until)
order by a.id;

-- name: add_people
-- In one order, so that those who book the same people wait instead of crossing.
insert into bookings_bookedperson
  (id, booking_id, service_id, person_key, key_number, sealed, is_live)
select a.id, a.booking_id, a.service_id, a.person_key, %(index)s, a.sealed, true
from unnest(%(ids)s::uuid[], %(bookings)s::uuid[], %(services)s::integer[],
  %(keys)s::bytea[], %(sealed)s::bytea[])
  as a (id, booking_id, service_id, person_key, sealed)
order by a.service_id, a.person_key;
