-- name: keep
-- Others may do the same; who changes the key waits.
lock table bookings_indexkey in row share mode;

-- name: number
select number from bookings_indexkey;

-- name: take
-- Gives up sooner than a deadlock is looked for, so that nobody who books must start
-- anew because of us.
set local lock_timeout = '500ms';
lock table bookings_indexkey in exclusive mode;
lock table bookings_bookedperson in share row exclusive mode;

-- name: set
with gone as (delete from bookings_indexkey)
insert into bookings_indexkey (number) values (%s);

-- name: comparable
-- Whose keys are compared now, or may be again.
select p.id, o.agency_id, p.sealed
from bookings_bookedperson p
join bookings_booking b on b.id = p.booking_id
join offices_office o on o.id = b.office_id
where p.key_number <> %(number)s and (p.is_live or b.state = any(%(states)s));

-- name: others
select p.id, o.agency_id, p.sealed
from bookings_bookedperson p
join bookings_booking b on b.id = p.booking_id
join offices_office o on o.id = b.office_id
where p.key_number <> %(number)s
limit %(limit)s
for update of p skip locked;

-- name: rekey
update bookings_bookedperson p
set person_key = decode(a.key, 'base64'), key_number = %(number)s
from json_to_recordset(%(rows)s::json) as a (id uuid, key text)
where p.id = a.id;

-- name: numbers
select key_number, count(*) from bookings_bookedperson group by key_number
union all
select number, 0 from bookings_indexkey
where number not in (select key_number from bookings_bookedperson);
