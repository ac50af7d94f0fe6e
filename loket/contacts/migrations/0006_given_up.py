from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("contacts", "0005_requests")]

    operations = [
        # Asked for each question of a case: was this number somebody else's before?
        migrations.AddIndex(
            "Identity",
            models.Index(
                fields=["account_id", "kind", "value"],
                condition=Q(retired_at__isnull=False),
                name="identity_given_up",
            ),
        )
    ]
