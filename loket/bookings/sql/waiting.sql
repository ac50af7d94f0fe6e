-- name: join
-- Puts people on the list, once a contact for each office and service, and counts who
-- stood there before.
with made as (
  insert into bookings_waiting (id, agency_id, office_id, service_id, contact_id, size,
    sealed, first_day, last_day, from_time, until_time, state, missed, joined_at,
    changed_at)
  select id, agency_id, office_id, service_id, contact_id, size, decode(sealed, 'hex'),
    first_day, last_day, from_time, until_time, 'waiting', 0, at, at
  from json_to_recordset(%s::json) as a (id uuid, agency_id integer, office_id integer,
    service_id integer, contact_id uuid, size smallint, sealed text, first_day date,
    last_day date, from_time time, until_time time, at timestamptz)
  order by id
  on conflict (contact_id, office_id, service_id)
    where state in ('waiting', 'offered') do nothing
  returning id, office_id, service_id
)
select m.id, (select count(*) from bookings_waiting w
  where w.office_id = m.office_id and w.service_id = m.service_id
    and w.state = 'waiting')
from made m;

-- name: offered_to
-- The holds of those on the list who are offered something now.
select o.booking_id, w.contact_id
from json_to_recordset(%s::json) as a (id uuid, contact_id uuid)
join bookings_waiting w on w.id = a.id and w.contact_id = a.contact_id
join bookings_offer o on o.waiting_id = w.id and o.state = 'open';

-- name: leave
with gone as (
  select w.id from json_to_recordset(%(asked)s::json) as a (id uuid, contact_id uuid)
  join bookings_waiting w on w.id = a.id and w.contact_id = a.contact_id
  where w.state in ('waiting', 'offered')
  order by w.id for update of w
), closed as (
  update bookings_offer o set state = 'declined' from gone
  where o.waiting_id = gone.id and o.state = 'open'
)
update bookings_waiting w set state = 'left', changed_at = %(now)s
from gone where w.id = gone.id
returning w.id, w.office_id;

-- name: of_contacts
select w.id, w.contact_id, w.office_id, w.service_id, w.size, w.first_day, w.last_day,
  w.from_time, w.until_time, w.state, w.joined_at,
  (select 1 + count(*) from bookings_waiting b
   where b.office_id = w.office_id and b.service_id = w.service_id
     and b.state = 'waiting' and (b.joined_at, b.id) < (w.joined_at, w.id)),
  w.sealed, o.booking_id, s.day, s.starts, o.until
from bookings_waiting w
left join bookings_offer o on o.waiting_id = w.id and o.state = 'open'
left join bookings_slot s on s.id = o.slot_id
where w.contact_id = any(%s) and w.state in ('waiting', 'offered')
order by w.joined_at, w.id;

-- name: of_office
-- Who waits at an office; with a day, for that one. Places are counted in the whole
-- list of the service.
select id, contact_id, office_id, service_id, size, first_day, last_day, from_time,
  until_time, state, joined_at, place, sealed, booking_id, day, starts, until
from (
  select w.*, o.booking_id, s.day, s.starts, o.until,
    row_number() over (partition by w.service_id order by w.joined_at, w.id) as place
  from bookings_waiting w
  left join bookings_offer o on o.waiting_id = w.id and o.state = 'open'
  left join bookings_slot s on s.id = o.slot_id
  where w.office_id = %(office)s and w.state in ('waiting', 'offered')
) l
where %(day)s::date is null or %(day)s between first_day and last_day
order by joined_at, id
limit %(limit)s;

-- name: count
select coalesce(sum(size), 0)::integer from bookings_waiting
where office_id = %s and state in ('waiting', 'offered')
  and first_day <= %s and last_day >= %s;

-- name: settle
-- What became of the holds that were offered, and of those who got them. An offer is
-- over when its hold is; whoever let one run out too often leaves the list.
with ended as (
  select o.id, o.waiting_id,
    case b.state when 'cancelled' then 'declined' when 'expired' then 'missed'
      else 'accepted' end as became
  from bookings_offer o join bookings_booking b on b.id = o.booking_id
  where o.state = 'open' and b.state <> 'held'
), standing as (
  select w.id from bookings_waiting w
  where w.id in (select waiting_id from ended) order by w.id
  for update skip locked
), closed as (
  update bookings_offer o set state = e.became
  from ended e join standing on standing.id = e.waiting_id
  where o.id = e.id and o.state = 'open'
)
update bookings_waiting w
set changed_at = %(now)s, missed = w.missed + (e.became = 'missed')::integer,
  state = case
    when e.became = 'accepted' then 'taken'
    when e.became = 'missed' and w.missed + 1 >= coalesce(l.value, %(most_missed)s)
      then 'over'
    else 'waiting' end
