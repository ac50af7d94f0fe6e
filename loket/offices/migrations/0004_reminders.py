import datetime

from django.db import migrations, models


def hour(name, value):
    return migrations.AddField(
        model_name="office",
        name=name,
        field=models.TimeField(db_default=value, default=value),
    )


class Migration(migrations.Migration):
    dependencies = [("offices", "0003_fees")]
    operations = [
        hour("quiet_from", datetime.time(20, 0)),
        hour("quiet_until", datetime.time(7, 0)),
    ]
