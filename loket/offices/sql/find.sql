-- name: agency_names
select id, name from offices_agency;

-- name: offices
select id, agency_id, code, name, city, zone, address, latitude, longitude
from offices_office order by position, id;

-- name: services
select id, agency_id, names::text, requirements::text
from offices_service order by position, id;
