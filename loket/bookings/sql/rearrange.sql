-- name: lock
-- All hours to come that a change may touch or fill, in the order of ids as everywhere.
select id from bookings_slot
where office_id = any(%(offices)s) and day between %(first)s and %(until)s
  and starts_at > %(now)s
order by id for update;

-- name: hours
-- The same hours once they are locked; a statement of its own sees what was closed
-- while we waited.
select s.id, s.office_id, s.service_id, s.day, s.starts, s.ends, s.starts_at,
  s.capacity, s.taken, not s.is_off and not exists (
    select 1 from offices_closed c where c.office_id = s.office_id and c.day = s.day
    and c.starts < s.ends and s.starts < c.ends)
from bookings_slot s
where s.office_id = any(%(offices)s) and s.day between %(first)s and %(until)s
  and s.starts_at > %(now)s;

-- name: visits
select id, slot_id, size, state, created_at, contact_id, code from bookings_booking
where slot_id = any(%s) and state in ('held', 'booked', 'arrived') order by id
for no key update;

-- name: move
-- Takes bookings to other hours by the office: its citizens may still move once.
with moved as (
  update bookings_booking b set slot_id = a.slot_id, moves = 0, changed_at = %(now)s
  from json_to_recordset(%(moved)s::json) as a (id uuid, slot_id bigint)
  where b.id = a.id
)
update bookings_slot s set taken = s.taken + a.more
from json_to_recordset(%(places)s::json) as a (slot_id bigint, more integer)
where s.id = a.slot_id;

-- name: limit
-- What remains of hours that gave up places.
update bookings_slot s set capacity = a.capacity
from json_to_recordset(%s::json) as a (slot_id bigint, capacity integer)
where s.id = a.slot_id;

-- name: switch
-- Hours that a change of the week has left outside, and those that are inside again.
update bookings_slot s set is_off = a.is_off
from json_to_recordset(%s::json) as a (slot_id bigint, is_off boolean)
where s.id = a.slot_id;

-- name: still_there
select count(*) from bookings_booking
where slot_id = any(%s) and state in ('held', 'booked');

-- name: displaced
-- What became of the people of a change, the earliest old hour first.
select d.id, b.id, b.code, b.state, b.size, b.contact_id, f.service_id,
  f.day, f.starts, t.day, t.starts, d.is_told, d.called_at, r.coming_at,
  d.to_slot_id is not null and b.slot_id <> d.to_slot_id,
  (select json_agg(json_build_array(p.id, encode(p.sealed, 'base64')) order by p.id)
   from bookings_bookedperson p where p.booking_id = b.id)::text
from bookings_displacement d
join bookings_booking b on b.id = d.booking_id
join bookings_slot f on f.id = d.from_slot_id
left join bookings_slot t on t.id = d.to_slot_id
left join bookings_reminder r on r.booking_id = b.id and r.slot_id = d.to_slot_id
where d.rearrangement_id = %s
order by f.starts_at, b.created_at, b.id;

-- name: first_people
select b.id,
  (select json_agg(json_build_array(p.id, encode(p.sealed, 'base64')) order by p.id)
   from bookings_bookedperson p where p.booking_id = b.id)::text, b.office_id
from bookings_booking b where b.id = any(%s) order by b.id;

-- name: to_tell
-- What a message about a change needs to know.
select d.id, d.booking_id, a.reason, f.day, f.starts, f.ends
from bookings_displacement d
join bookings_rearrangement a on a.id = d.rearrangement_id
join bookings_slot f on f.id = d.from_slot_id
where d.id = any(%s);

-- name: freed_by_office
-- Bookings that their office moved to the hour they have: these may be moved once more,
-- on the day itself too.
select d.booking_id from bookings_displacement d
join bookings_booking b on b.id = d.booking_id and b.slot_id = d.to_slot_id
where d.booking_id = any(%s);
