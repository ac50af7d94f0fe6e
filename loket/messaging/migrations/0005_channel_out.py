import django.db.models.deletion
from django.db import migrations, models

from loket.lib import sql
from loket.messaging import partitions

SCHEMA = sql.beside(partitions.__file__, "schema_channel_out")


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0004_channel_in"),
        ("offices", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(SCHEMA["create"], SCHEMA["drop"]),
        migrations.AddField(
            model_name="channelaccount",
            name="notices_paused_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="CostDay",
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
                ("account_id", models.IntegerField()),
                ("office_id", models.IntegerField()),
                ("day", models.DateField()),
                ("category", models.CharField(max_length=40)),
                ("currency", models.CharField(max_length=3)),
                ("messages", models.IntegerField()),
                ("billable", models.IntegerField()),
                ("micros", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "account_id",
                            "office_id",
                            "day",
                            "category",
                            "currency",
                        ),
                        name="cost_once_a_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Template",
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
                ("business_id", models.CharField(max_length=64)),
                ("external_id", models.CharField(blank=True, max_length=64)),
                ("name", models.CharField(max_length=512)),
                ("language", models.CharField(max_length=20)),
                ("category", models.CharField(blank=True, max_length=40)),
                ("status", models.CharField(blank=True, max_length=40)),
                ("quality", models.CharField(blank=True, max_length=20)),
                ("parameter_format", models.CharField(blank=True, max_length=20)),
                ("components", models.JSONField(default=list)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["name", "language"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("business_id", "name", "language"), name="template_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Alarm",
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
                ("kind", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=200)),
                ("detail", models.CharField(blank=True, max_length=300)),
                ("times", models.PositiveIntegerField(default=1)),
                ("raised_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("mailed_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="offices.agency",
                    ),
                ),
            ],
            options={
                "ordering": ["-raised_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at", None)),
                        fields=("kind", "subject"),
                        name="alarm_open_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Budget",
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
                ("micros", models.PositiveBigIntegerField()),
                ("currency", models.CharField(max_length=3)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="offices.agency"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "office"),
                        name="budget_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rate",
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
                ("market", models.CharField(max_length=2)),
                ("category", models.CharField(max_length=40)),
                ("since", models.DateField()),
                ("micros", models.PositiveIntegerField()),
                ("currency", models.CharField(max_length=3)),
                ("source", models.CharField(max_length=200)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="offices.agency"
                    ),
                ),
            ],
            options={
                "ordering": ["category", "-since"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "market", "category", "since"),
                        name="rate_once_a_day",
                    )
                ],
            },
        ),
    ]
