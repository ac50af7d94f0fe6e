-- name: feeds
select agency_id, source,
  heard_at < %s - make_interval(secs => stale_after_s) from cases_feed
order by agency_id, source;

-- name: forget_askings
delete from cases_asking where day < %s;
