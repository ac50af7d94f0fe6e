-- name: find
select i.account_id, i.kind, i.value, i.contact_id
from contacts_identity i
join json_to_recordset(%s::json) as a (account_id integer, kind text, value text)
  using (account_id, kind, value);

-- name: add_contacts
insert into contacts_contact (id, agency_id, name, first_seen_at)
select id, agency_id, name, now()
from json_to_recordset(%s::json) as a (id uuid, agency_id integer, name text)
order by id;

-- name: add_identities
insert into contacts_identity (account_id, kind, value, contact_id, first_seen_at)
select account_id, kind, value, contact_id, now()
from json_to_recordset(%s::json)
  as a (account_id integer, kind text, value text, contact_id uuid)
order by account_id, kind, value
on conflict do nothing
returning account_id, kind, value;

-- name: drop_contacts
delete from contacts_contact where id = any(%s);

-- name: add_conflicts
insert into contacts_identityconflict (account_id, kept_id, other_id, seen_at)
select account_id, kept_id, other_id, now()
from json_to_recordset(%s::json) as a (account_id integer, kept_id uuid, other_id uuid)
order by kept_id, other_id
on conflict do nothing;
