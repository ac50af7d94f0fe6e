from django.db import migrations

# Unlogged: after a crash every process tells again within ten seconds, and a counter
# that begins anew is what readers of counters expect of a crash.
CREATE = """
create unlogged table pulse_process (
  id uuid primary key,
  kind text not null,
  host text not null,
  pid integer not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  memory_bytes bigint not null,
  cpu_s double precision not null,
  quiet_s jsonb not null
);
create unlogged table pulse_count (
  name text not null,
  labels text not null,
  about text not null,
  value double precision not null,
  primary key (name, labels)
);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(CREATE, "drop table pulse_process, pulse_count")
    ]
