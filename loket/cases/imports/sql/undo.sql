-- name: touched
-- Cases that an import touched, in order: whether it was the last to do so, the stage
-- before it (null for a case that it made), and the holder before it if that changed.
select t.case_id, last.import_id is not distinct from %(id)s, first.before_id,
  first.sealed
from (
  select distinct case_id from cases_caseevent
  where import_id = %(id)s and case_id > %(after)s
  order by case_id limit %(limit)s) t
cross join lateral (
  select e.before_id,
    (select c.details->>'sealed' from cases_caseevent c
     where c.case_id = t.case_id and c.import_id = %(id)s and c.details ? 'sealed'
     order by c.id limit 1) as sealed
  from cases_caseevent e where e.case_id = t.case_id and e.import_id = %(id)s
  order by e.id limit 1) first
cross join lateral (
  select e.import_id from cases_caseevent e where e.case_id = t.case_id
  order by e.id desc limit 1) last
order by t.case_id;

-- name: remove
with gone as (
  delete from cases_case where id = any(%s) returning id, office_id
), lives as (
  delete from cases_caseevent e using gone where e.case_id = gone.id
), hearers as (
  delete from cases_follower f using gone where f.case_id = gone.id
), seen as (
  delete from cases_documenttick d using gone where d.case_id = gone.id
)
select id, office_id from gone;
