-- name: say_again
-- Notices whose free words the provider refused because 24 hours were over. They keep
-- their message, which tells that only a template gets through; a template that was
-- refused is not said again.
update messaging_notice n set state = 0, due_at = %(now)s
from (
  select s.id from messaging_notice s
  join messaging_message m on m.id = s.message_id
  where s.state = 1 and s.settled_at > %(now)s - interval '2 days'
    and s.expires_at > %(now)s
    and m.state = 3 and m.error_code = %(code)s and m.type <> 'template'
  order by s.id limit %(limit)s for update of s skip locked) refused
where n.id = refused.id
returning n.id;

-- name: arrived
-- What became of notices that were said, or not in time: a message that failed or was
-- withheld has not arrived. What is still under way counts as arrived.
select n.key, n.state = 1 and coalesce(m.state not in (3, 6), true)
from messaging_notice n left join messaging_message m on m.id = n.message_id
where n.key = any(%s) and n.state in (1, 2);
