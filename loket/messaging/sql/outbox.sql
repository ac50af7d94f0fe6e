-- name: claim
-- The oldest message of each talk that is due, unless an earlier one of the same
-- talk is still on its way. Replies written before the talk changed hands stay. What
-- was never tried is due, even if the clock was set back since it was written.
-- Outside the window of 24 hours only templates go; while notices are paused, none
-- does. (A quote inside words is escaped, so words never look like a template.)
with ready as (
  select o.message_id
  from messaging_outbox o
  join messaging_channelaccount a on a.id = o.account_id
  join messaging_conversation c on c.id = o.conversation_id
  where o.state = 0 and (o.due_at <= now() or o.attempts = 0)
    and c.version = o.version
    and a.stopped_at is null and (a.paused_until is null or a.paused_until <= now())
    and not (o.account_id = any(%(full)s))
    and (c.last_inbound_at > now() - interval '24 hours'
      or o.payload like '%%"template":{%%')
    and (a.notices_paused_until is null or a.notices_paused_until <= now()
      or o.payload not like '%%"template":{%%')
    and not exists (
      select 1 from messaging_outbox p
      where p.conversation_id = o.conversation_id and p.seq < o.seq and p.state < 2)
  order by o.seq
  limit %(limit)s
  for update of o skip locked
)
update messaging_outbox o
set state = 1, claimed_at = now(), claimed_by = %(by)s, attempts = o.attempts + 1
from ready where o.message_id = ready.message_id
returning o.message_id, o.account_id, o.payload, o.attempts, o.seq;

-- name: sent
with done as (
  delete from messaging_outbox o
  using json_to_recordset(%(rows)s::json) as a (message_id uuid)
  where o.message_id = a.message_id
)
update messaging_message m
set state = greatest(m.state, 2), external_id = a.external_id, sent_at = a.at
from json_to_recordset(%(rows)s::json)
  as a (message_id uuid, external_id text, at timestamptz)
where m.id = a.message_id
returning m.conversation_id, m.id, m.cause_id;

-- name: again
update messaging_outbox o set state = 0, claimed_at = null, claimed_by = null,
  due_at = now() + make_interval(secs => a.wait_s), detail = a.detail
from json_to_recordset(%(rows)s::json)
  as a (message_id uuid, wait_s float8, detail text)
where o.message_id = a.message_id;

-- name: failed
with done as (
  delete from messaging_outbox o
  using json_to_recordset(%(rows)s::json) as a (message_id uuid)
  where o.message_id = a.message_id
)
update messaging_message m
set state = greatest(m.state, 3), error_code = a.code, error_detail = a.detail
from json_to_recordset(%(rows)s::json)
  as a (message_id uuid, code integer, detail text)
where m.id = a.message_id
returning m.conversation_id, m.id, m.cause_id, m.error_code;

-- name: unclear
-- Nobody knows if these were sent. A receipt that came already settles it.
with settled as (
  delete from messaging_outbox o using messaging_message m
  where o.message_id = any(%(ids)s) and m.id = o.message_id and m.state >= 2
  returning o.message_id
)
update messaging_outbox o set state = 2, detail = %(detail)s
where o.message_id = any(%(ids)s)
  and not exists (select 1 from settled s where s.message_id = o.message_id);

-- name: lost_claims
select message_id from messaging_outbox
where state = 1 and claimed_at < now() - make_interval(secs => %s)
limit 500 for update skip locked;

-- name: withhold
with stale as (
  delete from messaging_outbox o using messaging_conversation c
  where c.id = o.conversation_id and o.state = 0 and o.version <> c.version
  returning o.message_id
)
update messaging_message m set state = 6 from stale
where m.id = stale.message_id and m.state = 0
returning m.conversation_id;

-- name: close_windows
-- What is no template and was not sent within 24 hours of the person's last words:
-- some of it waits for their next words, the rest is given up.
with closed as (
  select o.message_id, o.payload like '%%"waits":true%%' as waits
  from messaging_outbox o
  join messaging_conversation c on c.id = o.conversation_id
  where o.state = 0 and c.last_inbound_at <= now() - interval '24 hours'
    and o.payload not like '%%"template":{%%'
  order by o.message_id limit 500
  for update of o skip locked
), parked as (
  update messaging_outbox o set state = 3, claimed_at = null, claimed_by = null,
    detail = %(detail)s
  from closed where o.message_id = closed.message_id and closed.waits
), gone as (
  delete from messaging_outbox o using closed
  where o.message_id = closed.message_id and not closed.waits
  returning o.message_id
)
update messaging_message m set state = greatest(m.state, 3), error_code = %(code)s,
  error_detail = %(detail)s
