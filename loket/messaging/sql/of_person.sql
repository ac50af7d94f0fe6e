-- name: talks
select c.id, c.account_id, a.display, c.language, c.owner, c.step, c.answers,
  c.last_inbound_at
from messaging_conversation c join messaging_channelaccount a on a.id = c.account_id
where c.contact_id = %s order by c.last_inbound_at desc;

-- name: messages
-- What was said, the newest first; of each bubble of ours, whether an officer wrote it.
select m.id, m.created_at, m.direction, m.type, m.words, m.state, m.sent_at,
  m.delivered_at, m.read_at, m.error_code, s.message_id is not null as by_officer
from messaging_message m
left join messaging_staffanswer s on s.message_id = m.id
where m.conversation_id in (
  select id from messaging_conversation where contact_id = %s)
order by m.id desc limit %s;

-- name: handovers
select h.move, h.reason, h.at from messaging_handover h
where h.conversation_id in (
  select id from messaging_conversation where contact_id = %s)
order by h.at desc;

-- name: notices
-- What the office was going to say by itself, and what became of it.
select n.id, n.kind, n.office_id, n.due_at, n.state, n.settled_at, m.state as message,
  m.error_code
from messaging_notice n
left join messaging_message m on m.id = n.message_id
where n.contact_id = %s order by n.due_at desc;

-- name: files
select f.id, f.kind, f.filename, f.content_type, f.size_bytes, f.state, f.created_at,
  f.expires_at
from messaging_file f
where f.conversation_id in (
  select id from messaging_conversation where contact_id = %s)
order by f.created_at desc;

-- name: words_at
-- By which words somebody stopped us, or allowed it again: the first they said in that
-- turn, since a turn is written after its moment was taken.
select a.at, (
  select m.words from messaging_message m
  join messaging_conversation c on c.id = m.conversation_id
  where c.contact_id = %(contact)s and m.direction = 'in'
    and m.created_at between a.at and a.at + interval '10 seconds'
  order by m.id limit 1) as words
from unnest(%(moments)s::timestamptz[]) as a (at);

-- name: sealed
-- What came with their words and was hidden from everybody, still sealed.
select e.received_at, e.body from messaging_event e
where e.id in (
  select m.cause_id from messaging_message m
  join messaging_conversation c on c.id = m.conversation_id
  where c.contact_id = %s and m.direction = 'in')
  and e.body like '%%"sealed":%%'
order by e.id;

-- name: said_since
-- How much the office said by itself to somebody since a moment.
select count(*) from messaging_notice
where contact_id = %s and state = 1 and settled_at > %s;

-- name: unsaid
-- Whether a notice still has to be said, or is under way.
select n.state = 0 or o.message_id is not null as waits, n.state = 1 as is_said
from messaging_notice n
left join messaging_outbox o on o.message_id = n.message_id and o.state in (0, 1)
where n.key = %s;