from ended e
join standing on standing.id = e.waiting_id
join bookings_waiting own on own.id = e.waiting_id
left join bookings_officelimit l
  on l.office_id = own.office_id and l.kind = 'offers_missed'
where w.id = e.waiting_id and w.state = 'offered'
returning w.office_id;

-- name: end_past
-- Whoever waited for days that are over waits no more.
update bookings_waiting w set state = 'over', changed_at = %(now)s
from offices_office o
where o.id = w.office_id and w.state = 'waiting'
  and w.last_day < (%(now)s at time zone o.zone)::date
returning w.office_id;

-- name: wanted_slots
-- Of slots in which something became free, those for which somebody waits.
select s.id from bookings_slot s
where s.id = any(%(slots)s) and bookings_free(s, %(now)s) > 0 and exists (
  select 1 from bookings_waiting w where w.office_id = s.office_id
    and w.service_id = s.service_id and w.state = 'waiting')
order by s.id;

-- name: wanted_of
-- Of the slots of bookings that ended, those for which somebody waits.
select distinct b.slot_id from bookings_booking b
where b.id = any(%s) and exists (
  select 1 from bookings_waiting w where w.office_id = b.office_id
    and w.service_id = b.service_id and w.state = 'waiting');

-- name: lock
select id from bookings_slot where id = any(%s) order by id for update;

-- name: free_slots
-- All slots with room for which somebody waits.
select s.id from (
  select office_id, service_id, min(first_day) as first, max(last_day) as last
  from bookings_waiting where state = 'waiting' group by office_id, service_id) w
join bookings_slot s on s.office_id = w.office_id and s.service_id = w.service_id
  and s.day between w.first and w.last
where bookings_free(s, %(now)s) > 0
order by s.id;

-- name: lock_slots
-- Locks slots in the order of ids; those that offer nothing now are left out. With
-- each, what decides until when an offer of it may stand.
select s.id, s.office_id, s.service_id, s.day, s.starts, s.starts_at,
  bookings_free(s, %(now)s), o.agency_id, o.zone, o.quiet_from, o.quiet_until,
  coalesce((select l.value from bookings_officelimit l
    where l.office_id = s.office_id and l.kind = 'offer_min'), %(minutes)s)
from bookings_slot s join offices_office o on o.id = s.office_id
where s.id = any(%(slots)s) and bookings_free(s, %(now)s) > 0
order by s.id
for update of s;

-- name: next_in_line
-- Those who wait for one of these services at these offices, first come first, with
-- the slots that they were offered before. Who is holding something for the same
-- service just now is asked later.
select w.id, w.contact_id, w.agency_id, w.office_id, w.service_id, w.size, w.sealed,
  w.first_day, w.last_day, w.from_time, w.until_time,
  array(select o.slot_id from bookings_offer o where o.waiting_id = w.id)
from (select distinct office_id, service_id from bookings_slot where id = any(%(slots)s)) a
join bookings_waiting w on w.office_id = a.office_id and w.service_id = a.service_id
where w.state = 'waiting' and not exists (
    select 1 from bookings_booking b where b.contact_id = w.contact_id
    and b.state in ('held', 'booked', 'arrived') and b.state = 'held'
    and b.service_id = w.service_id)
  and not exists (
    select 1 from bookings_offer o where o.contact_id = w.contact_id
    and o.state = 'open')
order by w.joined_at, w.id
limit %(limit)s
for update of w skip locked;

-- name: one_in_line
select w.id, w.contact_id, w.agency_id, w.office_id, w.service_id, w.size, w.sealed,
  w.first_day, w.last_day, w.from_time, w.until_time, array[]::bigint[]
from bookings_waiting w where w.id = %s and w.state = 'waiting'
  and not exists (select 1 from bookings_offer o where o.contact_id = w.contact_id
    and o.state = 'open')
for update of w skip locked;

-- name: add_offers
with made as (
  insert into bookings_offer (id, waiting_id, booking_id, contact_id, slot_id, state,
    made_at, until, staff_id, reason)
  select id, waiting_id, booking_id, contact_id, slot_id, 'open', at, until, staff_id,
    reason
  from json_to_recordset(%s::json) as a (id uuid, waiting_id uuid, booking_id uuid,
    contact_id uuid, slot_id bigint, at timestamptz, until timestamptz,
    staff_id integer, reason text)
  order by waiting_id
  returning waiting_id, made_at
)
update bookings_waiting w set state = 'offered', changed_at = m.made_at
from made m where w.id = m.waiting_id;

-- name: close
update bookings_waiting set state = 'over', changed_at = %(now)s
where id = any(%(ids)s) and state = 'waiting';
