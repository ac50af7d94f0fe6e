-- name: newest
-- A page of the list, what changed last first; `after` is where the page before ended.
select c.id, c.stage_at from cases_case c
join cases_stage s on s.id = c.stage_id
join offices_office o on o.id = c.office_id
where c.office_id = any(%(offices)s) and (%(stage)s = '' or s.slug = %(stage)s)
  and cases_stands(c, s.kind, (%(now)s at time zone o.zone)::date, %(standing)s)
  and (c.stage_at, c.id) < (%(after_at)s, %(after_id)s)
order by c.stage_at desc, c.id desc limit %(limit)s;

-- name: oldest
-- The same, what has waited longest first.
select c.id, c.stage_at from cases_case c
join cases_stage s on s.id = c.stage_id
join offices_office o on o.id = c.office_id
where c.office_id = any(%(offices)s) and (%(stage)s = '' or s.slug = %(stage)s)
  and cases_stands(c, s.kind, (%(now)s at time zone o.zone)::date, %(standing)s)
  and (c.stage_at, c.id) > (%(after_at)s, %(after_id)s)
order by c.stage_at, c.id limit %(limit)s;

-- name: counts
select standing, count(*) from cases_case c
join cases_stage s on s.id = c.stage_id
join offices_office o on o.id = c.office_id
cross join unnest(%(standings)s::text[]) as standing
where c.office_id = any(%(offices)s) and (%(stage)s = '' or s.slug = %(stage)s)
  and cases_stands(c, s.kind, (%(now)s at time zone o.zone)::date, standing)
group by standing;

-- name: by_nik
select c.id from cases_case c
where c.agency_id = %s and c.nik_key = %s
order by c.closed_at is not null, c.stage_at desc, c.id limit %s;
