import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bookings", "0003_reminders")]
    operations = [
        migrations.CreateModel(
            name="Marking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("staff_id", models.IntegerField()),
                ("before", models.CharField(max_length=12)),
                ("after", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="markings",
                        to="bookings.booking",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["booking", "at"], name="marking_of_booking")
                ],
            },
        ),
    ]
