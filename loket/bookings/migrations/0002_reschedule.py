from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bookings", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="booking",
            name="moves",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
    ]
