-- name: ask
-- Requests by chat; one that is open already is not made twice.
insert into contacts_datarequest (agency_id, kind, subject_id, ground, state, asked_at,
  ends_bookings, is_returned, refusal, also, counts, keys)
select agency_id, kind, subject_id, 'chat', 'asked', asked_at, false, false, '', '[]',
  '{}', '[]'
from json_to_recordset(%s::json)
  as a (agency_id integer, kind text, subject_id uuid, asked_at timestamptz)
order by subject_id, kind
on conflict do nothing
returning subject_id;

-- name: propose
-- What was asked by chat keeps its moment: the clock runs since then.
insert into contacts_datarequest (agency_id, kind, subject_id, ground, state, asked_at,
  asked_by, proposed_at, ends_bookings, is_returned, refusal, also, counts, keys)
values (%(agency)s, %(kind)s, %(subject)s, %(ground)s, 'proposed', %(now)s, %(by)s,
  %(now)s, %(ends)s, false, '', %(also)s, '{}', '[]')
on conflict (subject_id, kind) where settled_at is null do update
set ground = excluded.ground, state = 'proposed', asked_by = excluded.asked_by,
  proposed_at = excluded.proposed_at, ends_bookings = excluded.ends_bookings,
  also = excluded.also, is_returned = false
where contacts_datarequest.state in ('asked', 'proposed')
returning id;

-- name: lock
select state, kind, agency_id, subject_id, asked_by from contacts_datarequest
where id = %s for update;

-- name: approve
update contacts_datarequest set state = 'approved', approved_by = %(by)s,
  approved_at = %(now)s, is_returned = false, is_told = null where id = %(id)s;

-- name: refuse
update contacts_datarequest set state = 'refused', settled_by = %(by)s,
  settled_at = %(now)s, refusal = %(why)s where id = %(id)s;

-- name: give_back
update contacts_datarequest set state = 'proposed', approved_by = null,
  approved_at = null, is_returned = true where id = %(id)s;

-- name: finish
-- Their numbers and ids have done their work.
update contacts_datarequest set state = 'done', settled_by = %(by)s,
  settled_at = %(now)s, keys = '[]', also = '[]' where id = %(id)s;

-- name: lapsed
-- Copies that nobody fetched in time.
select id from contacts_datarequest
where kind = 'export' and state = 'approved' and approved_at <= %s
order by id for update skip locked;

-- name: note_room
-- A room is erased: how much went, in the transaction in which it went.
update contacts_datarequest set counts = counts || %(counts)s::jsonb
where id = %(id)s;

-- name: prepare
-- What is needed to find the rest once the identity is gone.
update contacts_datarequest set keys = %(keys)s::jsonb where id = %(id)s;
