-- name: keep
-- Others may do the same; who changes the key waits.
lock table cases_caseindexkey in row share mode;

-- name: number
select number from cases_caseindexkey;

-- name: take
set local lock_timeout = '500ms';
lock table cases_caseindexkey in exclusive mode;
lock table cases_case in share row exclusive mode;

-- name: set
with gone as (delete from cases_caseindexkey)
insert into cases_caseindexkey (number) values (%s);

-- name: others
select id, agency_id, sealed from cases_case where key_number <> %s limit %s;

-- name: rekey
update cases_case c set number_key = decode(a.number, 'hex'),
  phone_key = decode(a.phone, 'hex'), key_number = %(number)s
from json_to_recordset(%(rows)s::json) as a (id uuid, number text, phone text)
where c.id = a.id;

-- name: numbers
select key_number, count(*) from cases_case group by key_number
union all
select number, 0 from cases_caseindexkey
where number not in (select key_number from cases_case);

-- name: table
select id from cases_import where id = %s for update;
