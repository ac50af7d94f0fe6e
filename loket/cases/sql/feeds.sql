-- name: feeds
-- Who tells us of cases, for which offices, and since when nothing was heard.
select f.agency_id, f.source, f.heard_at, f.stale_after_s,
  coalesce((select json_agg(o.id) from offices_office o
    where o.agency_id = f.agency_id
      and (f.offices = '{}' or o.id = any(f.offices))), '[]')::text
from cases_feed f
order by f.agency_id, f.source;

-- name: forget_askings
delete from cases_asking where day < %s;
