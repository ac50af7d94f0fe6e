-- name: say
-- Every word is kept; the last one on its topic counts.
insert into contacts_consent (contact_id, account_id, topic, is_stopped, said_at)
select contact_id, account_id, topic, is_stopped, said_at
from json_to_recordset(%s::json) as a (contact_id uuid, account_id integer, topic text,
  is_stopped boolean, said_at timestamptz);

-- name: stopped
-- Those of these people whose last word on one of these topics was stop.
select distinct a.id from unnest(%(ids)s::uuid[]) as a (id)
cross join unnest(%(topics)s::text[]) as t (topic)
cross join lateral (
  select c.is_stopped from contacts_consent c
  where c.contact_id = a.id and c.topic = t.topic order by c.id desc limit 1) last
where last.is_stopped;

-- name: stopped_of_agency
-- Everybody of an agency whose last word on a topic was stop, and when they said it.
select last.contact_id, last.topic, last.said_at from (
  select distinct on (c.contact_id, c.topic) c.contact_id, c.topic, c.is_stopped,
    c.said_at
  from contacts_consent c join contacts_contact k on k.id = c.contact_id
  where k.agency_id = %(agency)s
  order by c.contact_id, c.topic, c.id desc) last
where last.is_stopped
order by last.said_at desc limit %(limit)s;
