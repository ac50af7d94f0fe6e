import django.db.models.deletion
from django.db import migrations, models

BIG_ID = models.BigAutoField(
    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
)


class Migration(migrations.Migration):
    dependencies = [("contacts", "0002_identities")]
    operations = [
        migrations.CreateModel(
            "Consent",
            [
                ("id", BIG_ID),
                ("account_id", models.IntegerField()),
                ("is_stopped", models.BooleanField()),
                ("said_at", models.DateTimeField()),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="contacts.contact",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["contact", "-id"], name="consent_latest")
                ]
            },
        ),
        migrations.CreateModel(
            "ErasureRequest",
            [
                ("id", BIG_ID),
                ("agency_id", models.IntegerField()),
                ("contact_id", models.UUIDField()),
                ("asked_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at", None)),
                        fields=("contact_id",),
                        name="one_open_erasure_request",
                    )
                ]
            },
        ),
    ]
