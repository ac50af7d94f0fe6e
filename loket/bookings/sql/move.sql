-- name: slots_of
-- The slots in which the bookings are that shall be moved.
select distinct slot_id from bookings_booking where id = any(%s);

-- name: lock_slots
-- Always in the order of ids.
select s.id, s.office_id, s.service_id, s.day::text, bookings_free(s, %(now)s)
from bookings_slot s
where s.id = any(%(slots)s)
order by s.id
for update of s;

-- name: lock_bookings
-- What is booked, with the days from now to its day on the clock of its office.
select b.id, b.contact_id, b.slot_id, b.size, b.moves,
  s.day - (%(now)s at time zone o.zone)::date
from bookings_booking b
join bookings_slot s on s.id = b.slot_id
join offices_office o on o.id = b.office_id
where b.id = any(%(bookings)s) and b.state = 'booked'
order by b.id
for no key update of b;

-- name: move
-- Takes bookings to other slots, and gives and takes the places in one statement. What
-- an officer moves does not count as a move of the citizen.
with moved as (
  update bookings_booking b
  set slot_id = a.slot_id, moves = b.moves + a.own::integer, changed_at = %(now)s
  from json_to_recordset(%(moved)s::json) as a (id uuid, slot_id bigint, own boolean)
  where b.id = a.id
)
update bookings_slot s set taken = s.taken + a.more
from json_to_recordset(%(places)s::json) as a (slot_id bigint, more integer)
where s.id = a.slot_id;
