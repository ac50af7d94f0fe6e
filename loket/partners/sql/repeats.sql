-- name: lock
select pg_try_advisory_xact_lock(%s);

-- name: find
select digest, status, body from partners_repeat
where key_id = %(key)s and token = %(token)s and made_at > %(since)s;

-- name: keep
-- One that is older than a day gives way.
insert into partners_repeat (key_id, token, digest, status, body, made_at)
values (%(key)s, %(token)s, %(digest)s, %(status)s, %(body)s, %(now)s)
on conflict (key_id, token) do update set digest = excluded.digest,
  status = excluded.status, body = excluded.body, made_at = excluded.made_at;

-- name: forget
delete from partners_repeat where made_at <= %s;
