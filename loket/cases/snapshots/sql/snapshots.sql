-- name: add
-- A page that is sent again says the same again; one that says otherwise is newer.
insert into cases_snapshotrow
  (id, snapshot_id, number_key, stage_id, sealed, difference)
select a.id, %(snapshot)s::uuid, decode(a.number_key, 'hex'), a.stage_id,
  decode(a.sealed, 'base64'), ''
from json_to_recordset(%(rows)s::json) as a (id uuid, number_key text,
  stage_id bigint, sealed text)
order by a.number_key
on conflict (snapshot_id, number_key) do update
set id = excluded.id, stage_id = excluded.stage_id, sealed = excluded.sealed;

-- name: compare
update cases_snapshotrow r set case_id = x.case_id, difference = x.difference
from (
  select o.id, c.id as case_id, case
    when c.id is null then 'unknown_here'
    when c.stage_id = o.stage_id then 'same'
    when c.changed_at >= %(begun)s then 'changed_since'
    else 'other_stage' end as difference
  from cases_snapshotrow o
  left join cases_case c on c.agency_id = %(agency)s and c.number_key = o.number_key
  where o.snapshot_id = %(snapshot)s) x
where r.id = x.id;

-- name: missing
-- What this source told us of, what is open here and not there. A case that came or
-- changed since the snapshot began may have been told of afterwards.
insert into cases_snapshotrow (id, snapshot_id, number_key, case_id, difference)
select gen_random_uuid(), %(snapshot)s::uuid, c.number_key, c.id, 'missing_there'
from cases_case c
where c.agency_id = %(agency)s and c.source = %(source)s and c.closed_at is null
  and (%(offices)s::integer[] = '{}' or c.office_id = any(%(offices)s))
  and c.changed_at < %(begun)s
  and not exists (select 1 from cases_snapshotrow r
    where r.snapshot_id = %(snapshot)s and r.number_key = c.number_key)
order by c.number_key;

-- name: counts
select difference, count(*) from cases_snapshotrow where snapshot_id = %s
group by difference;
