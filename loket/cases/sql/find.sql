-- name: by_id
-- A source that was heard after the case changed confirms that nothing changed since.
select c.id, c.agency_id, c.office_id, c.type_id, c.track, c.stage_id, c.stage_at,
  c.promise_from, c.expected_date, c.promised_date, c.missed_at, c.ready_at, c.closed_at,
  c.source, coalesce(greatest(f.heard_at, c.data_at), c.data_at),
  f.stale_after_s, c.sealed
from cases_case c
left join cases_feed f on f.agency_id = c.agency_id and f.source = c.source
where c.id = any(%s);

-- name: followed
select f.contact_id, f.case_id
from cases_follower f join cases_case c on c.id = f.case_id
where f.contact_id = any(%s) and f.unproved_at is null
order by c.closed_at is not null, c.stage_at desc, c.id;

-- name: by_number
select a.agency_id, c.number_key, c.id
from json_to_recordset(%s::json) as a (agency_id integer, key text)
join cases_case c on c.agency_id = a.agency_id and c.number_key = decode(a.key, 'hex');

-- name: by_phone
select a.agency_id, c.phone_key, c.id
from json_to_recordset(%s::json) as a (agency_id integer, key text)
join cases_case c on c.agency_id = a.agency_id and c.phone_key = decode(a.key, 'hex')
order by c.closed_at is not null, c.stage_at desc, c.id;

-- name: standing
select number_key, office_id, type_id from cases_case
where agency_id = %s and number_key = any(%s);

-- name: page
-- Some cases at a time, those that changed first before the others: whoever reads on
-- from the last one misses none, and sees again what has changed meanwhile.
select c.id, c.changed_at from cases_case c
where c.agency_id = %(agency)s
  and (%(offices)s::integer[] = '{}' or c.office_id = any(%(offices)s))
  and (%(stages)s::bigint[] is null or c.stage_id = any(%(stages)s))
  and (c.changed_at, c.id) > (%(since)s::timestamptz, %(after)s::uuid)
order by c.changed_at, c.id limit %(limit)s;
