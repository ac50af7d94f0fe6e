-- name: free
-- Places of the coming days by office and day: what there is, and what of it is free.
select o.id, o.code, o.name, s.day, sum(s.capacity)::integer,
  sum(s.capacity - s.taken)::integer
from bookings_slot s join offices_office o on o.id = s.office_id
where s.day between %(first)s and %(last)s and s.starts_at > %(now)s
  and (%(agency)s::integer is null or o.agency_id = %(agency)s)
group by o.id, o.code, o.name, s.day order by o.code, s.day;

-- name: offices
-- Offices that may be without any hour.
select id, code, name from offices_office
where %(agency)s::integer is null or agency_id = %(agency)s order by code;
