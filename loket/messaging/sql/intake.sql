-- name: accounts
select id, kind, external_id from messaging_channelaccount;

-- name: store
-- Keeps what is new of a group of items. Values of one column travel as one text,
-- divided by the record separator, which cannot stand in JSON or in a digest.
with incoming as materialized (
  select * from unnest(
    string_to_array(%(ids)s, E'\x1e')::uuid[],
    string_to_array(%(accounts)s, E'\x1e')::integer[],
    string_to_array(%(keys)s, E'\x1e')::uuid[],
    string_to_array(%(kinds)s, E'\x1e'),
    string_to_array(%(lanes)s, E'\x1e')::smallint[],
    string_to_array(%(contacts)s, E'\x1e')::uuid[],
    string_to_array(%(closings)s, E'\x1e')::boolean[],
    string_to_array(%(states)s, E'\x1e')::smallint[],
    string_to_array(%(bodies)s, E'\x1e')
  ) with ordinality as t (
    id, account_id, external_key, kind, lane, contact_key, closes_turn, state, body, ord)
), kept as (
  insert into messaging_body (id, sealed) values (%(body_id)s, %(sealed)s)
), fresh as (
  insert into messaging_seen (account_id, external_key)
  select account_id, external_key from incoming order by account_id, external_key
  on conflict do nothing
  returning account_id, external_key
)
insert into messaging_event
  (id, account_id, kind, lane, contact_key, closes_turn, state, body, body_id)
select id, account_id, kind, lane, contact_key, closes_turn, state, body, %(body_id)s
from incoming join fresh using (account_id, external_key)
order by ord;
