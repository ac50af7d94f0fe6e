-- name: types
select id, agency_id, slug, names::text, is_active, pickup_service_id, keep_days,
  warn_days, lapse_stage_id, proxies::text
from cases_casetype where agency_id = any(%s) order by position, id;

-- name: stages
select s.id, s.type_id, s.slug, s.names::text, s.follows::text, s.brings::text, s.icon,
  s.kind, s.is_told, s.position
from cases_stage s join cases_casetype t on t.id = s.type_id
where t.agency_id = any(%s) order by s.type_id, s.position, s.id;

-- name: moves
select s.type_id, m.before_id, m.after_id
from cases_stagemove m
join cases_stage s on s.id = m.before_id
join cases_casetype t on t.id = s.type_id
where t.agency_id = any(%s) order by m.id;

-- name: promises
select p.type_id, p.id, p.track, p.from_stage_id, p.working_days, p.valid_from, p.valid_until,
  p.source
from cases_promise p join cases_casetype t on t.id = p.type_id
where t.agency_id = any(%s) order by p.valid_from, p.id;

-- name: pickup_services
select distinct pickup_service_id from cases_casetype where pickup_service_id is not null;
