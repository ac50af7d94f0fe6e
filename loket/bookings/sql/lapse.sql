-- name: close
-- Closes bookings whose day is over at their office and that nobody touched just now.
-- Their places stay taken: the hour is past. By the index of live bookings, of which
-- there are few, not by all the hours that ever were.
with due as (
  select b.id, b.state as before, m.after, s.day
  from bookings_booking b
  join json_to_recordset(%(moves)s::json) as m (before text, after text)
    on m.before = b.state
  join bookings_slot s on s.id = b.slot_id
  join offices_office o on o.id = b.office_id
  where b.state in ('held', 'booked', 'arrived') and b.changed_at <= %(settled)s
    and s.day < (%(now)s at time zone o.zone)::date
  order by b.id limit %(limit)s
  for no key update of b skip locked
), closed as (
  update bookings_booking b set state = d.after, changed_at = %(now)s
  from due d where b.id = d.id
  returning b.id, b.office_id, d.day, d.before, d.after
), let_go as (
  update bookings_bookedperson p set is_live = false
  from closed c where p.booking_id = c.id
)
select id, office_id, day::text, before, after from closed;
