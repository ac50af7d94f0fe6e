-- name: missing
-- Hours that the schedule offers on days, within what the office is open, and that
-- nobody has made.
select c.office_id, c.service_id, d.day, c.starts_at, c.ends_at, c.capacity,
  (d.day + c.starts_at) at time zone o.zone
from json_to_recordset(%(days)s::json) as d (office_id integer, service_id integer,
  day date)
join bookings_schedule c on c.office_id = d.office_id and c.service_id = d.service_id
  and c.weekday = extract(isodow from d.day) - 1
join offices_office o on o.id = d.office_id
where exists (
    select 1
    from json_to_recordset(%(spans)s::json) as s (office_id integer, day date,
      opens time, closes time)
    where s.office_id = d.office_id and s.day = d.day
      and s.opens <= c.starts_at and c.ends_at <= s.closes)
  and not exists (
    select 1 from bookings_slot t where t.office_id = d.office_id
    and t.service_id = d.service_id and t.day = d.day and t.starts = c.starts_at)
order by c.office_id, c.service_id, d.day, c.starts_at;

-- name: make
insert into bookings_slot (office_id, service_id, day, starts, ends, starts_at,
  capacity, taken, opens_at, later)
select office_id, service_id, day, starts, ends, starts_at, capacity, 0, opens_at, later
from json_to_recordset(%s::json) as a (office_id integer, service_id integer, day date,
  starts time, ends time, starts_at timestamptz, capacity integer,
  opens_at timestamptz, later jsonb)
on conflict (office_id, service_id, day, starts) do nothing
returning id, opens_at;
