-- name: bookings
-- Everything that was booked from a contact, or the booking that stands for somebody
-- without one, the newest hour first.
select b.id, b.code, b.state, b.size, b.moves, b.office_id, b.service_id, s.day,
  s.starts, s.ends, s.starts_at, b.created_at, b.changed_at, b.contact_id
from bookings_booking b join bookings_slot s on s.id = b.slot_id
where b.contact_id = %(id)s or b.id = %(id)s
order by s.starts_at desc, b.id;

-- name: people
select p.id, p.booking_id, p.sealed, p.is_live from bookings_bookedperson p
where p.booking_id = any(%s) order by p.id;

-- name: markings
select m.booking_id, m.before, m.after, m.at from bookings_marking m
where m.booking_id = any(%s) order by m.at;

-- name: reminders
select r.booking_id, r.said_at, r.coming_at from bookings_reminder r
where r.booking_id = any(%s) order by r.booking_id;

-- name: by_code
select b.id, b.contact_id, b.office_id from bookings_booking b where b.code = %s;

-- name: by_keys
-- Live bookings of a person.
select b.id, b.contact_id, b.office_id
from unnest(%(services)s::integer[]) as v (service_id)
cross join lateral (
  select p.booking_id from bookings_bookedperson p
  where p.service_id = v.service_id and p.person_key = %(key)s and p.is_live
  offset 0) found
join bookings_booking b on b.id = found.booking_id;

-- name: elsewhere
-- Rows of the same people in bookings of others, looked for by their keys within the
-- services of the agency; of each its booking, and whether that is still to come.
select mine.id as mine, other.id, b.id as booking_id, b.slot_id, b.size, b.office_id,
  s.day, b.state in ('held', 'booked') and s.starts_at > %(after)s as is_coming
from bookings_bookedperson mine
join bookings_bookedperson other on other.person_key = mine.person_key
  and other.service_id = any(%(services)s) and other.booking_id <> all(%(own)s)
join bookings_booking b on b.id = other.booking_id
join bookings_slot s on s.id = b.slot_id
where mine.id = any(%(mine)s) and mine.booking_id = any(%(own)s)
order by b.slot_id, b.id, other.id;

-- name: lock_slots
select id from bookings_slot where id = any(%s) order by id for update;

-- name: drop_people
delete from bookings_bookedperson where id = any(%s);

-- name: drop_people_of
delete from bookings_bookedperson where booking_id = any(%s);

-- name: shrink
-- The places of those who are forgotten are free again; the others keep theirs.
with smaller as (
  update bookings_booking b set size = b.size - a.n, changed_at = %(now)s
  from json_to_recordset(%(rows)s::json) as a (id uuid, n integer)
  where b.id = a.id and b.size > a.n
  returning b.slot_id, a.n
)
update bookings_slot s set taken = s.taken - f.n
from (select slot_id, sum(n) as n from smaller group by slot_id) f
where s.id = f.slot_id;

-- name: let_go
-- A booking stays as a figure of its hour: nobody's, and without the code that somebody
-- has on paper.
update bookings_booking set contact_id = null, code = '-' || right(id::text, 11)
where id = any(%s);

-- name: drop_reminders
delete from bookings_reminder where booking_id = any(%s);
