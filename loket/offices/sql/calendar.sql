-- name: hours
-- Every office with its ordinary week and the dated weeks that touch the days; a week
-- without hours has one row without a weekday.
select o.id, o.zone, w.id, w.first, w.last, coalesce(w.name, ''), h.weekday, h.opens_at,
  h.closes_at
from offices_office o
cross join lateral (
  select null::bigint as id, null::date as first, null::date as last, null::text as name
  union all
  select d.id, d.first, d.last, d.name from offices_datedweek d
  where d.office_id = o.id and d.first <= %(last)s
    and (d.last is null or d.last >= %(first)s)
) w
left join offices_openinghours h
  on h.office_id = o.id and h.week_id is not distinct from w.id
where o.id = any(%(offices)s)
order by o.id;

-- name: closed
-- Closed time between two days; a whole day has no hours.
select office_id, day, case when is_whole then null else starts end,
  case when is_whole then null else ends end, reason
from offices_closed
where office_id = any(%(offices)s) and day between %(first)s and %(last)s
order by office_id, day, starts;

-- name: digest
select md5(concat(
  (select string_agg(h::text, '|' order by h.id) from offices_openinghours h),
  (select string_agg(w::text, '|' order by w.id) from offices_datedweek w),
  (select string_agg(c::text, '|' order by c.id) from offices_closure c)));
