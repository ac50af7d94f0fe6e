from datetime import UTC, datetime

from django.db import migrations

from loket.lib import sql
from loket.messaging import partitions

SCHEMA = sql.beside(partitions.__file__, "schema")


def make_partitions(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        partitions.keep_up(cursor, datetime.now(UTC).date())


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_initial")]
    operations = [
        migrations.RunSQL(SCHEMA["create"], SCHEMA["drop"]),
        migrations.RunPython(make_partitions, migrations.RunPython.noop),
    ]
