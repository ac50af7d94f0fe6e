-- name: own_holds
-- Holds that the asking contacts already have for the same service.
-- One look into the index for each contact, however many bookings there are: also
-- with a plan that was made while there were none, so all live states are read first
-- (the index of holds alone would do as well then, and is read whole).
select b.id, b.slot_id, b.contact_id
from unnest(%(contacts)s::uuid[], %(slots)s::bigint[]) as a (contact_id, slot_id)
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

-- name: take_places
update bookings_slot s set taken = s.taken + a.size
from unnest(%(slots)s::bigint[], %(sizes)s::integer[]) as a (slot_id, size)
where s.id = a.slot_id;
