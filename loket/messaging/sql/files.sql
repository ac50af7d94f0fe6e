-- name: want
insert into messaging_file (id, account_id, conversation_id, event_id, external_id,
  kind, claimed_sha256, filename, state, attempts, due_at, reason, content_type,
  size_bytes, sha256, created_at, expires_at)
select id, account_id, conversation_id, event_id, external_id, kind, claimed_sha256,
  filename, 0, 0, now(), '', '', 0, '', now(),
  now() + make_interval(days => %(days)s)
from json_to_recordset(%(rows)s::json) as a (id uuid, account_id integer,
  conversation_id uuid, event_id uuid, external_id text, kind text,
  claimed_sha256 text, filename text);

-- name: claim
-- Files to fetch, the longest due first. Until `due_at` a claimed one is nobody
-- else's; after that, its worker is thought dead. Stopped accounts wait.
with ready as (
  select f.id from messaging_file f
  join messaging_channelaccount a on a.id = f.account_id and a.stopped_at is null
  where f.state in (0, 1) and f.due_at <= now()
  order by f.due_at
  limit %(limit)s
  for update of f skip locked
)
update messaging_file f
set state = 1, attempts = f.attempts + 1,
  due_at = now() + make_interval(secs => %(lease)s)
from ready where f.id = ready.id
returning f.id, f.account_id, f.external_id, f.kind, f.claimed_sha256, f.attempts,
  f.created_at;

-- name: kept
update messaging_file set state = 2, reason = '', content_type = %(type)s,
  size_bytes = %(size)s, sha256 = %(sha256)s
where id = %(id)s and state = 1
returning conversation_id;

-- name: again
update messaging_file set state = 0, reason = %(reason)s,
  due_at = now() + make_interval(secs => %(wait)s)
where id = %(id)s and state = 1
returning conversation_id;

-- name: refused
update messaging_file set state = 3, reason = %(reason)s, filename = ''
where id = %(id)s and state = 1
returning conversation_id;

-- name: expired
-- Files whose time is over; deleted on the disk before they are marked as gone.
select id from messaging_file where state = 2 and expires_at <= now()
order by expires_at limit %(limit)s;

-- name: forget
-- The name that somebody gave a file goes with it.
update messaging_file set state = 4, filename = ''
where id = any(%(ids)s) and state = 2;

-- name: drop_old
-- What was noted of a file goes with the words it came with.
delete from messaging_file where id in (
  select id from messaging_file where id < %(before)s order by id limit %(limit)s);
