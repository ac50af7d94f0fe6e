-- name: create
create sequence messaging_order;

-- The only dedupe. Keys are digests, so that no provider can send an id too long.
create table messaging_seen (
  account_id integer not null,
  external_key uuid not null,
  seen_on date not null default current_date,
  primary key (account_id, external_key)
);
create index messaging_seen_on on messaging_seen using brin (seen_on);

create table messaging_body (
  id uuid primary key,
  sealed bytea not null
) partition by range (id);

create table messaging_event (
  id uuid primary key,
  seq bigint not null default nextval('messaging_order'),
  account_id integer not null,
  kind text not null,
  lane smallint not null,
  contact_key uuid not null,
  closes_turn boolean not null,
  state smallint not null default 0,
  body text not null,
  body_id uuid not null,
  received_at timestamptz not null default clock_timestamp(),
  reason text not null default ''
) partition by range (id);
create index messaging_event_pending on messaging_event (lane, contact_key, seq)
  where state = 0;
create index messaging_event_parked on messaging_event (seq) where state = 2;

create table messaging_message (
  id uuid primary key,
  conversation_id uuid not null,
  account_id integer not null,
  direction text not null,
  type text not null,
  words text not null,
  options jsonb not null default '[]',
  state smallint not null,
  external_id text not null default '',
  cause_id uuid,
  created_at timestamptz not null,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  error_code integer not null default 0,
  error_detail text not null default ''
) partition by range (id);
create index messaging_message_talk on messaging_message (conversation_id, id);
create index messaging_message_external on messaging_message (external_id)
  where direction = 'out' and external_id <> '';

create table messaging_outbox (
  message_id uuid primary key,
  seq bigint not null default nextval('messaging_order'),
  account_id integer not null,
  conversation_id uuid not null,
  payload text not null,
  version integer not null,
  state smallint not null default 0,
  attempts smallint not null default 0,
  due_at timestamptz not null default now(),
  claimed_at timestamptz,
  claimed_by uuid,
  detail text not null default ''
) with (fillfactor = 70);
create index messaging_outbox_order on messaging_outbox (conversation_id, seq);
create index messaging_outbox_ready on messaging_outbox (seq) where state = 0;
create index messaging_outbox_claimed on messaging_outbox (claimed_at) where state = 1;

create table messaging_attempt (
  event_id uuid primary key,
  tries smallint not null,
  reason text not null default '',
  begun_at timestamptz not null default now()
) with (fillfactor = 70);

-- Queues live from few rows and many changes: clean them early.
alter table messaging_outbox set (
  autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 2000,
  autovacuum_analyze_scale_factor = 0.0, autovacuum_analyze_threshold = 1000);
alter table messaging_attempt set (
  autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 500);
alter table messaging_conversation set (fillfactor = 70);

-- name: drop
drop table messaging_attempt, messaging_outbox, messaging_message, messaging_event,
  messaging_body, messaging_seen;
drop sequence messaging_order;
