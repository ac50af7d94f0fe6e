-- name: enter
-- Notes arrivals of an office at the times on paper, and who typed them. Whoever was
-- absent and has booked anew stays absent: a person has one live booking.
with chosen as (
  select b.id, b.state as before, a.at
  from json_to_recordset(%(asked)s::json) as a (id uuid, at timestamptz)
  join bookings_booking b on b.id = a.id
  where b.office_id = %(office)s and b.state = any(%(before)s) and not exists (
    select 1 from bookings_bookedperson mine
    join bookings_bookedperson other using (service_id, person_key)
    where mine.booking_id = b.id and other.booking_id <> b.id and other.is_live)
  order by b.id for update of b
), moved as (
  update bookings_booking b
  set state = 'arrived', changed_at = %(now)s, arrived_at = c.at
  from chosen c where b.id = c.id
  returning b.id, b.slot_id, b.office_id, c.before
), people as (
  update bookings_bookedperson p set is_live = true
  from moved m where p.booking_id = m.id and not p.is_live
), noted as (
  insert into bookings_marking (booking_id, staff_id, before, after, reason, at)
  select id, %(by)s, before, 'arrived', 'on_paper', %(now)s from moved
)
select m.id, m.office_id, s.day::text
from moved m join bookings_slot s on s.id = m.slot_id;

-- name: take_back
with moved as (
  update bookings_booking b
  set state = 'booked', changed_at = %(now)s, arrived_at = null
  where b.id = any(%(ids)s) and b.office_id = %(office)s and b.state = 'arrived'
  returning b.id, b.slot_id, b.office_id
), noted as (
  insert into bookings_marking (booking_id, staff_id, before, after, reason, at)
  select id, %(by)s, 'arrived', 'booked', 'on_paper', %(now)s from moved
)
select m.id, m.office_id, s.day::text
from moved m join bookings_slot s on s.id = m.slot_id;
