import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STAFF = settings.AUTH_USER_MODEL
BIG_ID = models.BigAutoField(
    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
)
MOVES = [
    ("wanted", "Wanted"),
    ("taken", "Taken"),
    ("returned", "Returned"),
    ("forgotten", "Forgotten"),
]


class Migration(migrations.Migration):
    dependencies = [("messaging", "0005_channel_out")]
    operations = [
        migrations.AddField(
            "conversation",
            "officer",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, to=STAFF
            ),
        ),
        migrations.AddField(
            "conversation", "answered_at", models.DateTimeField(null=True)
        ),
        migrations.AddIndex(
            "conversation",
            models.Index(
                fields=["agency_id"],
                condition=models.Q(owner="staff"),
                name="conversation_with_staff",
            ),
        ),
        migrations.CreateModel(
            "Handover",
            [
                ("id", BIG_ID),
                ("conversation_id", models.UUIDField()),
                ("move", models.CharField(choices=MOVES, max_length=10)),
                ("reason", models.CharField(blank=True, max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=STAFF,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["conversation_id", "at"], name="handover_talk"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            "StaffAnswer",
            [
                ("message_id", models.UUIDField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(unique=True)),
                ("conversation_id", models.UUIDField(db_index=True)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=STAFF
                    ),
                ),
            ],
        ),
    ]
