-- name: say
-- Every word is kept; the last one counts.
insert into contacts_consent (contact_id, account_id, is_stopped, said_at)
select contact_id, account_id, is_stopped, said_at
from json_to_recordset(%s::json)
  as a (contact_id uuid, account_id integer, is_stopped boolean, said_at timestamptz);

-- name: stopped
-- Those of these people whose last word was stop.
select a.id from unnest(%s::uuid[]) as a (id)
cross join lateral (
  select c.is_stopped from contacts_consent c
  where c.contact_id = a.id order by c.id desc limit 1) last
where last.is_stopped;
