-- name: due
-- Days of offices with somebody expected and no list: tomorrow from the evening on,
-- and today as long as an hour is still to come.
select s.office_id, s.day
from offices_office o
cross join lateral (select (%(now)s at time zone o.zone) as local) l
join bookings_slot s on s.office_id = o.id
where s.taken > 0 and s.starts_at > %(now)s and (
  s.day = l.local::date or (s.day = l.local::date + 1
    and extract(hour from l.local) >= %(evening)s))
  and not exists (select 1 from bookings_paper p
    where p.office_id = s.office_id and p.day = s.day)
group by s.office_id, s.day
order by s.office_id, s.day;

-- name: held
select id from bookings_paper where id = %s for update;
