-- name: has_hearers
select exists (select from partners_subscription);

-- name: tell
-- One row for each event and each subscription that wants it. One that is switched off
-- is written for as well: what happened meanwhile goes out when it is on again.
insert into partners_delivery (subscription_id, event_id, kind, subject, office_id, at,
  state, tries, due_at, reason)
select s.id, a.event_id, a.kind, a.subject, a.office_id, %(now)s, 'waiting', 0, %(now)s, ''
from json_to_recordset(%(rows)s::json) as a (event_id uuid, kind text, subject uuid,
  office_id integer)
join offices_office o on o.id = a.office_id
join partners_subscription s on s.agency_id = o.agency_id and a.kind = any(s.kinds)
  and (s.offices = '{}' or o.id = any(s.offices))
order by a.event_id, s.id;

-- name: test
insert into partners_delivery (subscription_id, event_id, kind, at, state, tries, due_at,
  reason)
values (%(subscription)s, %(event)s, 'test', %(now)s, 'waiting', 0, %(now)s, '')
returning id;

-- name: claim
-- What is due, for subscriptions that are on; the oldest first, each for one worker. A
-- claim that was not settled in time may be taken by another: it is sent once more.
with due as (
  select d.id from partners_delivery d
  join partners_subscription s on s.id = d.subscription_id and s.disabled_at is null
  where d.state = 'waiting' and d.due_at <= %(now)s
    and (d.claimed_until is null or d.claimed_until <= %(now)s)
  order by d.due_at, d.id limit %(limit)s for update of d skip locked
)
update partners_delivery d set claimed_until = %(until)s, tries = d.tries + 1
from due, partners_subscription s
where d.id = due.id and s.id = d.subscription_id
returning d.id, d.subscription_id, s.url, s.secret_sealed, d.event_id, d.kind, d.subject,
  (select code from offices_office o where o.id = d.office_id), d.at, d.tries;

-- name: settle
update partners_delivery set state = %(state)s, due_at = coalesce(%(due)s, due_at),
  claimed_until = null, status = %(status)s, reason = %(reason)s, took_ms = %(took)s,
  ended_at = %(ended)s
where id = %(id)s and state = 'waiting';

-- name: well
update partners_subscription set failing_since = null
where id = %s and failing_since is not null;

-- name: ill
-- Notes the first failure of a row of them; who fails for too long is switched off.
update partners_subscription set
  failing_since = coalesce(failing_since, %(now)s),
  disabled_at = case when failing_since <= %(limit)s and disabled_at is null
    then %(now)s else disabled_at end
where id = %(id)s
returning agency_id, disabled_at = %(now)s;

-- name: replay
update partners_delivery d set state = 'waiting', due_at = %(now)s, tries = 0,
  ended_at = null
from partners_subscription s
where s.id = d.subscription_id and s.agency_id = %(agency)s and d.id = %(id)s
  and d.state <> 'waiting'
returning d.id;

-- name: replay_since
update partners_delivery set state = 'waiting', due_at = %(now)s, tries = 0,
  ended_at = null
where subscription_id = %(subscription)s and at >= %(since)s and state = 'failed'
returning id;

-- name: forget
delete from partners_delivery where at < %s;
