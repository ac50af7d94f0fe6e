-- name: agency_names
select id, name from offices_agency;

-- name: offices
select id, agency_id, code, name, city, zone, address, latitude, longitude
from offices_office order by position, id;

-- name: services
select id, agency_id, names::text, requirements::text
from offices_service order by position, id;

-- name: closures
select o.id, c.day, c.reason
from offices_closure c
join offices_office o on o.agency_id = c.agency_id
  and (c.office_id is null or c.office_id = o.id)
where c.day between %s and %s;

-- name: weekdays
select distinct office_id, weekday from offices_openinghours;
