import django.db.models.deletion
from django.db import migrations, models

from loket.lib import sql
from loket.messaging import partitions

SCHEMA = sql.beside(partitions.__file__, "schema_channel_in")


class Migration(migrations.Migration):
    dependencies = [("messaging", "0003_notices")]
    operations = [
        migrations.RunSQL(SCHEMA["create"], SCHEMA["drop"]),
        migrations.CreateModel(
            name="File",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("account_id", models.IntegerField()),
                ("conversation_id", models.UUIDField()),
                ("event_id", models.UUIDField()),
                ("external_id", models.CharField(max_length=160)),
                ("kind", models.CharField(max_length=20)),
                ("claimed_sha256", models.CharField(blank=True, max_length=160)),
                ("filename", models.CharField(blank=True, max_length=200)),
                ("state", models.SmallIntegerField(default=0)),
                ("attempts", models.SmallIntegerField(default=0)),
                ("due_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("content_type", models.CharField(blank=True, max_length=100)),
                ("size_bytes", models.BigIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["conversation_id", "created_at"], name="file_talk"
                    ),
                    models.Index(
                        condition=models.Q(("state__in", [0, 1])),
                        fields=["due_at"],
                        name="file_to_fetch",
                    ),
                    models.Index(
                        condition=models.Q(("state", 2)),
                        fields=["expires_at"],
                        name="file_to_delete",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountFact",
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
                ("name", models.CharField(max_length=20)),
                ("value", models.CharField(max_length=200)),
                ("told_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facts",
                        to="messaging.channelaccount",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "name"), name="fact_once_an_account"
                    )
                ],
            },
        ),
    ]
