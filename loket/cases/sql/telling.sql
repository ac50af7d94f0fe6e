-- name: follow
-- Contacts whose number is the one on file. A retired number is nobody's.
insert into cases_follower (case_id, contact_id, how, since_at)
select a.case_id, i.contact_id, 'phone', %(now)s
from json_to_recordset(%(rows)s::json) as a (case_id uuid, phone text)
join messaging_channelaccount b on b.agency_id = %(agency)s
join contacts_identity i on i.account_id = b.id and i.kind = 'phone'
  and i.value = a.phone and i.retired_at is null
order by a.case_id, i.contact_id
on conflict (case_id, contact_id) do nothing;

-- name: hearers
select f.case_id, f.contact_id, c.agency_id, c.office_id, c.stage_id, c.ready_at,
  t.keep_days, t.warn_days
from cases_follower f
join cases_case c on c.id = f.case_id
join cases_casetype t on t.id = c.type_id
where f.case_id = any(%s::uuid[]) and f.unproved_at is null
order by f.case_id, f.contact_id;

-- name: following
-- Who may still hear of a case, and what they know of it.
select f.case_id, f.contact_id, f.how <> 'phone' or f.told_stage_id is not null,
  f.told_stage_id, f.told_date
from cases_follower f
join json_to_recordset(%s::json) as a (case_id uuid, contact_id uuid)
  using (case_id, contact_id)
where f.unproved_at is null;

-- name: told
update cases_follower f set told_stage_id = c.stage_id, told_date = c.expected_date
from json_to_recordset(%s::json) as a (case_id uuid, contact_id uuid)
join cases_case c on c.id = a.case_id
where f.case_id = a.case_id and f.contact_id = a.contact_id
  and (f.told_stage_id, f.told_date) is distinct from (c.stage_id, c.expected_date);
