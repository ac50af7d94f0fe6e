-- name: sum_up
-- What each day's messages cost, in the office's own days. The bounds are ids, so that
-- only the partitions of these days are read.
with zones as (
  select a.id as account_id, o.id as office_id, o.zone
  from messaging_channelaccount a join offices_office o on o.agency_id = a.agency_id
), ours as (
  select m.account_id, m.office_id, m.category, m.currency, m.billable, m.price_micros,
    (m.created_at at time zone coalesce(
      (select z.zone from zones z
       where z.account_id = m.account_id and z.office_id = m.office_id),
      'Asia/Jakarta'))::date as day
  from messaging_message m
  where m.id between %(first)s and %(last)s and m.direction = 'out'
    and m.category <> ''
)
insert into messaging_costday
  (account_id, office_id, day, category, currency, messages, billable, micros)
select account_id, office_id, day, category, currency, count(*),
  count(*) filter (where billable),
  coalesce(sum(price_micros) filter (where billable), 0)
from ours
where day between %(from_day)s and %(to_day)s
group by account_id, office_id, day, category, currency
order by account_id, office_id, day, category, currency
on conflict (account_id, office_id, day, category, currency) do update
set messages = excluded.messages, billable = excluded.billable,
  micros = excluded.micros;

-- name: month
select c.office_id, c.category, c.currency, sum(c.messages)::bigint,
  sum(c.billable)::bigint, sum(c.micros)::bigint
from messaging_costday c join messaging_channelaccount a on a.id = c.account_id
where a.agency_id = %(agency)s and c.day >= %(first)s and c.day < %(last)s
group by c.office_id, c.category, c.currency
order by c.office_id, c.category, c.currency;

-- name: months
select date_trunc('month', c.day)::date as month, c.currency,
  sum(c.messages)::bigint, sum(c.billable)::bigint, sum(c.micros)::bigint
from messaging_costday c join messaging_channelaccount a on a.id = c.account_id
where a.agency_id = %(agency)s and c.day >= %(first)s
group by month, c.currency order by month, c.currency;

-- name: unpriced
-- Messages that are billed and of which no rate is known.
select coalesce(sum(c.billable), 0)::bigint
from messaging_costday c join messaging_channelaccount a on a.id = c.account_id
where a.agency_id = %(agency)s and c.day >= %(first)s and c.day < %(last)s
  and c.currency = '';

-- name: spent
-- What every budget has spent in its month, in its own currency.
select b.id, b.agency_id, b.office_id, b.micros, b.currency,
  coalesce(sum(c.micros), 0)::bigint
from messaging_budget b
left join messaging_channelaccount a on a.agency_id = b.agency_id
left join messaging_costday c on c.account_id = a.id
  and c.day >= %(first)s and c.day < %(last)s and c.currency = b.currency
  and (b.office_id is null or c.office_id = b.office_id)
group by b.id, b.agency_id, b.office_id, b.micros, b.currency
order by b.id;
