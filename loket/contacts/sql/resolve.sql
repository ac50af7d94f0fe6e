-- name: find
-- Who has these aliases now: one look into the index for each, whatever the plan's maker
-- knew. A retired one names nobody.
select i.account_id, i.kind, i.value, i.contact_id
from json_to_recordset(%s::json) as a (account_id integer, kind text, value text)
cross join lateral (
  select o.account_id, o.kind, o.value, o.contact_id from contacts_identity o
  where o.account_id = a.account_id and o.kind = a.kind and o.value = a.value
    and o.retired_at is null
  offset 0) i;

-- name: add_contacts
insert into contacts_contact (id, agency_id, name, username, first_seen_at)
select id, agency_id, name, username, now()
from json_to_recordset(%s::json)
  as a (id uuid, agency_id integer, name text, username text)
order by id;

-- name: add_identities
insert into contacts_identity (account_id, kind, value, contact_id, first_seen_at)
select account_id, kind, value, contact_id, now()
from json_to_recordset(%s::json)
  as a (account_id integer, kind text, value text, contact_id uuid)
order by account_id, kind, value
on conflict do nothing
returning account_id, kind, value;

-- name: retire_phones
-- Somebody has one phone number at a time: every other one of theirs is retired.
with old as (
  select i.id from contacts_identity i
  join json_to_recordset(%s::json)
    as a (account_id integer, contact_id uuid, value text)
    using (account_id, contact_id)
  where i.kind = 'phone' and i.value <> a.value and i.retired_at is null
  order by i.id for update of i
)
update contacts_identity i set retired_at = now() from old where i.id = old.id;

-- name: rename
-- Names that people gave themselves; an empty one changes nothing.
update contacts_contact c
set name = case when a.name = '' then c.name else a.name end,
  username = case when a.username = '' then c.username else a.username end
from json_to_recordset(%s::json) as a (contact_id uuid, name text, username text)
where c.id = a.contact_id;

-- name: drop_contacts
delete from contacts_contact where id = any(%s);

-- name: add_conflicts
insert into contacts_identityconflict (account_id, kept_id, other_id, seen_at)
select account_id, kept_id, other_id, now()
from json_to_recordset(%s::json) as a (account_id integer, kept_id uuid, other_id uuid)
order by kept_id, other_id
on conflict do nothing;
