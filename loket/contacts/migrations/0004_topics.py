from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0003_consent")]
    operations = [
        migrations.AddField(
            "Consent",
            "topic",
            models.CharField(
                max_length=10,
                choices=[("notices", "Notices"), ("marketing", "Marketing")],
                default="notices",
            ),
        ),
    ]