from gone where m.id = gone.message_id
returning m.conversation_id;

-- name: park
update messaging_outbox set state = 3, claimed_at = null, claimed_by = null,
  detail = %(detail)s
where message_id = any(%(ids)s);

-- name: reopen_windows
-- The person wrote again: what waited goes, whoever has the talk now.
update messaging_outbox o set state = 0, due_at = now(), attempts = 0, detail = '',
  version = c.version
from messaging_conversation c
where o.state = 3 and c.id = o.conversation_id
  and c.last_inbound_at > now() - interval '24 hours'
returning o.message_id;

-- name: pause_notices
update messaging_channelaccount
set notices_paused_until =
  greatest(notices_paused_until, now() + make_interval(secs => %(wait_s)s))
where id = %(id)s;

-- name: stop_account
update messaging_channelaccount
set stopped_at = now(), stop_code = %(code)s, stop_reason = %(reason)s
where id = %(id)s and stopped_at is null;

-- name: pause_account
update messaging_channelaccount
set paused_until = greatest(paused_until, now() + make_interval(secs => %(wait_s)s))
where id = %(id)s;

-- name: accounts
select id, kind, external_id, token, per_second from messaging_channelaccount
where stopped_at is null;

-- name: receipts
select id, body from messaging_event where state = 0 and lane = any(%(lanes)s)
order by seq limit %(limit)s;

-- name: move_up
-- Receipts only move a message up. They name it by our own id, else by the provider's.
-- Whatever state its row in the outbox is in: what has a receipt was taken. A row that
-- is just being put aside as unknown is waited for. The provider's id holds a number, so
-- that it is not noted any more where the person was erased.
with came as (
  select coalesce(r.message_id, m.id) as id, r.rank, r.sent_at, r.delivered_at,
    r.read_at, r.code, r.detail, r.external_id, r.category, r.billable,
    r.price_micros, r.currency
  from json_to_recordset(%(rows)s::json) as r (message_id uuid, account_id integer,
    external_id text, rank smallint, sent_at timestamptz, delivered_at timestamptz,
    read_at timestamptz, code integer, detail text, category text, billable boolean,
    price_micros integer, currency text)
  left join lateral (
    select o.id from messaging_message o
    where r.message_id is null and o.external_id = r.external_id
      and o.external_id <> '' and o.direction = 'out'
    offset 0) m on true
), settled as (
  delete from messaging_outbox o using came
  where o.message_id = came.id
)
update messaging_message m
set state = case when m.state = 6 then m.state else greatest(m.state, came.rank) end,
  external_id = case
    when m.external_id = ''
      and m.conversation_id <> '00000000-0000-0000-0000-000000000000'
    then came.external_id else m.external_id end,
  sent_at = coalesce(m.sent_at, came.sent_at),
  delivered_at = coalesce(m.delivered_at, came.delivered_at),
  read_at = coalesce(m.read_at, came.read_at),
  error_code = case when came.code <> 0 then came.code else m.error_code end,
  error_detail = case when came.code <> 0 then came.detail else m.error_detail end,
  category = case when came.category <> '' then came.category else m.category end,
  billable = case when came.category <> '' then came.billable else m.billable end,
  price_micros = case when came.category <> '' then came.price_micros
    else m.price_micros end,
  currency = case when came.category <> '' then came.currency else m.currency end
from came
where m.id = came.id and m.direction = 'out'
returning m.conversation_id, m.id, m.cause_id, m.state;

-- name: resend_unclear
update messaging_outbox set state = 0, due_at = now(), detail = ''
where message_id = %s and state = 2 returning message_id;

-- name: drop_unclear
with gone as (
  delete from messaging_outbox where message_id = %s and state = 2 returning message_id
)
update messaging_message m set state = greatest(m.state, 3) from gone
where m.id = gone.message_id returning m.id;
