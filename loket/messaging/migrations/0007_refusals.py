from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("messaging", "0006_handover")]
    operations = [
        # Few messages are refused: whom nothing reaches is found without reading all.
        migrations.RunSQL(
            "create index messaging_message_refused on messaging_message (error_code)"
            " where error_code <> 0",
            "drop index messaging_message_refused",
        )
    ]
