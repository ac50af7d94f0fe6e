-- name: known
-- What we knew of these templates, locked in one order.
select external_id, name, language, status, category from messaging_template
where business_id = %(business)s
order by name, language for update;

-- name: keep
insert into messaging_template (business_id, external_id, name, language, category,
  status, quality, parameter_format, components, reason, changed_at)
select %(business)s, a.external_id, a.name, a.language, a.category, a.status,
  a.quality, a.parameter_format, a.components, a.reason, %(now)s
from json_to_recordset(%(rows)s::json)
  as a (external_id text, name text, language text, category text, status text,
    quality text, parameter_format text, components jsonb, reason text)
order by a.name, a.language
on conflict (business_id, name, language) do update
set external_id = excluded.external_id, category = excluded.category,
  status = excluded.status, quality = excluded.quality,
  parameter_format = excluded.parameter_format, components = excluded.components,
  reason = excluded.reason, changed_at = excluded.changed_at;

-- name: remove_others
delete from messaging_template
where business_id = %(business)s and external_id <> all(%(ids)s);

-- name: change
-- What an event tells of one template: empty words change nothing. One that we do not
-- know yet is left to the next sync.
with told as (
  select t.id, t.status as old_status, t.category as old_category,
    nullif(a.status, '') as status, nullif(a.quality, '') as quality,
    nullif(a.category, '') as category, a.reason
  from messaging_template t
  join json_to_recordset(%(rows)s::json)
    as a (business_id text, external_id text, name text, language text, status text,
      quality text, category text, reason text)
    on t.business_id = a.business_id
    and ((a.external_id <> '' and t.external_id = a.external_id)
      or (t.name = a.name and t.language = a.language))
  order by t.name, t.language
  for update of t
)
update messaging_template t
set status = coalesce(told.status, t.status),
  quality = coalesce(told.quality, t.quality),
  category = coalesce(told.category, t.category),
  reason = case when told.status is null then t.reason else told.reason end,
  changed_at = %(now)s
from told where t.id = told.id
returning t.business_id, t.name, t.language, told.old_status, t.status,
  told.old_category, t.category, t.reason;

-- name: usable
-- Approved templates by the account that would send them.
select a.account_id, t.name, t.language, t.category, t.parameter_format, t.components
from json_to_recordset(%(rows)s::json)
  as a (account_id bigint, name text, language text)
join messaging_channelaccount c on c.id = a.account_id
join messaging_template t on t.business_id = c.business_id
  and t.name = a.name and t.language = a.language
where c.business_id <> '' and t.status = 'APPROVED';

-- name: agencies
select distinct business_id, agency_id from messaging_channelaccount
where business_id = any(%(businesses)s) and business_id <> '';
