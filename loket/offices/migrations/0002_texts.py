import django.db.models.deletion
from django.conf import settings
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
    dependencies = [("offices", "0001_initial")]
    operations = [
        migrations.CreateModel(
            "AnsweringHours",
            [
                ("id", BIG_ID),
                ("weekday", models.PositiveSmallIntegerField()),
                ("opens_at", models.TimeField()),
                ("closes_at", models.TimeField()),
                ("agency", agency("answering_hours")),
            ],
            options={
                "ordering": ["weekday", "opens_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(opens_at__lt=models.F("closes_at")),
                        name="answering_hours_run_forward",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            "SpokenLanguage",
            [
                ("id", BIG_ID),
                ("code", models.CharField(max_length=2)),
                ("agency", agency("languages")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["agency", "code"], name="language_spoken_once"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            "OwnText",
            [
                ("id", BIG_ID),
                ("language", models.CharField(max_length=2)),
                ("key", models.CharField(max_length=60)),
                ("forms", models.JSONField()),
                ("changed_at", models.DateTimeField()),
                ("agency", agency("texts")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["agency", "language", "key"], name="own_text_once"
                    )
                ]
            },
        ),
    ]
