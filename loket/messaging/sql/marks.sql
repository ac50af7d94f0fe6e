-- name: want
-- The last thing that the person sent under a provider's own id.
insert into messaging_mark (account_id, external_id, is_typing)
select account_id, external_id, %(typing)s from messaging_message
where conversation_id = %(talk)s and direction = 'in' and external_id <> ''
  and external_id not like 'derived:%%'
order by id desc limit 1
on conflict (account_id, external_id) do update set is_typing = excluded.is_typing;

-- name: take
delete from messaging_mark returning account_id, external_id, is_typing;
