from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bookings", "0006_index_key")]
    operations = [
        migrations.AddIndex(
            "Booking", models.Index(fields=["contact_id"], name="booking_contact")
        )
    ]
