-- name: own_holds
-- Holds that the asking contacts already have for the same service.
-- One look into the index for each contact, however many bookings there are: also
-- with a plan that was made while there were none, so all live states are read first
-- (the index of holds alone would do as well then, and is read whole).
select b.id, b.slot_id, b.contact_id
from json_to_recordset(%s::json) as a (contact_id uuid, slot_id bigint)
join bookings_slot s on s.id = a.slot_id
cross join lateral (
  select o.id, o.slot_id, o.contact_id, o.state from bookings_booking o
  where o.contact_id = a.contact_id and o.state in ('held', 'booked', 'arrived')
    and o.service_id = s.service_id
  offset 0) b
where b.state = 'held';

-- name: lock_slots
-- Always in the order of ids, so that allocators queue up instead of crossing.
select s.id, s.office_id, s.service_id, bookings_free(s, %(now)s), o.code, s.day::text
from bookings_slot s join offices_office o on o.id = s.office_id
where s.id = any(%(slots)s) and bookings_free(s, %(now)s) > 0
order by s.id
for update of s;

-- name: live_people
-- One look into the index for each person, whatever the plan's maker knew.
select p.service_id, p.person_key
from json_to_recordset(%s::json) as a (service_id integer, person_key text)
cross join lateral (
  select o.service_id, o.person_key from bookings_bookedperson o
  where o.service_id = a.service_id and o.person_key = decode(a.person_key, 'hex')
    and o.is_live
  offset 0) p;

-- name: add_bookings
insert into bookings_booking (id, slot_id, office_id, service_id, contact_id, code,
  size, state, held_until, booked_at, created_at, changed_at)
select id, slot_id, office_id, service_id, contact_id, code, size, state, held_until,
  booked_at, at, at
from json_to_recordset(%s::json) as a (id uuid, slot_id bigint, office_id integer,
  service_id integer, contact_id uuid, code text, size smallint, state text,
  held_until timestamptz, booked_at timestamptz, at timestamptz)
order by id
on conflict (code) do nothing
returning id;

-- name: add_people
insert into bookings_bookedperson
  (id, booking_id, service_id, person_key, key_number, sealed, is_live)
select id, booking_id, service_id, decode(person_key, 'hex'), key_number,
  decode(sealed, 'base64'), true
from json_to_recordset(%s::json) as a (id uuid, booking_id uuid, service_id integer,
  person_key text, key_number smallint, sealed text)
order by service_id, person_key
on conflict do nothing
returning booking_id;

-- name: remove_people
delete from bookings_bookedperson where booking_id = any(%s);

-- name: remove_bookings
delete from bookings_booking where id = any(%s);

-- name: take_places
update bookings_slot s set taken = s.taken + a.size
from json_to_recordset(%s::json) as a (slot_id bigint, size integer)
where s.id = a.slot_id;
