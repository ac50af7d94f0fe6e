-- name: stopped_by
-- Whose messages these are, if the provider refused them because the person stopped
-- us. Somebody who was erased meanwhile is nobody. Each is looked up by one name.
with named as (
  select m.account_id, m.conversation_id from messaging_message m
  where m.id = any(%(ids)s) and m.direction = 'out' and m.error_code = %(code)s
  union
  select m.account_id, m.conversation_id from messaging_message m
  where m.external_id = any(%(externals)s) and m.external_id <> ''
    and m.direction = 'out' and m.error_code = %(code)s
)
select distinct c.contact_id, m.account_id
from named m join messaging_conversation c on c.id = m.conversation_id
where exists (select 1 from contacts_contact k where k.id = c.contact_id);

-- name: meant_for
select distinct c.contact_id
from messaging_message m join messaging_conversation c on c.id = m.conversation_id
where m.id = any(%s);

-- name: unaddressed
-- Claimed messages, and the people they are for.
select o.message_id, o.account_id, c.contact_id, o.payload
from messaging_outbox o join messaging_conversation c on c.id = o.conversation_id
where o.message_id = any(%s)
order by o.message_id for update of o;

-- name: readdress
update messaging_outbox o set payload = a.payload, state = 0, due_at = now(),
  claimed_at = null, claimed_by = null
from json_to_recordset(%s::json) as a (message_id uuid, payload text)
where o.message_id = a.message_id;
