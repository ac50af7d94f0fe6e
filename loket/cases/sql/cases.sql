-- name: lock
-- Always in the order of keys, so that two who tell of the same cases queue up.
select id, number_key, office_id, type_id, track, stage_id, stage_at,
  promise_id, promise_from, expected_date,
  promised_date, ready_at, missed_at, source, source_version, sealed
from cases_case where agency_id = %s and number_key = any(%s::bytea[])
order by number_key for update;

-- name: lock_by_id
select id, number_key, office_id, type_id, track, stage_id, stage_at,
  promise_id, promise_from, expected_date,
  promised_date, ready_at, missed_at, source, source_version, sealed
from cases_case where id = any(%s::uuid[])
order by number_key for update;

-- name: add
insert into cases_case (id, agency_id, office_id, type_id, track, key_number,
  number_key, phone_key,
  sealed, stage_id, stage_at, promise_id, promise_from, expected_date, promised_date,
  ready_at, closed_at, source, source_version, import_id, data_at, created_at, changed_at)
select id, %(agency)s, office_id, type_id, track, %(key_number)s,
  decode(number_key, 'hex'), decode(phone_key, 'hex'), decode(sealed, 'base64'),
  stage_id, stage_at, promise_id, promise_from, expected_date, expected_date, ready_at,
  closed_at, %(source)s::text, source_version, %(import)s::uuid,
  %(now)s::timestamptz, %(now)s::timestamptz, %(now)s::timestamptz
from json_to_recordset(%(rows)s::json) as a (id uuid, office_id integer,
  type_id bigint, track text, number_key text, phone_key text, sealed text,
  stage_id bigint, stage_at timestamptz, promise_id bigint, promise_from date,
  expected_date date, ready_at timestamptz, closed_at timestamptz,
  source_version bigint)
order by number_key
on conflict (agency_id, number_key) do nothing
returning id;

-- name: update
-- A promise that was kept or missed stays as it was told; one that begins anew is new.
update cases_case c
set phone_key = coalesce(decode(a.phone_key, 'hex'), c.phone_key),
  sealed = decode(a.sealed, 'base64'),
  stage_id = coalesce(a.stage_id, c.stage_id),
  stage_at = coalesce(a.stage_at, c.stage_at),
  missed_at = case when a.promise_id is null or a.expected_date > c.expected_date
    then null else c.missed_at end,
  promised_date = case when a.promise_id is distinct from c.promise_id
    and a.promise_id is not null then a.expected_date else c.promised_date end,
  promise_id = a.promise_id, promise_from = a.promise_from,
  expected_date = a.expected_date, ready_at = a.ready_at,
  closed_at = case when a.stage_at is null then c.closed_at else a.closed_at end,
  source = coalesce(nullif(%(source)s::text, ''), c.source),
  source_version = coalesce(a.source_version, c.source_version),
  import_id = coalesce(%(import)s::uuid, c.import_id),
  data_at = %(now)s::timestamptz, changed_at = %(now)s::timestamptz
from json_to_recordset(%(rows)s::json) as a (id uuid, phone_key text, sealed text,
  stage_id bigint, stage_at timestamptz, promise_id bigint, promise_from date,
  expected_date date, ready_at timestamptz, closed_at timestamptz,
  source_version bigint)
where c.id = a.id;

-- name: add_events
insert into cases_caseevent (id, case_id, kind, at, recorded_at, before_id, after_id,
  actor_kind, actor_id, origin, import_id, details)
select id, case_id, kind, at, %(now)s::timestamptz, before_id, after_id,
  %(actor_kind)s::text, %(actor)s::integer, %(origin)s::text, %(import)s::uuid, details
from json_to_recordset(%(rows)s::json) as a (id uuid, case_id uuid, kind text,
  at timestamptz, before_id bigint, after_id bigint, details jsonb);

-- name: heard
insert into cases_feed (agency_id, source, heard_at, stale_after_s, offices)
values (%s, %s, %s, 86400, '{}')
on conflict (agency_id, source) do update
set heard_at = greatest(cases_feed.heard_at, excluded.heard_at);

-- name: shift
-- Promises that were counted anew.
update cases_case c set expected_date = a.expected_date, changed_at = a.at,
  missed_at = case when a.expected_date > c.expected_date then null else c.missed_at end
from json_to_recordset(%s::json) as a (id uuid, expected_date date, at timestamptz)
where c.id = a.id;

-- name: running
-- Open cases with a promise, some at a time, in the order of their keys.
select id from cases_case
where promise_id is not null and ready_at is null and closed_at is null
  and number_key > %(after)s
order by number_key limit %(limit)s;

-- name: overdue
-- Cases whose day has passed on the clock of their office, and nobody said so yet. Not
-- those that wait for their citizen: the office cannot keep their promise.
select c.id from cases_case c join offices_office o on o.id = c.office_id
join cases_stage s on s.id = c.stage_id and s.kind = 'office'
where c.expected_date < (%(now)s at time zone o.zone)::date
  and c.ready_at is null and c.closed_at is null and c.missed_at is null
order by c.expected_date, c.id limit %(limit)s;

-- name: miss
update cases_case set missed_at = %(now)s, changed_at = %(now)s
where id = any(%(ids)s) and missed_at is null and ready_at is null and closed_at is null
returning id, office_id;

-- name: lapsed
-- Cases that nobody collected in time, whose type says what becomes of them.
select c.id, t.lapse_stage_id
from cases_case c
join cases_casetype t on t.id = c.type_id and t.lapse_stage_id is not null
where c.ready_at is not null and c.closed_at is null
  and c.ready_at + make_interval(days => t.keep_days) < %(now)s
order by c.ready_at, c.id limit %(limit)s;
