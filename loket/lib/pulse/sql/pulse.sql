-- name: tell
-- A process says that it lives. `quiet_s` holds, for each of its parts, the seconds
-- since it last went round.
insert into pulse_process
  (id, kind, host, pid, started_at, seen_at, memory_bytes, cpu_s, quiet_s)
values (%(id)s, %(kind)s, %(host)s, %(pid)s, now() - make_interval(secs => %(age_s)s),
  now(), %(memory_bytes)s, %(cpu_s)s, %(quiet_s)s::jsonb)
on conflict (id) do update set seen_at = excluded.seen_at,
  memory_bytes = excluded.memory_bytes, cpu_s = excluded.cpu_s,
  quiet_s = excluded.quiet_s;

-- name: add
-- Adds what a process counted since last time. In one order, so that two never wait
-- for each other.
insert into pulse_count (name, labels, about, value)
select name, labels, about, value
from json_to_recordset(%(rows)s::json)
  as a (name text, labels text, about text, value float8)
order by name, labels
on conflict (name, labels) do update set value = pulse_count.value + excluded.value,
  about = excluded.about;

-- name: leave
-- A process that ends in order is gone; one that dies stays to be seen for a day.
delete from pulse_process where id = %(id)s or seen_at < now() - interval '1 day';

-- name: processes
select kind, host, pid, extract(epoch from now() - started_at)::float8,
  extract(epoch from now() - seen_at)::float8, memory_bytes, cpu_s, quiet_s::text
from pulse_process
where seen_at > now() - interval '1 day'
order by kind, host, started_at;

-- name: counts
select name, labels, about, value from pulse_count order by name, labels;

-- name: database
-- Bytes on disk, connections that are open and that may be, and for how many seconds
-- the oldest transaction has been open.
select pg_database_size(current_database()),
  count(*) filter (where backend_type = 'client backend'),
  current_setting('max_connections')::int,
  coalesce(extract(epoch from now() - min(xact_start)
    filter (where backend_type = 'client backend' and datname = current_database()
      and pid <> pg_backend_pid())), 0)::float8
from pg_stat_activity;
