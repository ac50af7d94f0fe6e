-- name: refused_talks
-- Talks of an agency in which a message of ours was refused for its person, the last
-- refused first. That a code is not 0 says nothing new, but lets the index be used.
select m.conversation_id
from messaging_message m join messaging_conversation c on c.id = m.conversation_id
where c.agency_id = %(agency)s and m.error_code = any(%(codes)s) and m.error_code <> 0
  and m.direction = 'out' and m.state = 3
group by m.conversation_id
order by max(m.created_at) desc limit %(limit)s;

-- name: refused_since
-- Of these talks, how often and when messages were refused for the person since they
-- wrote last or anything arrived, by code.
select c.id, c.contact_id, m.error_code, count(*), max(m.created_at)
from messaging_conversation c
join messaging_message m on m.conversation_id = c.id and m.direction = 'out'
  and m.state = 3 and m.error_code = any(%(codes)s)
where c.id = any(%(talks)s) and not exists (
  select 1 from messaging_message l
  where l.conversation_id = c.id and l.id > m.id
    and (l.direction = 'in' or l.state in (4, 5)))
group by c.id, c.contact_id, m.error_code
order by max(m.created_at) desc;
