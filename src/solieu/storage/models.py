"""Tables. Values are canonical text, never a decimal column: SQLite would turn them into floats.

Only ``RoleRow`` and the state of a submission ever change; the database itself refuses everything else
(``append_only``). Texts of people have no length limit: PostgreSQL would refuse what SQLite takes.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SubmissionRow(models.Model):
    """The envelope; ``body`` is the JSON of staged facts, stated ratios and the reader's doubts."""

    id = models.CharField(max_length=200, primary_key=True)
    form = models.CharField(max_length=100)
    form_version = models.CharField(max_length=64)
    unit = models.CharField(max_length=100)
    period = models.CharField(max_length=10, db_index=True)
    sender = models.CharField(max_length=100)
    actor = models.CharField(max_length=150)
    sent_at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=20)
    source = models.CharField(max_length=20)
    sender_key = models.TextField(blank=True)  # "" when the sender has given none
    filename = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)
    catalog = models.CharField(max_length=64)
    on_behalf_of = models.TextField()
    remark = models.TextField()
    body = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "sender_key"], condition=~Q(sender_key=""), name="one_send_per_sender_key"
            )
        ]
        indexes = [models.Index(fields=["form", "unit", "period", "sender"], name="sends_of_one_form")]


class MoveRow(models.Model):
    """A submission came into a state: what it was at any moment is a query, not a replay."""

    submission = models.ForeignKey(SubmissionRow, on_delete=models.PROTECT, related_name="moves")
    state = models.CharField(max_length=20)
    at = models.DateTimeField(db_index=True)


