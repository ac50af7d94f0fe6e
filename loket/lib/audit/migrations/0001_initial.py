from datetime import UTC, datetime

from django.db import migrations

from loket.lib import partitions
from loket.lib.audit.entries import TABLE

CREATE = """
create table audit_entry (
  id uuid primary key,
  at timestamptz not null default clock_timestamp(),
  actor_kind text not null,
  actor_id integer,
  origin text not null,
  trace text not null,
  action text not null,
  subject text not null,
  agency_id integer,
  office_id integer,
  details jsonb not null
) partition by range (id);
create index audit_entry_subject on audit_entry (subject, id);
create index audit_entry_office on audit_entry (office_id, id);
create index audit_entry_actor on audit_entry (actor_kind, actor_id, id);

create function audit_stands() returns trigger language plpgsql as $$
begin
  raise exception 'the audit list is only added to' using errcode = 'restrict_violation';
end $$;
create trigger audit_stands before update or delete on audit_entry
  for each row execute function audit_stands();
create trigger audit_stays before truncate on audit_entry
  for each statement execute function audit_stands();
"""

DROP = "drop table audit_entry; drop function audit_stands();"


def make_partitions(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        partitions.ensure(cursor, TABLE, datetime.now(UTC).date())


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(CREATE, DROP),
        migrations.RunPython(make_partitions, migrations.RunPython.noop),
    ]
