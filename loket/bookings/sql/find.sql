-- name: days
-- Places of each day that has slots: those left in hours to come, and whether any
-- hour is still to come.
select a.n, s.day,
  coalesce(sum(s.capacity - s.taken) filter (where s.starts_at > a.now), 0)::integer,
  bool_or(s.starts_at > a.now)
from json_to_recordset(%s::json) as a (n integer, office_id integer,
  service_id integer, first date, days integer, now timestamptz)
join bookings_slot s on s.office_id = a.office_id and s.service_id = a.service_id
  and s.day >= a.first and s.day < a.first + a.days
group by a.n, s.day;

-- name: hours
select a.n, s.id, s.day, s.starts, s.ends, s.capacity - s.taken
from json_to_recordset(%s::json) as a (n integer, office_id integer,
  service_id integer, day date, size integer, now timestamptz)
join bookings_slot s on s.office_id = a.office_id and s.service_id = a.service_id
  and s.day = a.day
where s.starts_at > a.now and s.capacity - s.taken >= a.size
order by a.n, s.starts;

-- name: releases
select office_id, service_id, horizon_days, opens_at from bookings_release;

-- name: nearest
-- The first day with room at every other office that offers the service.
select a.n, s.office_id, min(s.day)
from json_to_recordset(%s::json) as a (n integer, office_id integer,
  service_id integer, now timestamptz)
join bookings_slot s on s.service_id = a.service_id and s.office_id <> a.office_id
join offices_office o on o.id = s.office_id
where s.starts_at > a.now and s.taken < s.capacity
  and not exists (
    select 1 from offices_closure c where c.agency_id = o.agency_id
    and c.day = s.day and (c.office_id is null or c.office_id = o.id))
group by a.n, s.office_id
order by a.n, min(s.day), s.office_id;

-- name: live
-- Live bookings of contacts whose hour is not over, or the given ones in any state.
select b.id, b.contact_id, b.code, b.state, b.size, b.held_until,
  s.office_id, s.service_id, s.day, s.starts, s.ends, b.moves,
  (select json_agg(json_build_array(p.id, encode(p.sealed, 'base64')) order by p.id)
   from bookings_bookedperson p where p.booking_id = b.id)::text
from bookings_booking b join bookings_slot s on s.id = b.slot_id
where (b.contact_id = any(%(contacts)s) and b.state in ('booked', 'arrived')
    and s.starts_at > %(after)s)
  or b.id = any(%(bookings)s)
order by s.starts_at, b.id;

-- name: of_day
-- Who comes to an office on a day, or in one hour of it.
select b.id, b.contact_id, b.code, b.state, b.size, b.held_until,
  s.office_id, s.service_id, s.day, s.starts, s.ends, b.moves,
  (select json_agg(json_build_array(p.id, encode(p.sealed, 'base64')) order by p.id)
   from bookings_bookedperson p where p.booking_id = b.id)::text,
  r.said_at, r.coming_at, b.arrived_at
from bookings_slot s join bookings_booking b on b.slot_id = s.id
left join bookings_reminder r on r.booking_id = b.id and r.slot_id = b.slot_id
where s.office_id = %(office_id)s and s.day = %(day)s
  and (%(starts)s::time is null or s.starts = %(starts)s)
  and (b.state in ('held', 'booked', 'arrived', 'served', 'no_show')
    or (b.state = 'cancelled' and r.said_at is not null))
order by s.starts, b.created_at, b.id;

-- name: counts
-- How many people stand in which state, by hour; and how many of them came later than
-- the hour tolerates.
select s.starts, b.state, sum(b.size)::integer,
  coalesce(sum(b.size) filter (where b.state in ('arrived', 'served')
    and b.arrived_at > s.starts_at + make_interval(mins => %(tolerance)s)), 0)::integer
from bookings_slot s join bookings_booking b on b.slot_id = s.id
where s.office_id = %(office)s and s.day = %(day)s
  and b.state in ('held', 'booked', 'arrived', 'served', 'no_show')
group by s.starts, b.state;

-- name: seen
-- Bookings as staff see them, whatever became of them.
select b.id, b.contact_id, b.code, b.state, b.size, b.held_until,
  s.office_id, s.service_id, s.day, s.starts, s.ends, b.moves,
  (select json_agg(json_build_array(p.id, encode(p.sealed, 'base64')) order by p.id)
   from bookings_bookedperson p where p.booking_id = b.id)::text,
  r.said_at, r.coming_at, b.arrived_at
from bookings_booking b join bookings_slot s on s.id = b.slot_id
left join bookings_reminder r on r.booking_id = b.id and r.slot_id = b.slot_id
where b.id = any(%s)
order by s.starts_at, b.id;

-- name: sealed_people
-- Everybody who is expected at an office between two days, still sealed.
select b.id, b.code, p.id, p.sealed
from bookings_slot s
join bookings_booking b on b.slot_id = s.id
join bookings_bookedperson p on p.booking_id = b.id
where s.office_id = %s and s.day between %s and %s
  and b.state in ('held', 'booked', 'arrived', 'served', 'no_show')
order by s.starts_at desc
limit %s;

-- name: by_code
select id from bookings_booking where code = any(%s) and office_id = %s;

-- name: markings
select m.before, m.after, m.reason, m.at, t.name
from bookings_marking m left join offices_staff t on t.id = m.staff_id
where m.booking_id = %s order by m.at desc, m.id desc limit 20;

-- name: marked_by
select staff_id from bookings_marking where booking_id = %s and at = %s
order by id desc limit 1;

-- name: slots_of_day
select s.id, s.service_id, s.starts, s.ends, s.capacity, s.taken
from bookings_slot s where s.office_id = %s and s.day = %s order by s.starts, s.service_id;

-- name: week
select s.day, sum(s.taken)::integer, sum(s.capacity)::integer
from bookings_slot s where s.office_id = %s and s.day between %s and %s
group by s.day order by s.day;

-- name: office_of_slot
select office_id from bookings_slot where id = %s;
