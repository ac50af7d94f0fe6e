from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="contact",
            name="username",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="identity",
            name="retired_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RemoveConstraint(
            model_name="identity", name="identity_of_one_contact"
        ),
        migrations.AddConstraint(
            model_name="identity",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)),
                fields=("account_id", "kind", "value"),
                name="identity_of_one_contact",
            ),
        ),
        migrations.AddField(
            model_name="identityconflict",
            name="settled_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="identityconflict",
            name="settled_by",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name="identityconflict",
            index=models.Index(
                condition=models.Q(("settled_at__isnull", True)),
                fields=["seen_at"],
                name="conflict_open",
            ),
        ),
    ]
