-- name: keep
-- Only where there is a talk: to whom nobody wrote by machine, nothing is kept.
insert into messaging_message (id, conversation_id, account_id, direction, type, words,
  state, external_id, created_at, sent_at)
select a.id, c.id, a.account_id, 'out', a.type, a.words, 2, a.external_id,
  clock_timestamp(), a.sent_at
from json_to_recordset(%s::json) as a (id uuid, account_id bigint, contact_id uuid,
  type text, words text, external_id text, sent_at timestamptz)
join messaging_conversation c using (account_id, contact_id)
order by a.id
returning conversation_id;
