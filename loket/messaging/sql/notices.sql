-- name: write
-- A key that is there already says nothing twice.
insert into messaging_notice (id, key, kind, parameters, agency_id, office_id,
  contact_id, due_at, expires_at, state)
select id, key, kind, parameters, agency_id, office_id, contact_id, due_at, expires_at, 0
from json_to_recordset(%s::json) as a (id uuid, key text, kind text, parameters jsonb,
  agency_id integer, office_id integer, contact_id uuid, due_at timestamptz,
  expires_at timestamptz)
order by key
on conflict (key) do nothing;

-- name: withdraw
-- Forgets notices, so that their keys may be written anew.
delete from messaging_notice where key = any(%s) returning message_id;

-- name: unsend
-- What still waits in the outbox is not sent any more. A statement of its own: it has
-- to see what was said while `withdraw` waited for it.
with unsent as (
  delete from messaging_outbox where message_id = any(%s) and state = 0
  returning message_id
)
update messaging_message m set state = 6 from unsent
where m.id = unsent.message_id and m.state = 0
returning m.conversation_id;

-- name: due
-- Notices whose time has come, each with the talk in which it is said: the last one
-- that this person had with the agency. Not in the quiet hours of the office, and not
-- through a number that is stopped. One that was said already was refused as too late,
-- and is so still if the person has not written since. What somebody else holds is left for later, so
-- that nobody waits here with a lock in hand.
select n.id, n.kind, n.parameters::text, n.agency_id, n.office_id,
  c.last_inbound_at, n.message_id is not null and c.last_inbound_at <= n.settled_at,
  c.id, c.account_id, c.contact_id, c.step, c.answers, c.language, c.owner, c.version
from messaging_notice n
join offices_office o on o.id = n.office_id
cross join lateral (
  select t.id
  from messaging_channelaccount b
  join messaging_conversation t on t.account_id = b.id and t.contact_id = n.contact_id
  where b.agency_id = n.agency_id and b.stopped_at is null
    and (b.paused_until is null or b.paused_until <= %(now)s)
    and (b.notices_paused_until is null or b.notices_paused_until <= %(now)s)
  order by t.last_inbound_at desc
  limit 1) last
cross join lateral (
  select (%(now)s at time zone o.zone)::time as local) clock
join messaging_conversation c on c.id = last.id
where n.state = 0 and n.due_at <= %(now)s and n.expires_at > %(now)s
  and not case when o.quiet_from <= o.quiet_until
    then clock.local >= o.quiet_from and clock.local < o.quiet_until
    else clock.local >= o.quiet_from or clock.local < o.quiet_until end
order by n.due_at, n.id
limit %(limit)s
for update of n, c skip locked;

-- name: settle
update messaging_notice n
set state = a.state, message_id = a.message_id, settled_at = %(now)s
from json_to_recordset(%(rows)s::json) as a (id uuid, state smallint, message_id uuid)
where n.id = a.id;

-- name: put_off
update messaging_notice set due_at = %(due)s where id = any(%(ids)s);

-- name: remember
-- Where the talk stands once something was said in it. The window is not touched: it
-- opens only when a citizen writes.
update messaging_conversation c
set step = a.step, answers = decode(a.answers, 'base64')
from json_to_recordset(%s::json) as a (id uuid, step text, answers text)
where c.id = a.id;

-- name: expire
-- What could not be said in time is not said at all.
update messaging_notice n set state = 2, settled_at = %(now)s
from (
  select id from messaging_notice where state = 0 and expires_at <= %(now)s
    and due_at <= %(now)s
  order by due_at limit %(limit)s for update skip locked) late
where n.id = late.id
returning n.id;

-- name: expire_unsent
-- What waited too long in the outbox, because the platform could not be reached.
with late as (
  select o.message_id, n.id from messaging_notice n
  join messaging_outbox o on o.message_id = n.message_id
  where n.state = 1 and n.settled_at > %(now)s - interval '7 days'
    and n.expires_at <= %(now)s and o.state = 0
  order by n.id limit %(limit)s for update skip locked
), gone as (
  delete from messaging_outbox o using late where o.message_id = late.message_id
), told as (
  update messaging_notice n set state = 2, settled_at = %(now)s from late
  where n.id = late.id
)
update messaging_message m set state = 6 from late
where m.id = late.message_id and m.state = 0
returning m.conversation_id;

-- name: counts
-- What became of the notices of an agency that were settled since a moment.
select kind, state, count(*) from messaging_notice
where agency_id = %s and settled_at >= %s and state <> 0
group by kind, state order by kind, state;

-- name: forget
delete from messaging_notice where id in (
  select id from messaging_notice where settled_at < %s limit %s);
