-- name: figures
select office_id, kind, value from bookings_officelimit where office_id = any(%s);

-- name: hours
select id, office_id, service_id from bookings_slot where id = any(%(slots)s);

-- name: rules
-- The figures that offices set themselves, and the newest ruling about each contact
-- there that still holds, in one look.
with asked as materialized (
  select distinct office_id from bookings_slot where id = any(%(slots)s))
select l.office_id, null::uuid, l.kind, l.value, null::timestamptz
from asked join bookings_officelimit l using (office_id)
union all
(select distinct on (r.office_id, r.contact_id)
   r.office_id, r.contact_id, r.verdict, 0, r.until
 from asked join bookings_ruling r using (office_id)
 where r.contact_id = any(%(contacts)s::uuid[]) and r.until > %(now)s
 order by r.office_id, r.contact_id, r.at desc);

-- name: history
-- What each number took in the last year: one look into the index for each.
select a.contact_id, b.id, b.slot_id, b.service_id, b.state, b.size, b.created_at,
  b.changed_at, b.booked_at is not null,
  s.starts_at < %(now)s::timestamptz - interval '1 day',
  b.state = 'cancelled' and exists (
    select 1 from bookings_marking m
    where m.booking_id = b.id and m.after = 'cancelled')
from unnest(%(contacts)s::uuid[]) as a (contact_id)
cross join lateral (
  select o.id, o.slot_id, o.service_id, o.state, o.size, o.created_at, o.changed_at,
    o.booked_at
  from bookings_booking o
  where o.contact_id = a.contact_id and o.created_at > %(since)s
  offset 0) b
join bookings_slot s on s.id = b.slot_id;
