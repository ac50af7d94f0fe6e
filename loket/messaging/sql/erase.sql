-- name: quiet
-- Nobody answers this person meanwhile: the turn that is under way ends first, and
-- what they say next waits for its own.
select pg_advisory_xact_lock(%s, lane) from unnest(%s::integer[]) as l (lane)
order by lane;

-- name: talks
select id from messaging_conversation where contact_id = %s
order by id for update;

-- name: files
delete from messaging_file where conversation_id = any(%s) returning id;

-- name: marks
delete from messaging_mark k using messaging_message m
where m.conversation_id = any(%s) and k.external_id = m.external_id
  and k.account_id = m.account_id;

-- name: outbox
delete from messaging_outbox where conversation_id = any(%s);

-- name: events
-- What came of them: found by the sender's digest, by the words that were kept of it,
-- and by their numbers and ids where the platform told us something about them. What
-- still waits for its turn came after they were told, and is left.
delete from messaging_event e
where e.state <> 0 and e.id < %(until)s
  and (e.contact_key = any(%(keys)s::uuid[])
    or e.id in (
      select cause_id from messaging_message
      where conversation_id = any(%(talks)s) and cause_id is not null)
    or (e.kind <> 'message' and e.body like any(%(named)s)));

-- name: heard
delete from messaging_message where conversation_id = any(%s) and direction = 'in';

-- name: said
-- That something was sent and what it cost stays for the accounts: no words, nobody.
update messaging_message set words = '', options = '[]', external_id = '',
  conversation_id = '00000000-0000-0000-0000-000000000000', cause_id = null,
  error_detail = ''
where conversation_id = any(%s);

-- name: answers
delete from messaging_staffanswer where conversation_id = any(%s);

-- name: handovers
delete from messaging_handover where conversation_id = any(%s);

-- name: notices
delete from messaging_notice where contact_id = %s;

-- name: conversations
delete from messaging_conversation where id = any(%s);
