from django.db import migrations

CREATE = """
create unlogged table live_change (
  seq bigint generated always as identity primary key,
  topic text not null
);
alter table live_change set (autovacuum_vacuum_scale_factor = 0.0,
  autovacuum_vacuum_threshold = 1000);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(CREATE, "drop table live_change")]
