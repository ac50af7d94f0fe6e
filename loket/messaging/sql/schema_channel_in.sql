-- name: create
-- Few rows of very many: what nobody understood, and what belongs to no number.
create index messaging_event_unknown on messaging_event (id) where kind = 'unknown';
create index messaging_event_stranger on messaging_event (id) where account_id = 0;

-- name: drop
drop index messaging_event_stranger;
drop index messaging_event_unknown;
