-- name: take_lanes
-- Lanes that have work and that nobody else holds, locked until the commit.
with busy as materialized (
  select l.lane from unnest(%(lanes)s::smallint[]) as l (lane)
  where exists (select 1 from messaging_event e where e.state = 0 and e.lane = l.lane)
)
select lane from busy where pg_try_advisory_xact_lock(%(space)s, lane);

-- name: open_turns
-- Those who wait in these lanes: when their turn closes, in seconds from now, and how
-- often one of their events was tried in vain. Of those tried in vain only the first,
-- so that a crowd of them hides nobody. Words that came "later than now" came before
-- the clock was set back: their turn is closed.
with waiting as (
  select e.contact_key, e.lane,
    extract(epoch from case
      when max(e.received_at) > clock_timestamp() then 'epoch'
      when bool_or(e.closes_turn) then min(e.received_at)
      else least(max(e.received_at) + make_interval(secs => %(silence)s),
                 min(e.received_at) + make_interval(secs => %(longest)s))
      end - clock_timestamp())::float8 as due_in,
    coalesce(max(a.tries), 0) as tries
  from messaging_event e
  left join messaging_attempt a on a.event_id = e.id
  where e.state = 0 and e.lane = any(%(lanes)s)
  group by e.contact_key, e.lane
)
(select * from waiting where tries = 0 order by due_in limit %(limit)s)
union all
(select * from waiting where tries > 0 order by due_in limit 1);

-- name: events
-- The oldest events of each of these people, in the order in which they came.
select id, seq, account_id, contact_key, body, tries from (
  select e.id, e.seq, e.account_id, e.contact_key, e.body, coalesce(a.tries, 0) as tries,
    row_number() over (partition by e.contact_key order by e.seq) as place
  from messaging_event e
  left join messaging_attempt a on a.event_id = e.id
  where e.state = 0 and e.lane = any(%(lanes)s)
    and e.contact_key = any(%(contacts)s::uuid[])
) w
where place <= %(most)s
order by seq;

-- name: begin
-- Counts a try before the work is done, on a connection of its own.
insert into messaging_attempt (event_id, tries)
select unnest(%s::uuid[]), 1
on conflict (event_id) do update set tries = messaging_attempt.tries + 1;

-- name: note
update messaging_attempt set reason = %s where event_id = any(%s);

-- name: forgive
-- Takes a try back: the database failed, not the event.
update messaging_attempt set tries = greatest(tries - 1, 0) where event_id = any(%s);

-- name: finish
-- The bounds say nothing new, but let PostgreSQL skip the other partitions. The state is
-- a value, so that nobody takes the index of pending events instead of the ids: it is
-- small when a plan is made, and read whole for each batch of a backlog.
with done as (
  update messaging_event set state = 1
  where id = any(%(ids)s::uuid[]) and id between %(first)s and %(last)s and state = %(pending)s
)
delete from messaging_attempt where event_id = any(%(ids)s::uuid[]);

-- name: park
with tried as (
  delete from messaging_attempt where event_id = any(%(ids)s) returning event_id, reason
)
update messaging_event e set state = 2,
  reason = coalesce((select t.reason from tried t where t.event_id = e.id), '')
where e.id = any(%(ids)s) and e.state = %(pending)s
returning e.id;

-- name: unpark
update messaging_event set state = 0, reason = '' where id = %s and state = 2
returning id;

-- name: add_conversations
insert into messaging_conversation (id, account_id, contact_id, agency_id, step,
  answers, language, owner, version, last_inbound_at, person_wanted_for)
select id, account_id, contact_id, agency_id, '', '', 'id', 'bot', 0, now(), ''
from json_to_recordset(%s::json)
  as a (id uuid, account_id integer, contact_id uuid, agency_id integer)
order by account_id, contact_id
on conflict do nothing
returning id, account_id, contact_id, step, answers, language, owner, version;

-- name: lock_conversations
select c.id, c.account_id, c.contact_id, c.step, c.answers, c.language, c.owner,
  c.version
from messaging_conversation c
join json_to_recordset(%s::json) as a (account_id integer, contact_id uuid)
  using (account_id, contact_id)
order by c.id
for update of c;

-- name: save_conversations
update messaging_conversation c set step = a.step, answers = decode(a.answers, 'base64'),
  language = a.language, last_inbound_at = now()
from json_to_recordset(%s::json)
  as a (id uuid, step text, answers text, language text)
where c.id = a.id;

-- name: add_messages
insert into messaging_message (id, conversation_id, account_id, direction, type, words,
  options, state, external_id, cause_id, created_at, office_id)
select id, conversation_id, account_id, direction, type, words, options, state,
  external_id, cause_id, clock_timestamp(), coalesce(office_id, 0)
from json_to_recordset(%s::json) as a (id uuid, conversation_id uuid,
  account_id integer, direction text, type text, words text, options jsonb,
  state smallint, external_id text, cause_id uuid, office_id integer);

-- name: add_outbox
insert into messaging_outbox (message_id, account_id, conversation_id, payload, version)
select message_id, account_id, conversation_id, payload, version
from json_to_recordset(%s::json) as a (message_id uuid, account_id integer,
  conversation_id uuid, payload text, version integer);
