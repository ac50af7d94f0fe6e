-- name: lanes
-- What waits by kind of lane: how much, in how many lanes, for how many seconds.
select case when lane < %(talks)s then 'talks' when lane < %(news)s then 'receipts'
    else 'news' end as kind,
  count(*), count(distinct lane),
  greatest(extract(epoch from clock_timestamp() - min(received_at)), 0)::float8
from messaging_event where state = 0 group by 1;

-- name: busiest
-- The lanes of talks in which most waits.
select lane, count(*) from messaging_event
where state = 0 and lane < %(talks)s group by lane order by count(*) desc, lane limit 64;

-- name: outbox
-- What has to be sent, by state, and since how many seconds the oldest is due.
select state, count(*),
  greatest(extract(epoch from clock_timestamp() - min(due_at)), 0)::float8
from messaging_outbox o
where %(agency)s::integer is null or exists (
  select 1 from messaging_channelaccount a
  where a.id = o.account_id and a.agency_id = %(agency)s)
group by state;

-- name: parked
select count(*) from messaging_event where state = 2 and (%(agency)s::integer is null
  or account_id = 0 or account_id in (
    select id from messaging_channelaccount where agency_id = %(agency)s));

-- name: receipts
-- Of the messages that were sent in a span: how many there are, and of how many nothing
-- was heard since.
select count(*), count(*) filter (where m.state = 2) from messaging_message m
where m.id >= %(first)s and m.id < %(last)s and m.direction = 'out'
  and m.state in (2, 4, 5) and (%(agency)s::integer is null or m.account_id in (
    select id from messaging_channelaccount where agency_id = %(agency)s));

-- name: failures
-- How often each code was given since a day ago, and of these since an hour ago.
select m.error_code, count(*), count(*) filter (where m.id >= %(hour)s)
from messaging_message m
where m.id >= %(day)s and m.error_code <> 0 and (%(agency)s::integer is null
  or m.account_id in (
    select id from messaging_channelaccount where agency_id = %(agency)s))
group by m.error_code order by count(*) desc, m.error_code;

-- name: stopped
select count(*) from messaging_channelaccount where stopped_at is not null
  and (%(agency)s::integer is null or agency_id = %(agency)s);

-- name: index_failures
create index messaging_message_failed on messaging_message (id) where error_code <> 0;
