-- name: figures
select office_id, kind, value from bookings_officelimit where office_id = any(%s);

-- name: rules
-- The figures that offices set themselves, and the newest ruling about each contact
-- there that still holds, in one look.
select office_id, null::uuid, kind, value, null::timestamptz
from bookings_officelimit where office_id = any(%(offices)s)
union all
(select distinct on (office_id, contact_id)
   office_id, contact_id, verdict, 0, until
 from bookings_ruling
 where contact_id = any(%(contacts)s) and office_id = any(%(offices)s)
   and until > %(now)s
 order by office_id, contact_id, at desc);

-- name: history
-- What each number took in the last year: one look into the index for each.
select a.contact_id, b.state, b.size, b.created_at, b.changed_at,
  b.booked_at is not null, s.starts_at < %(now)s - interval '1 day',
  b.state = 'cancelled' and exists (
    select 1 from bookings_marking m
    where m.booking_id = b.id and m.after = 'cancelled')
from unnest(%(contacts)s::uuid[]) as a (contact_id)
cross join lateral (
  select o.id, o.slot_id, o.state, o.size, o.created_at, o.changed_at, o.booked_at
  from bookings_booking o
  where o.contact_id = a.contact_id and o.created_at > %(since)s
  offset 0) b
join bookings_slot s on s.id = b.slot_id;
