import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offices", "0005_calendar")]
    operations = [
        migrations.AddField(
            "OwnText",
            "office",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="texts",
                to="offices.office",
            ),
        ),
        migrations.RemoveConstraint("OwnText", "own_text_once"),
        migrations.AddConstraint(
            "OwnText",
            models.UniqueConstraint(
                fields=["agency", "office", "language", "key"],
                nulls_distinct=False,
                name="own_text_once",
            ),
        ),
    ]
