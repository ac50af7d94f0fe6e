-- name: kinds
-- What nobody understood of these accounts and businesses, by type: how often, when
-- last, and the last one itself. Only the latest are looked at.
with latest as (
  select id, account_id, received_at, body::json as body
  from messaging_event
  where kind = 'unknown' and (account_id = any(%(accounts)s) or account_id = 0)
  order by id desc
  limit %(limit)s
)
select coalesce(body->>'type', ''), count(*), max(received_at),
  (array_agg(body order by id desc))[1]::text
from latest
where account_id <> 0 or body->'details'->>'business' = any(%(businesses)s)
group by 1
order by 2 desc, 1;

-- name: strangers
-- What came for numbers that are not ours. News about a business names no number.
select count(*) from messaging_event where account_id = 0
  and kind in ('message', 'receipt', 'identity');
