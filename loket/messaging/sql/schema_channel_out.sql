-- name: create
-- What a message cost stands beside it: the receipt that names the price changes the
-- row anyway.
alter table messaging_message
  add column office_id integer not null default 0,
  add column category text not null default '',
  add column billable boolean,
  add column price_micros integer not null default 0,
  add column currency text not null default '';

-- Messages whose window closed wait here for the person's next words.
create index messaging_outbox_waiting on messaging_outbox (conversation_id)
  where state = 3;

-- Messages of citizens to be shown as read; rows live for moments only, and a crash
-- may lose them.
create unlogged table messaging_mark (
  account_id integer not null,
  external_id text not null,
  is_typing boolean not null,
  primary key (account_id, external_id)
);

-- name: drop
drop table messaging_mark;
drop index messaging_outbox_waiting;
alter table messaging_message
  drop column office_id,
  drop column category,
  drop column billable,
  drop column price_micros,
  drop column currency;
