-- name: agencies
-- Those that work on cases at all.
select distinct agency_id from cases_casetype where agency_id = any(%s) and is_active;

-- name: phones
-- The number from which each person writes now.
select a.account_id, a.contact_id, i.value
from json_to_recordset(%s::json) as a (account_id integer, contact_id uuid)
join contacts_identity i on i.account_id = a.account_id
  and i.contact_id = a.contact_id and i.kind = 'phone' and i.retired_at is null;

-- name: follow
-- The number on file is known since the case was made; proved anew, it is theirs. Who
-- follows already by the number is left out: a twin that is met is written all the same.
insert into cases_follower (case_id, contact_id, how, since_at)
select a.case_id, a.contact_id, a.how,
  case when a.how = 'phone' then c.created_at else %(now)s end
from json_to_recordset(%(rows)s::json) as a (case_id uuid, contact_id uuid, how text)
join cases_case c on c.id = a.case_id
where a.how = 'proof' or not exists (
  select 1 from cases_follower f
  where f.case_id = a.case_id and f.contact_id = a.contact_id)
order by a.case_id, a.contact_id
on conflict (case_id, contact_id) do update
set how = excluded.how, since_at = excluded.since_at, unproved_at = null
where excluded.how = 'proof';

-- name: ask_anew
update cases_follower set unproved_at = %(now)s
where contact_id = any(%(contacts)s) and unproved_at is null;

-- name: doubt
-- Whoever was silent for too long since we knew them, or has a number that another
-- person gave up since it came on file, has to prove it again. What is being said now
-- is not stored yet, so the last silence ends now. Nobody was silent for longer than we
-- know them, and the words of most need not be read.
update cases_follower f set unproved_at = %(now)s
from cases_case c, contacts_contact k
where c.id = f.case_id and f.contact_id = any(%(contacts)s) and f.unproved_at is null
  and k.id = f.contact_id
  and (k.first_seen_at < %(now)s - %(silent)s and exists (
      select 1 from (
        select m.created_at as began,
          lead(m.created_at, 1, %(now)s) over (partition by v.id order by m.id) as ended
        from messaging_conversation v
        join messaging_message m on m.conversation_id = v.id and m.direction = 'in'
        where v.contact_id = f.contact_id) silence
      where silence.ended > f.since_at and silence.ended - silence.began > %(silent)s)
    or f.how = 'phone' and exists (
      select 1 from contacts_identity mine
      join contacts_identity other on other.account_id = mine.account_id
        and other.kind = 'phone' and other.value = mine.value
        and other.contact_id <> mine.contact_id and other.retired_at > c.created_at
      where mine.contact_id = f.contact_id and mine.kind = 'phone'
        and mine.retired_at is null));

-- name: followed
select f.contact_id, f.case_id, f.unproved_at is null
from cases_follower f join cases_case c on c.id = f.case_id
where f.contact_id = any(%s)
order by c.closed_at is not null, c.stage_at desc, c.id;

-- name: tries
select coalesce(max(tries), 0) from cases_asking where key = any(%s) and day = %s;

-- name: count
insert into cases_asking (key, day, tries)
select decode(a.key, 'hex'), %s, 1 from json_to_recordset(%s::json) as a (key text)
order by 1
on conflict (key, day) do update set tries = cases_asking.tries + 1;
