from django.db import migrations

from loket.messaging.health import QUERIES


class Migration(migrations.Migration):
    """Codes of a day are counted without reading a day's messages."""

    dependencies = [("messaging", "0007_refusals")]
    operations = [
        migrations.RunSQL(
            QUERIES["index_failures"], "drop index messaging_message_failed"
        )
    ]
