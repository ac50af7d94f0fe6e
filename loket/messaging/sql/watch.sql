-- name: longest_wait
-- Seconds for which the oldest words wait for an answer, or the oldest answer waits to
-- be sent though its number may send.
select coalesce(max(age), 0)::float8 from (
  select extract(epoch from now() - min(received_at)) as age
  from messaging_event where state = 0
  union all
  select extract(epoch from now() - min(o.due_at)) from messaging_outbox o
  join messaging_channelaccount a on a.id = o.account_id
  join messaging_conversation c on c.id = o.conversation_id
  where o.state = 0 and o.version = c.version and a.stopped_at is null
    and (a.paused_until is null or a.paused_until < now())
    and (a.notices_paused_until is null or a.notices_paused_until < now())
) waits;

-- name: undecided
-- How many messages of each agency wait for a person's decision.
select a.agency_id, count(stuck.account_id)
from messaging_channelaccount a left join (
  select account_id from messaging_event where state = 2
  union all select account_id from messaging_outbox where state = 2
) stuck on a.id = stuck.account_id
group by a.agency_id order by a.agency_id;
