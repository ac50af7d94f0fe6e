-- name: raise
-- Opens an alarm, or counts one more time that it was raised. The last column tells
-- a new row from a counted one.
insert into messaging_alarm
  (kind, subject, detail, agency_id, times, raised_at, last_at)
select a.kind, a.subject, a.detail, a.agency_id, 1, %(now)s, %(now)s
from json_to_recordset(%(rows)s::json)
  as a (kind text, subject text, detail text, agency_id bigint)
order by a.kind, a.subject
on conflict (kind, subject) where settled_at is null do update
set times = messaging_alarm.times + 1, last_at = excluded.last_at,
  detail = excluded.detail
returning agency_id, xmax = 0 as is_new;

-- name: about_accounts
-- Whose account it is, and under which business its templates are.
select id, agency_id, business_id from messaging_channelaccount
where id = any(%s);

-- name: settle_account
update messaging_alarm set settled_at = %(now)s
where settled_at is null and subject = %(subject)s
returning agency_id;

-- name: settle
-- Locked in the order in which they are raised.
with open as (
  select m.id from messaging_alarm m
  join json_to_recordset(%(rows)s::json) as a (kind text, subject text)
    on m.kind = a.kind and m.subject = a.subject
  where m.settled_at is null
  order by m.kind, m.subject
  for update of m
)
update messaging_alarm m set settled_at = %(now)s from open where m.id = open.id
returning m.agency_id;

-- name: settle_by_hand
update messaging_alarm set settled_at = %(now)s
where id = %(id)s and settled_at is null
  and (agency_id = %(agency)s or agency_id is null)
returning agency_id;

-- name: take_unmailed
-- Alarms that nobody was written about yet, each for one worker.
with fresh as (
  select id from messaging_alarm
  where settled_at is null and mailed_at is null
  order by id limit %(limit)s for update skip locked
)
update messaging_alarm a set mailed_at = %(now)s from fresh where a.id = fresh.id
returning a.id;
