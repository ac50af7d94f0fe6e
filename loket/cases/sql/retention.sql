-- name: count_cases
select count(*) from cases_case
where agency_id = %(agency)s and closed_at < %(before)s;

-- name: old_cases
select id from cases_case where agency_id = %(agency)s and closed_at < %(before)s
order by number_key limit %(limit)s for update;

-- name: delete_events
delete from cases_caseevent where case_id = any(%s);

-- name: delete_followers
delete from cases_follower where case_id = any(%s);

-- name: delete_ticks
delete from cases_documenttick where case_id = any(%s);

-- name: delete_cases
delete from cases_case where id = any(%s);

-- name: count_tables
select count(*) from cases_import
where agency_id = %(agency)s and made_at < %(before)s
  and state not in ('checking', 'running', 'undoing');

-- name: old_tables
select id from cases_import
where agency_id = %(agency)s and made_at < %(before)s
  and state not in ('checking', 'running', 'undoing')
order by id limit %(limit)s for update;

-- name: delete_faults
delete from cases_importfault where table_id = any(%s);

-- name: delete_tables
delete from cases_import where id = any(%s);
