from django.db import migrations, models
from django.db.models import F, Q

KINDS = [("export", "Export"), ("erasure", "Erasure")]
GROUNDS = [
    ("chat", "Chat"),
    ("counter", "Counter"),
    ("letter", "Letter"),
    ("guardian", "Guardian"),
    ("authority", "Authority"),
]
STATES = [(s, s) for s in ("asked", "proposed", "approved", "done", "refused")]
REFUSALS = [
    ("not_them", "Not Them"),
    ("must_stay", "Must Stay"),
    ("withdrawn", "Withdrawn"),
    ("answered", "Answered"),
]

# What was settled before was settled by hand: it was answered, and nothing was erased.
SETTLED = """
update contacts_datarequest set state = 'refused', refusal = 'answered'
where settled_at is not null
"""


def added(name, field):
    return migrations.AddField("DataRequest", name, field)


class Migration(migrations.Migration):
    dependencies = [("contacts", "0004_topics")]
    operations = [
        migrations.RemoveConstraint("ErasureRequest", "one_open_erasure_request"),
        migrations.RenameModel("ErasureRequest", "DataRequest"),
        migrations.RenameField("DataRequest", "contact_id", "subject_id"),
        added("kind", models.CharField(choices=KINDS, default="erasure", max_length=10)),
        added("ground", models.CharField(choices=GROUNDS, default="chat", max_length=10)),
        added("state", models.CharField(choices=STATES, default="asked", max_length=10)),
        added("asked_by", models.BigIntegerField(null=True)),
        added("proposed_at", models.DateTimeField(null=True)),
        added("approved_by", models.BigIntegerField(null=True)),
        added("approved_at", models.DateTimeField(null=True)),
        added("settled_by", models.BigIntegerField(null=True)),
        added("refusal", models.CharField(blank=True, choices=REFUSALS, default="", max_length=10)),
        added("ends_bookings", models.BooleanField(default=False)),
        added("is_returned", models.BooleanField(default=False)),
        added("is_told", models.BooleanField(null=True)),
        added("also", models.JSONField(default=list)),
        added("counts", models.JSONField(default=dict)),
        added("keys", models.JSONField(default=list)),
        migrations.RunSQL(SETTLED, migrations.RunSQL.noop),
        migrations.AlterField(
            "DataRequest",
            "refusal",
            models.CharField(blank=True, choices=REFUSALS, max_length=10),
        ),
        migrations.AddConstraint(
            "DataRequest",
            models.UniqueConstraint(
                condition=Q(settled_at=None),
                fields=("subject_id", "kind"),
                name="one_open_request",
            ),
        ),
        migrations.AddConstraint(
            "DataRequest",
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("asked_by")),
                name="nobody_approves_their_own",
            ),
        ),
        migrations.AddIndex(
            "DataRequest",
            models.Index(
                condition=Q(settled_at=None),
                fields=["agency_id", "asked_at"],
                name="request_open",
            ),
        ),
    ]
