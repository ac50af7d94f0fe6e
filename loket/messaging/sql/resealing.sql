-- name: hidden
-- Events with a hidden number in them; see `privacy.hide`.
select id, 0, body from messaging_event
where (%(after)s::uuid is null or id > %(after)s::uuid)
  and body like '%%"sealed":["%%'
order by id limit %(limit)s;

-- name: hidden_of
select id, 0, body from messaging_event where id = %s for update;

-- name: rewrite
update messaging_event set body = %s where id = %s;

-- name: file
select id from messaging_file where id = %s and state = 2 for update;
