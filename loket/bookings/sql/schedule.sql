-- name: lock
select id from bookings_slot
where office_id = %(office_id)s and service_id = %(service_id)s and starts_at > %(now)s
order by id for update;

-- name: adapt
-- Hours to come that offer what the old week said offer what the new one says, but
-- never less than is taken. An hour that left the week offers no more than that.
-- Returns each, and whether more is taken than the week offers.
with old as (
  select * from json_to_recordset(%(old)s::json)
    as o (weekday integer, starts_at time, capacity integer)
), new as (
  select * from json_to_recordset(%(new)s::json)
    as n (weekday integer, starts_at time, capacity integer)
), wanted as (
  select s.id, coalesce(n.capacity, 0) as capacity
  from bookings_slot s
  join old o on o.weekday = extract(isodow from s.day) - 1 and o.starts_at = s.starts
    and o.capacity = s.capacity
  left join new n on n.weekday = o.weekday and n.starts_at = o.starts_at
  where s.office_id = %(office_id)s and s.service_id = %(service_id)s
    and s.starts_at > %(now)s
)
update bookings_slot s set capacity = greatest(w.capacity, s.taken)
from wanted w where s.id = w.id
returning s.id, s.taken > w.capacity;
