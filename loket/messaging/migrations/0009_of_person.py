from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("messaging", "0008_failures")]
    operations = [
        migrations.AddIndex(
            "Notice", models.Index(fields=["contact_id"], name="notice_contact")
        )
    ]
