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

-- name: ask_erasure
-- A request that is open already is not made twice.
insert into contacts_erasurerequest (agency_id, contact_id, asked_at)
select agency_id, contact_id, asked_at
from json_to_recordset(%s::json)
  as a (agency_id integer, contact_id uuid, asked_at timestamptz)
order by contact_id
on conflict do nothing
returning contact_id;

-- name: settle_erasure
update contacts_erasurerequest set settled_at = %(at)s
where contact_id = %(contact)s and settled_at is null
returning agency_id;
