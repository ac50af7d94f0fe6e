"""The lists of the desk: an index in their order, and which list a case stands on."""

from django.db import migrations, models

from loket.cases import stages
from loket.lib import sql

SCHEMA = sql.beside(stages.__file__, "schema_standing")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["office_id", "stage_at", "id"], name="case_list"),
        ),
        migrations.RunSQL(SCHEMA["up"], SCHEMA["down"]),
    ]
