-- name: columns
-- Every table of the schema with the columns that can be written, in their order.
select c.relname, a.attname
from pg_class c
join pg_attribute a on a.attrelid = c.oid
where c.relnamespace = current_schema()::regnamespace
  and c.relkind in ('r', 'p') and not c.relispartition
  and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
order by c.relname collate "C", a.attnum;

-- name: partitions
-- Partitions with their bounds, and how full their pages may be.
select p.relname, c.relname, pg_get_expr(c.relpartbound, c.oid),
  coalesce('with (' || array_to_string(c.reloptions, ', ') || ')', '')
from pg_inherits i
join pg_class c on c.oid = i.inhrelid and c.relispartition and c.relkind = 'r'
join pg_class p on p.oid = i.inhparent
where p.relnamespace = current_schema()::regnamespace and p.relkind = 'p'
order by c.relname collate "C";

-- name: sequences
select sequencename::text, last_value from pg_sequences
where schemaname = current_schema() and last_value is not null;

-- name: set_sequence
select setval(format('%%I', s.sequencename)::regclass, %s)
from pg_sequences s where s.schemaname = current_schema() and s.sequencename = %s;

-- name: drop_all
-- Tables take indexes, triggers, policies and their own sequences with them; so
-- sequences come last.
do $$
declare
  one record;
begin
  for one in
    select format('drop %s if exists %I cascade',
      case c.relkind when 'v' then 'view' when 'm' then 'materialized view'
        when 'S' then 'sequence' else 'table' end, c.relname) as statement
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace
      and c.relkind in ('r', 'p', 'v', 'm', 'S')
      and not exists (select from pg_depend d
        where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')
    order by c.relkind = 'S', c.relkind in ('r', 'p')
  loop
    execute one.statement;
  end loop;
  for one in
    select p.oid::regprocedure as name, p.prokind from pg_proc p
    where p.pronamespace = current_schema()::regnamespace
      and p.prokind in ('f', 'p')
      and not exists (select from pg_depend d
        where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
  loop
    execute format('drop routine if exists %s cascade', one.name);
  end loop;
end $$;
