"""What earlier rows imply: the places of revisions, and when each submission came into its states."""

from collections import defaultdict

from django.db import migrations

STATES = {
    "submission.confirm": "sent",
    "submission.return": "returned",
    "submission.accept": "accepted",
}


def fill(apps, schema_editor):
    _places(apps.get_model("storage", "RevisionRow"))
    submissions = apps.get_model("storage", "SubmissionRow")
    for row in submissions.objects.defer("body"):
        if row.sender_key == row.sha256:  # a key that was made up where the sender had given none
            submissions.objects.filter(pk=row.pk).update(sender_key="")
    _moves(submissions, apps.get_model("storage", "JournalEntryRow"), apps.get_model("storage", "MoveRow"))


def _places(revisions):
    changed = []
    for row in revisions.objects.only("pk", "key").iterator(2000):
        _, row.unit, row.period, *_ = row.key.split("/")
        changed.append(row)
    revisions.objects.bulk_update(changed, ["unit", "period"], batch_size=500)


def _moves(submissions, journal, moves):
    deeds = defaultdict(list)
    for deed in journal.objects.filter(action__in=STATES).order_by("number"):
        deeds[deed.object].append((STATES[deed.action], deed.at))
    sends = defaultdict(list)
    for row in submissions.objects.defer("body").order_by("sent_at", "id"):
        sends[row.form, row.unit, row.period, row.sender].append(row)
    made = []
    for same in sends.values():
        for number, row in enumerate(same):
            first = "draft" if row.on_behalf_of else "sent"
            made += [moves(submission=row, state=state, at=at) for state, at in [(first, row.sent_at), *deeds[row.id]]]
            if row.state == "superseded":
                later = (at for other in same[number + 1 :] for state, at in deeds[other.id] if state == "accepted")
                made.append(moves(submission=row, state="superseded", at=min(later, default=row.sent_at)))
    moves.objects.bulk_create(made, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("storage", "0002_moves_and_places")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
