-- name: count_talks
select count(*) from messaging_message m
join messaging_channelaccount a on a.id = m.account_id
where a.agency_id = %(agency)s and m.id < %(first)s;

-- name: delete_talks
delete from messaging_message where id in (
  select m.id from messaging_message m
  join messaging_channelaccount a on a.id = m.account_id
  where a.agency_id = %(agency)s and m.id < %(first)s
  order by m.id limit %(limit)s) and id < %(first)s
returning id;

-- name: count_files
select count(*) from messaging_file f
join messaging_channelaccount a on a.id = f.account_id
where a.agency_id = %(agency)s and f.state = 2 and f.created_at < %(before)s;

-- name: old_files
select f.id from messaging_file f
join messaging_channelaccount a on a.id = f.account_id
where a.agency_id = %(agency)s and f.state = 2 and f.created_at < %(before)s
limit %(limit)s
for update of f;

-- name: count_drafts
-- A talk that staff have is theirs to end.
select count(*) from messaging_conversation
where agency_id = %(agency)s and last_inbound_at < %(before)s and length(answers) > 0
  and owner = 'bot';

-- name: empty_drafts
-- Whoever writes again begins anew.
update messaging_conversation set answers = '', step = '' where id in (
  select id from messaging_conversation
  where agency_id = %(agency)s and last_inbound_at < %(before)s and length(answers) > 0
    and owner = 'bot'
  limit %(limit)s for update skip locked)
returning id;
