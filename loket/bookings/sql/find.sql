-- name: days
-- Places of each day that has slots: those that can be booked now, whether any hour is
-- still to come, whether one of these is released and one not closed, and when places
-- open next.
-- Days that are closed as a whole are known to whoever asks; the parts that are closed
-- are few, and read once.
with parts as materialized (
  select office_id, day, starts, ends from offices_closed where not is_whole
)
select a.n, s.day, coalesce(sum(c.free) filter (where c.is_open), 0)::integer,
  bool_or(c.is_ahead),
  bool_or(c.is_ahead and (s.opens_at is null or s.opens_at <= a.now)),
  bool_or(c.is_ahead and c.is_open and not s.is_off),
  min(c.opens_at) filter (where c.is_open)
from json_to_recordset(%s::json) as a (n integer, office_id integer,
  service_id integer, first date, days integer, now timestamptz)
join bookings_slot s on s.office_id = a.office_id and s.service_id = a.service_id
  and s.day >= a.first and s.day < a.first + a.days
cross join lateral (
  select s.starts_at > a.now as is_ahead, bookings_free(s, a.now) as free,
    case when s.later is not null or s.opens_at > a.now
      then bookings_opening(s, a.now) end as opens_at,
    not (select exists (select 1 from parts)) or not exists (
      select 1 from parts c where c.office_id = s.office_id and c.day = s.day
      and c.starts < s.ends and s.starts < c.ends) as is_open
  offset 0) c
group by a.n, s.day;

-- name: hours
-- Of a day that is closed as a whole, whoever asks knows that.
with parts as materialized (
  select office_id, day, starts, ends from offices_closed where not is_whole
)
select a.n, s.id, s.day, s.starts, s.ends, bookings_free(s, a.now)
from json_to_recordset(%s::json) as a (n integer, office_id integer,
  service_id integer, day date, size integer, now timestamptz)
join bookings_slot s on s.office_id = a.office_id and s.service_id = a.service_id
  and s.day = a.day
where bookings_free(s, a.now) >= a.size
  and not exists (
    select 1 from parts c where c.office_id = s.office_id and c.day = s.day
    and c.starts < s.ends and s.starts < c.ends)
order by a.n, s.starts;

-- name: open_slots
-- Hours to come that are released and not closed.
select s.id from bookings_slot s
where s.id = any(%(slots)s) and s.starts_at > %(now)s and not s.is_off
  and (s.opens_at is null or s.opens_at <= %(now)s)
  and not exists (
    select 1 from offices_closed c where c.office_id = s.office_id and c.day = s.day
    and c.starts < s.ends and s.starts < c.ends);

-- name: releases
select office_id, service_id, opens_at, horizon_days,
  case kind when 'weekly' then weekday end, weeks_ahead, later::text, spread_minutes, seed
from bookings_release;

-- name: nearest
-- The first day with room at every other office that offers the service.
select a.n, s.office_id, min(s.day)
from json_to_recordset(%s::json) as a (n integer, office_id integer,
  service_id integer, now timestamptz)
join bookings_slot s on s.service_id = a.service_id and s.office_id <> a.office_id
where s.starts_at > a.now and bookings_free(s, a.now) > 0
  and not exists (
    select 1 from offices_closed c where c.office_id = s.office_id and c.day = s.day
    and c.starts < s.ends and s.starts < c.ends)
group by a.n, s.office_id
order by a.n, min(s.day), s.office_id;

-- name: live
-- Live bookings of contacts whose hour is not over: one look into the index for each
-- contact, however many bookings there are.
select b.id, b.contact_id, b.code, b.state, b.size, b.held_until,
  s.office_id, s.service_id, s.day, s.starts, s.ends, b.moves,
  (select json_agg(json_build_array(p.id, encode(p.sealed, 'base64')) order by p.id)
   from bookings_bookedperson p where p.booking_id = b.id)::text,
  null::timestamptz, null::timestamptz, null::timestamptz,
  exists (select 1 from bookings_displacement d
    where d.booking_id = b.id and d.to_slot_id = b.slot_id)
from unnest(%(contacts)s::uuid[]) as a (contact_id)
cross join lateral (
  select o.* from bookings_booking o
  where o.contact_id = a.contact_id and o.state in ('booked', 'arrived')
  offset 0) b
join bookings_slot s on s.id = b.slot_id
where s.starts_at > %(after)s
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
  and (b.state in ('held', 'booked', 'arrived', 'served', 'no_show',
    'lapsed')
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
  and b.state in ('held', 'booked', 'arrived', 'served', 'no_show',
    'lapsed')
group by s.starts, b.state;

-- name: seen
-- Bookings whatever became of them.
select b.id, b.contact_id, b.code, b.state, b.size, b.held_until,
  s.office_id, s.service_id, s.day, s.starts, s.ends, b.moves,
  (select json_agg(json_build_array(p.id, encode(p.sealed, 'base64')) order by p.id)
   from bookings_bookedperson p where p.booking_id = b.id)::text,
  r.said_at, r.coming_at, b.arrived_at,
  exists (select 1 from bookings_displacement d
    where d.booking_id = b.id and d.to_slot_id = b.slot_id)
from bookings_booking b join bookings_slot s on s.id = b.slot_id
left join bookings_reminder r on r.booking_id = b.id and r.slot_id = b.slot_id
where b.id = any(%s::uuid[])
order by s.starts_at, b.id;

-- name: sealed_people
-- Everybody who is expected at an office between two days, still sealed.
select b.id, b.code, p.id, p.sealed
from bookings_slot s
join bookings_booking b on b.slot_id = s.id
join bookings_bookedperson p on p.booking_id = b.id
where s.office_id = %s and s.day between %s and %s
  and b.state in ('held', 'booked', 'arrived', 'served', 'no_show',
    'lapsed')
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
-- An hour that is closed offers nothing more; without anybody in it, it is none.
select s.id, s.service_id, s.starts, s.ends,
  case when c.is_open then s.capacity else s.taken end, s.taken
from bookings_slot s
cross join lateral (
  select not s.is_off and not exists (
    select 1 from offices_closed c where c.office_id = s.office_id and c.day = s.day
    and c.starts < s.ends and s.starts < c.ends) as is_open
  offset 0) c
where s.office_id = %s and s.day = %s and (c.is_open or s.taken > 0)
order by s.starts, s.service_id;

-- name: week
select s.day, sum(s.taken)::integer,
  sum(case when s.is_off then s.taken else s.capacity end)::integer
from bookings_slot s where s.office_id = %s and s.day between %s and %s
group by s.day order by s.day;

-- name: office_of_slot
select office_id from bookings_slot where id = %s;

-- name: live_people
-- One look into the index for each person, whatever the plan's maker knew.
select p.service_id, p.person_key
from unnest(%(services)s::integer[], %(keys)s::bytea[]) as a (service_id, person_key)
cross join lateral (
  select o.service_id, o.person_key from bookings_bookedperson o
  where o.service_id = a.service_id and o.person_key = a.person_key and o.is_live
  offset 0) p;