class OriginalRow(models.Model):
    """The bytes as they arrived, and the sealed copies of issued reports, by SHA-256."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()


class RevisionRow(models.Model):
    """``unit`` and ``period`` repeat what the key says, so that a few figures can be found among millions."""

    key = models.TextField()
    unit = models.CharField(max_length=100)
    period = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    reading = models.TextField()
    submission = models.ForeignKey(SubmissionRow, on_delete=models.PROTECT)
    origin = models.TextField()
    accepted_at = models.DateTimeField(db_index=True)
    accepted_by = models.CharField(max_length=150)
    status = models.CharField(max_length=20)
    provenance = models.CharField(max_length=20)
    note = models.TextField()
    stated_total = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "number"], name="one_revision_per_number")]
        indexes = [models.Index(fields=["period", "unit"], name="revisions_of_a_unit")]


class DecisionRow(models.Model):
    key = models.TextField()
    source = models.CharField(max_length=20)
    reason = models.TextField()
    decided_by = models.CharField(max_length=150)
    decided_at = models.DateTimeField()
    basis = models.TextField()
    submission = models.CharField(max_length=200)


class ExplanationRow(models.Model):
    fingerprint = models.CharField(max_length=64, db_index=True)
    code = models.CharField(max_length=20)
    text = models.TextField()
    actor = models.CharField(max_length=150)
    at = models.DateTimeField()
    basis = models.TextField()
    provenance = models.CharField(max_length=20)
    key = models.TextField(blank=True)
    submission = models.ForeignKey(SubmissionRow, on_delete=models.PROTECT)


class NarrativeRow(models.Model):
    report = models.CharField(max_length=100)
    section = models.CharField(max_length=100)
    period = models.CharField(max_length=10)
    unit = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    text = models.TextField()
    sender = models.CharField(max_length=100)
    actor = models.CharField(max_length=150)
    accepted_at = models.DateTimeField()
    provenance = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "section", "period", "unit", "version"], name="one_narrative_version"
            )
        ]


class EntryRow(models.Model):
    register = models.CharField(max_length=100)
    name = models.TextField()
    unit = models.CharField(max_length=100)
    provenance = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "name"], name="one_entry_per_name")]


class EntryEventRow(models.Model):
    entry = models.ForeignKey(EntryRow, on_delete=models.PROTECT, related_name="events")
    name = models.CharField(max_length=100)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    fields = models.TextField()
    document = models.TextField()


class PersonalRow(models.Model):
    """A personal field of an entry, kept apart so that it can be redacted: value and salt are emptied, and the hash that
    the entry and the journal hold leads nowhere."""

    id = models.CharField(max_length=32, primary_key=True)
    register = models.CharField(max_length=100)
    entry = models.TextField()
    field = models.CharField(max_length=100)
    salt = models.CharField(max_length=64, blank=True)
    value = models.TextField(blank=True)
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["register", "entry"], name="personal_fields_of_an_entry")]


# --- what follows from the events of entries and is kept so that a million of them can be asked; it can be made anew


class StateSpanRow(models.Model):
    """An entry was in a state from a day to the day before another (``until``), by what was known from a moment on."""

    entry = models.ForeignKey(EntryRow, on_delete=models.PROTECT, related_name="spans")
    register = models.CharField(max_length=100)
    unit = models.CharField(max_length=100)
    state = models.CharField(max_length=100)
    first = models.DateField()
    until = models.DateField()
    known_from = models.DateTimeField()
    known_until = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["register", "state", "first", "entry", "until", "known_until"], name="spans_of_a_state"
            )
        ]


class StateTallyRow(models.Model):
    """How many entries came into a state on a day, less those that left it: a count at any past day is a sum."""

    register = models.CharField(max_length=100)
    unit = models.CharField(max_length=100)
    state = models.CharField(max_length=100)
    day = models.DateField()
    change = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "state", "unit", "day"], name="one_tally_a_day")]


class FoundEntryRow(models.Model):
    """An entry as it stands, with the words by which it is found (``storage.words``)."""

    entry = models.OneToOneField(EntryRow, on_delete=models.PROTECT, primary_key=True, related_name="found")
    register = models.CharField(max_length=100)
    unit = models.CharField(max_length=100)
    state = models.CharField(max_length=100)
    opened = models.DateField()
    words = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["register", "opened", "entry", "unit"], name="entries_in_order")]


class EntryKeyRow(models.Model):
    """A number of a series, or values that no other entry may share (``number`` -1)."""

    entry = models.ForeignKey(EntryRow, on_delete=models.PROTECT, related_name="keys")
    register = models.CharField(max_length=100)
    rule = models.TextField()
    series = models.TextField()
    number = models.BigIntegerField()
    day = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["register", "rule", "series", "number"], name="keys_in_order")]


class ClosingRow(models.Model):
    period = models.CharField(max_length=10, db_index=True)
    closed = models.BooleanField()
    at = models.DateTimeField()


class ReportLifeRow(models.Model):
    """``copies`` is the JSON of format to SHA-256 of the sealed copies of an issued report; ``at`` is when this row was
    written, so that what the report was at any moment is a query."""

    report = models.CharField(max_length=100)
    period = models.CharField(max_length=10)
    draft = models.PositiveIntegerField()
    state = models.CharField(max_length=20)
    moment = models.DateTimeField()
    content_signed_by = models.CharField(max_length=150)
    layout_signed_by = models.CharField(max_length=150)
    number = models.TextField()
    issued_at = models.DateTimeField(null=True)
    gaps_accepted = models.TextField()
    copies = models.TextField(default="{}")
    at = models.DateTimeField(null=True)


class ReturnedFileRow(models.Model):
    """A Word file that came back; its bytes are an OriginalRow. ``history`` is JSON of its tracked changes."""

    sha256 = models.CharField(max_length=64, db_index=True)
    report = models.CharField(max_length=100)
    period = models.CharField(max_length=10)
    draft = models.PositiveIntegerField()
    moment = models.DateTimeField()
    filename = models.TextField()
    actor = models.CharField(max_length=150)
    at = models.DateTimeField()
    history = models.TextField(default="[]")


class ChangeDecisionRow(models.Model):
    sha256 = models.CharField(max_length=64, db_index=True)
    change = models.CharField(max_length=20)
    verdict = models.CharField(max_length=20)
    reason = models.TextField()
    actor = models.CharField(max_length=150)
    at = models.DateTimeField()


class OverrideRow(models.Model):
    """A figure that one document prints otherwise than its facts say; ``printed`` is "" for the row that ends it."""

    report = models.CharField(max_length=100)
    period = models.CharField(max_length=10)
    figure = models.CharField(max_length=20)
    printed = models.TextField(blank=True)
    replaces = models.TextField()
    reason = models.TextField()
    actor = models.CharField(max_length=150)
    at = models.DateTimeField(db_index=True)
    basis = models.TextField(blank=True)


class RemarkRow(models.Model):
    """A question to the owner of a figure, or an opinion on a draft."""

    id = models.CharField(max_length=60, primary_key=True)
    kind = models.CharField(max_length=20)
    report = models.CharField(max_length=100)
    period = models.CharField(max_length=10)
    author = models.TextField()
    text = models.TextField()
    actor = models.CharField(max_length=150)
    at = models.DateTimeField()
    owner = models.CharField(max_length=100, blank=True)
    key = models.TextField(blank=True)
    figure = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    said_at = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)


class ReplyRow(models.Model):
    remark = models.ForeignKey(RemarkRow, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=20)
    text = models.TextField()
    actor = models.CharField(max_length=150)
    at = models.DateTimeField()


class CatalogRow(models.Model):
    """A kept version of the catalogue: its files as JSON of path to text."""

    version = models.CharField(max_length=64, primary_key=True)
    files = models.TextField()


class ActivationRow(models.Model):
    catalog = models.ForeignKey(CatalogRow, on_delete=models.PROTECT)
    at = models.DateTimeField()


class RoleRow(models.Model):
    user = models.CharField(max_length=150)
    role = models.CharField(max_length=30)
    unit = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role", "unit"], name="one_role_per_unit")]


class JournalEntryRow(models.Model):
    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=50)
    object = models.TextField(db_index=True)
    details = models.TextField()
    digest = models.CharField(max_length=64)
