from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("messaging", "0002_tables")]
    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=80, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("parameters", models.JSONField(default=dict)),
                ("agency_id", models.IntegerField()),
                ("office_id", models.IntegerField()),
                ("contact_id", models.UUIDField()),
                ("due_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("state", models.SmallIntegerField(default=0)),
                ("settled_at", models.DateTimeField(null=True)),
                ("message_id", models.UUIDField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", 0)),
                        fields=["due_at"],
                        name="notice_due",
                    ),
                    models.Index(
                        condition=models.Q(("settled_at__isnull", False)),
                        fields=["settled_at"],
                        name="notice_settled",
                    ),
                ],
            },
        ),
    ]
