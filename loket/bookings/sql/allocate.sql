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
