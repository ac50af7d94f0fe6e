-- name: accounts
-- Our numbers under these ids or these business accounts.
select id, agency_id, business_id, display from messaging_channelaccount
where id = any(%(ids)s) or (business_id <> '' and business_id = any(%(businesses)s))
order by id;

-- name: facts
-- The latest of what was told; news that came late changes nothing.
insert into messaging_accountfact (account_id, name, value, told_at)
select account_id, name, value, told_at
from json_to_recordset(%s::json)
  as a (account_id bigint, name text, value text, told_at timestamptz)
order by account_id, name
on conflict (account_id, name) do update
set value = excluded.value, told_at = excluded.told_at
where messaging_accountfact.told_at <= excluded.told_at;

-- name: stop
update messaging_channelaccount c
set stopped_at = now(), stop_code = a.code, stop_reason = a.reason
from json_to_recordset(%s::json) as a (account_id bigint, code integer, reason text)
where c.id = a.account_id and c.stopped_at is null;

-- name: revive
-- Only those that were stopped for this reason; a bad token stays a bad token.
update messaging_channelaccount c
set stopped_at = null, stop_code = 0, stop_reason = ''
from json_to_recordset(%s::json) as a (account_id bigint, code integer)
where c.id = a.account_id and c.stop_code = a.code and c.stopped_at is not null;

-- name: speed
update messaging_channelaccount c set per_second = a.per_second
from json_to_recordset(%s::json) as a (account_id bigint, per_second integer)
where c.id = a.account_id;
