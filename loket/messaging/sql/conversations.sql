-- name: want
-- Puts talks on the list of those who wait for a person. Who waits already is only
-- moved up, by an alarm.
with wanted as (
  update messaging_conversation c
  set person_wanted_at = coalesce(c.person_wanted_at, a.at), person_wanted_for = a.reason
  from json_to_recordset(%s::json)
    as a (account_id integer, contact_id uuid, reason text, at timestamptz)
  where c.account_id = a.account_id and c.contact_id = a.contact_id and c.owner = 'bot'
    and (c.person_wanted_at is null
      or (a.reason like 'alarm%%' and c.person_wanted_for not like 'alarm%%'))
  returning c.id, c.contact_id, c.agency_id, a.reason, a.at
), noted as (
  insert into messaging_handover (conversation_id, move, reason, at)
  select id, 'wanted', reason, at from wanted
)
select contact_id, agency_id from wanted;

-- name: take
update messaging_conversation
set owner = 'staff', officer_id = %(staff)s, version = version + 1,
  person_wanted_at = null
where id = %(id)s and version = %(version)s
returning version, agency_id, person_wanted_for;

-- name: give_back
update messaging_conversation
set owner = 'bot', officer_id = null, version = version + 1, person_wanted_at = null,
  person_wanted_for = ''
where id = %(id)s and version = %(version)s and owner = 'staff'
returning version, agency_id, person_wanted_for;

-- name: carry_on
-- What is no reply of the machine goes out under the new owner, too.
update messaging_outbox o set version = %(version)s
from messaging_message m
where o.conversation_id = %(id)s and o.state <> 2 and m.id = o.message_id
  and m.cause_id is null;

-- name: note
insert into messaging_handover (conversation_id, move, staff_id, reason, at)
values (%(id)s, %(move)s, %(staff)s, %(reason)s, %(at)s);

-- name: lock
select account_id, contact_id, agency_id, owner, officer_id, version, last_inbound_at,
  answered_at
from messaging_conversation where id = %s for update;

-- name: add_answer
-- A form that was sent twice finds its key taken.
insert into messaging_staffanswer (message_id, key, conversation_id, staff_id)
values (%(message)s, %(key)s, %(id)s, %(staff)s)
on conflict (key) do nothing returning message_id;

-- name: answered
update messaging_conversation set answered_at = %(at)s where id = %(id)s;

-- name: forgotten
-- Talks whose window is over on both sides go back to the machine, but not from an
-- officer who has just taken one to ask the citizen to write again. Whoever still has
-- no answer stands on the list again, since they wrote.
with old as (
  select id, officer_id,
    answered_at is null or answered_at < last_inbound_at as waits
  from messaging_conversation
  where owner = 'staff' and last_inbound_at < %(before)s
    and coalesce(answered_at, last_inbound_at) < %(before)s
    and not exists (
      select 1 from messaging_handover h
      where h.conversation_id = messaging_conversation.id and h.move = 'taken'
        and h.at >= %(before)s)
  order by id for update skip locked
), back as (
  update messaging_conversation c
  set owner = 'bot', officer_id = null, version = c.version + 1,
    person_wanted_at = case when old.waits then c.last_inbound_at end,
    person_wanted_for = case when old.waits then 'forgotten' else '' end
  from old where old.id = c.id
  returning c.id, c.agency_id, old.officer_id
), noted as (
  insert into messaging_handover (conversation_id, move, staff_id, reason, at)
  select id, 'forgotten', officer_id, '', %(at)s from back
)
select id, agency_id from back;

-- name: agencies_with_staff
select distinct agency_id from messaging_conversation where owner = 'staff';

-- name: after_hours
-- Officers have gone home: talks in which none was active lately go to the machine.
-- Whoever still has no answer stands on the list again, since they wrote.
with old as (
  select c.id, c.officer_id,
    c.answered_at is null or c.answered_at < c.last_inbound_at as waits
  from messaging_conversation c
  where c.owner = 'staff' and c.agency_id = any(%(agencies)s)
    and coalesce(c.answered_at < %(active)s, true)
    and not exists (
      select 1 from messaging_handover h
      where h.conversation_id = c.id and h.move = 'taken' and h.at >= %(active)s)
  order by c.id for update skip locked
), back as (
  update messaging_conversation c
  set owner = 'bot', officer_id = null, version = c.version + 1,
    person_wanted_at = case when old.waits then c.last_inbound_at end,
    person_wanted_for = case when old.waits then 'after hours' else '' end
  from old where old.id = c.id
  returning c.id, c.account_id, c.contact_id, c.agency_id, c.version, c.language,
    c.last_inbound_at, old.officer_id
), noted as (
  insert into messaging_handover (conversation_id, move, staff_id, reason, at)
  select id, 'returned', officer_id, 'after hours', %(at)s from back
)
select id, account_id, contact_id, agency_id, version, language, last_inbound_at
from back;
