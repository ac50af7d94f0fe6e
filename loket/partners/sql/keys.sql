-- name: enter
-- Finds a key that still opens, and counts its requests of this minute. A key that is
-- used much waits only for this one statement.
update partners_apikey set used_at = %(now)s,
  minute_count = case when minute_at = date_trunc('minute', %(now)s::timestamptz)
    then minute_count + 1 else 1 end,
  minute_at = date_trunc('minute', %(now)s::timestamptz)
where secret_hash = %(hash)s and revoked_at is null
  and (expires_at is null or expires_at > %(now)s)
returning id, agency_id, source, scopes, offices, per_minute, minute_count,
  ceil(extract(epoch from minute_at + interval '1 minute' - %(now)s::timestamptz))::integer;
