-- name: up
-- Which list of the desk a case stands on. In one place, so that the number above a
-- list and its rows never differ. A case that waits for its citizen is not late.
create function cases_stands(c cases_case, kind text, today date, standing text)
returns boolean language sql immutable parallel safe as $$
  select case standing
    when 'open' then c.closed_at is null
    when 'overdue' then c.closed_at is null and c.ready_at is null and kind = 'office'
      and c.expected_date < today
    when 'ready' then c.closed_at is null and kind = 'ready'
    when 'citizen' then c.closed_at is null and kind = 'citizen'
    when 'closed' then c.closed_at is not null
    else false end
$$;

-- name: down
drop function cases_stands(cases_case, text, date, text);
