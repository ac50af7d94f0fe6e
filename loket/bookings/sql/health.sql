-- name: free
-- Places of the coming days by office and day, counted from the day it is there now:
-- what there is, and what of it is free.
select o.id, s.day - (%(now)s at time zone o.zone)::date, sum(s.capacity)::integer,
  sum(s.capacity - s.taken)::integer
from bookings_slot s join offices_office o on o.id = s.office_id
where s.starts_at > %(now)s and s.starts_at < %(now)s + interval '9 days'
  and s.day - (%(now)s at time zone o.zone)::date < %(days)s
  and (%(agency)s::integer is null or o.agency_id = %(agency)s)
group by 1, 2;

-- name: offices
-- Offices that may be without any hour.
select id, code, name from offices_office
where %(agency)s::integer is null or agency_id = %(agency)s order by code;
