-- name: slots_of
select distinct slot_id from bookings_booking where id = any(%s);

-- name: lock
select id from bookings_slot where id = any(%s) order by id for update;

-- name: booked
select id from bookings_booking where id = any(%s) and state = 'booked'
order by id for no key update;

-- name: due_holds
select id from bookings_booking where state = 'held' and held_until <= %s
order by held_until limit %s;

-- name: end
-- Ends bookings that still stand in one of the given states and gives their places
-- back. The slots must be locked.
with ended as (
  update bookings_booking b set state = %(state)s, changed_at = %(now)s, held_until = null
  from json_to_recordset(%(asked)s::json) as a (id uuid, contact_id uuid)
  where b.id = a.id and b.state = any(%(before)s)
    and (a.contact_id is null or a.contact_id = b.contact_id)
    and (%(due)s::timestamptz is null or b.held_until <= %(due)s)
  returning b.id, b.slot_id, b.size, b.office_id
), freed as (
  update bookings_slot s set taken = s.taken - e.size
  from (select slot_id, sum(size) as size from ended group by slot_id) e
  where s.id = e.slot_id
  returning s.id, s.day
), let_go as (
  update bookings_bookedperson p set is_live = false from ended e
  where p.booking_id = e.id
)
select e.id, e.office_id, f.day::text from ended e join freed f on f.id = e.slot_id;

-- name: confirm
-- The state is a value, so that nobody takes the index of holds instead of the ids: it
-- is small when a plan is made, and read whole for each booking in a rush.
update bookings_booking b
set state = %(booked)s, held_until = null, changed_at = %(now)s, booked_at = %(now)s
from unnest(%(bookings)s::uuid[], %(contacts)s::uuid[]) as a (id, contact_id)
where b.id = a.id and b.contact_id = a.contact_id
  and b.state = %(held)s and b.held_until > %(now)s
returning b.id;

-- name: mark
-- Moves one booking by staff; its people stay live only where they may not book anew.
-- Who did it is kept, so that a colleague can be told.
with moved as (
  update bookings_booking set state = %(after)s, changed_at = %(now)s,
    arrived_at = %(arrived)s::timestamptz
  where id = %(id)s and state = %(before)s
  returning id, slot_id, office_id
), people as (
  update bookings_bookedperson p set is_live = %(live)s
  from moved where p.booking_id = moved.id
), noted as (
  insert into bookings_marking (booking_id, staff_id, before, after, at)
  select id, %(by)s, %(before)s, %(after)s, %(now)s
  from moved where %(by)s::integer is not null
)
select m.office_id, s.day::text from moved m join bookings_slot s on s.id = m.slot_id;

-- name: set_capacity
insert into bookings_slot (office_id, service_id, day, starts, ends, starts_at,
  capacity, taken)
values (%(office_id)s, %(service_id)s, %(day)s, %(starts)s, %(ends)s, %(starts_at)s,
  %(capacity)s, 0)
on conflict (office_id, service_id, day, starts)
  do update set capacity = excluded.capacity
  where bookings_slot.taken <= excluded.capacity
returning id;
