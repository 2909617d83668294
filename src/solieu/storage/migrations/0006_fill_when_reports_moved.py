"""When earlier rows of reports were written: the journal holds one row for each of them, in the same order."""

from collections import defaultdict

from django.db import migrations


def fill(apps, schema_editor):
    lives = apps.get_model("storage", "ReportLifeRow")
    moments = defaultdict(list)
    for deed in apps.get_model("storage", "JournalEntryRow").objects.filter(action__startswith="report.").order_by("number"):
        moments[deed.object].append(deed.at)
    for row in lives.objects.filter(at__isnull=True).order_by("id"):
        known = moments[f"{row.report}/{row.period}/{row.draft}"]
        lives.objects.filter(pk=row.pk).update(at=known.pop(0) if known else row.issued_at or row.moment)


class Migration(migrations.Migration):
    dependencies = [("storage", "0005_returned_files")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
