import django.db.models.deletion
from django.db import migrations, models

BIG_ID = models.BigAutoField(
    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
)


def agency(related_name):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE,
        related_name=related_name,
        to="offices.agency",
    )


class Migration(migrations.Migration):
    dependencies = [("offices", "0002_texts")]
    operations = [
        migrations.CreateModel(
            "Fee",
            [
                ("id", BIG_ID),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("names", models.JSONField()),
                ("rupiah", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=120)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("read_on", models.DateField()),
                ("agency", agency("fees")),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(valid_until=None)
                        | models.Q(valid_until__gte=models.F("valid_from")),
                        name="fee_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            "OfficialAddress",
            [
                ("id", BIG_ID),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("kind", models.CharField(max_length=20)),
                ("value", models.CharField(max_length=120)),
                ("agency", agency("addresses")),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["agency", "value"], name="official_address_once"
                    )
                ],
            },
        ),
    ]
