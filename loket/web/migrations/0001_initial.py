from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "step",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False
                    ),
                ),
                ("by_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Knock",
            fields=[
                (
                    "door",
                    models.CharField(
                        max_length=64, primary_key=True, serialize=False
                    ),
                ),
                ("tries", models.PositiveIntegerField()),
                ("since", models.DateTimeField()),
            ],
        ),
    ]
