-- name: of_bookings
-- What reminders need to know: who comes when, on which clock, and when that is quiet.
select b.id, b.contact_id, o.agency_id, o.id, s.day, s.starts, s.starts_at, o.zone,
  o.quiet_from, o.quiet_until
from bookings_booking b
join bookings_slot s on s.id = b.slot_id
join offices_office o on o.id = b.office_id
where b.id = any(%s);

-- name: coming
-- Notes that people said they will come. Said twice, the first moment stands.
with said as (
  insert into bookings_reminder (booking_id, slot_id, coming_at)
  select b.id, b.slot_id, a.at
  from json_to_recordset(%s::json) as a (id uuid, contact_id uuid, at timestamptz)
  join bookings_booking b on b.id = a.id and b.contact_id = a.contact_id
    and b.state in ('booked', 'arrived')
  order by b.id
  on conflict (booking_id, slot_id)
    do update set coming_at = coalesce(bookings_reminder.coming_at, excluded.coming_at)
  returning booking_id, slot_id
)
select d.booking_id, s.office_id, s.day::text
from said d join bookings_slot s on s.id = d.slot_id;

-- name: who_comes
select r.booking_id from bookings_reminder r
join bookings_booking b on b.id = r.booking_id and b.slot_id = r.slot_id
where r.booking_id = any(%s) and r.coming_at is not null;

-- name: reminded
-- Notes that people were reminded of the hour at which they are expected.
with said as (
  insert into bookings_reminder (booking_id, slot_id, said_at)
  select b.id, b.slot_id, %(now)s from bookings_booking b
  where b.id = any(%(bookings)s)
  order by b.id
  on conflict (booking_id, slot_id)
    do update set said_at = coalesce(bookings_reminder.said_at, excluded.said_at)
  returning slot_id
)
select distinct s.office_id, s.day::text
from said d join bookings_slot s on s.id = d.slot_id;
