from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("messaging", "0006_handover")]
    operations = [
        migrations.AddIndex(
            "Notice", models.Index(fields=["contact_id"], name="notice_contact")
        )
    ]
