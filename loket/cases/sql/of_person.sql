-- name: cases
select c.id, t.slug as type, s.slug as stage, c.stage_at, c.expected_date, c.ready_at,
  c.closed_at, f.how, f.since_at
from cases_follower f
join cases_case c on c.id = f.case_id
join cases_casetype t on t.id = c.type_id
join cases_stage s on s.id = c.stage_id
where f.contact_id = %(id)s order by c.stage_at desc;

-- name: unfind
update cases_case c set phone_key = null
from cases_follower f where f.case_id = c.id and f.contact_id = %s and f.how = 'phone'
returning c.id;

-- name: unfollow
delete from cases_follower where contact_id = %s returning id;
