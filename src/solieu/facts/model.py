"""What was sent, what was accepted, and since when it holds. Everything here is a value; nothing is ever changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from solieu.core import FactKey, Finding, Period, Reading, Where


class SubmissionState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"  # Đã gửi
    RETURNED = "returned"  # Trả lại đề nghị bổ sung
    ACCEPTED = "accepted"  # Đã tiếp nhận
    SUPERSEDED = "superseded"  # Đã được thay thế


class SourceKind(StrEnum):
    FORM = "form"  # an office file or a web form
    REGISTER = "register"  # a count of entries
    PACKAGE = "package"  # another workspace


class Status(StrEnum):
    """The three states of a statistical figure (Law on Statistics, Art. 3): ước tính, sơ bộ, chính thức."""

    ESTIMATED = "uoc_tinh"
    PRELIMINARY = "so_bo"
    OFFICIAL = "chinh_thuc"


class Provenance(StrEnum):
    """How a figure came to be known. Everything but REPORTED is said wherever the figure is shown."""

    REPORTED = "reported"
    IMPLIED = "implied"  # suy ra: computed back from a printed figure that is named in the note
    ILLUSTRATIVE = "illustrative"  # minh họa: generated for the sample


@dataclass(frozen=True, slots=True)
class StagedFact:
    """A value with an origin and no judgement yet."""

    key: FactKey
    reading: Reading
    origin: Where
    status: Status = Status.PRELIMINARY
    provenance: Provenance = Provenance.REPORTED
    note: str = ""  # the sender's own words about this figure
    stated_total: bool = False  # tổng do đơn vị ghi: typed where the form computes


@dataclass(frozen=True, slots=True)
class StatedRatio:
    """A percentage that the sender's sheet shows in a computed column; compared, never stored as a fact."""

    numerator: FactKey
    denominator: FactKey
    percent: Reading
    growth: bool  # True for (numerator / denominator - 1) * 100
    origin: Where


@dataclass(frozen=True, slots=True)
class Submission:
    """An envelope. Its id is readable and never reused: ``b05_ns_q.huyen_chi_lang.2024-Q1.1``."""

    id: str
    form: str  # id of the form in the catalogue, "" for a register count
    form_version: str
    unit: str  # the area that the figures are about
    period: Period
    sender: str  # the organisation that answers for it (a unit id of the territory)
    actor: str  # the user who handed it in
    sent_at: datetime  # aware, UTC
    state: SubmissionState
    source: SourceKind = SourceKind.FORM
    sender_key: str = ""  # the same key again is the same send
    filename: str = ""
    sha256: str = ""  # of the original bytes
    catalog: str = ""  # content hash of the catalogue it was read with
    on_behalf_of: str = ""  # set when entered for a unit ("theo điện thoại của ...")
    remark: str = ""
    staged: tuple[StagedFact, ...] = ()
    stated: tuple[StatedRatio, ...] = ()
    doubts: tuple[Finding, ...] = ()  # what the reader could not take for certain


@dataclass(frozen=True, slots=True)
class Explanation:
    """A written reason that answers one finding (by fingerprint) and travels with the figure that ``key`` names."""

    fingerprint: str
    code: str
    text: str
    actor: str
    at: datetime
    basis: str = ""
    provenance: Provenance = Provenance.REPORTED
    key: str = ""  # canonical text of the fact key, "" for a doubt about no single figure


@dataclass(frozen=True, slots=True)
class Revision:
    """One accepted value of one key. The newest revision that was accepted before a moment holds at that moment."""

    key: FactKey
    number: int  # 1, 2, ... under the key
    reading: Reading
    submission: str
    origin: Where
    accepted_at: datetime
    accepted_by: str
    status: Status = Status.PRELIMINARY
    provenance: Provenance = Provenance.REPORTED
    note: str = ""
    stated_total: bool = False


class Source(StrEnum):
    """What a số chốt may choose between when a key has more than one source."""

    STATED = "stated"  # the fact stored under the key itself (a department's figure)
    UNITS = "units"  # the sum over the units below
    FORMULA = "formula"  # computed by the indicator's formula


@dataclass(frozen=True, slots=True)
class Decision:
    """Số chốt: which of several sources holds for a key, why, and who decided. Nobody's submission is altered."""

    key: FactKey
    source: Source
    reason: str
    decided_by: str
    decided_at: datetime
    basis: str = ""
    submission: str = ""  # STATED only: whose figure, where several senders stated one


@dataclass(frozen=True, slots=True)
class Narrative:
    """Versioned prose, keyed by report × section × period × unit; sent and accepted like figures.

    ``text`` is Markdown of the template language (slots bind figures)."""

    report: str
    section: str
    period: Period
    unit: str
    version: int
    text: str
    sender: str
    actor: str
    accepted_at: datetime
    provenance: Provenance = Provenance.REPORTED


@dataclass(frozen=True, slots=True)
class EntryEvent:
    """Something that happened to an entry of a register; an entry is never overwritten."""

    name: str  # id of the event in the definition of the register, or one of registers.RESERVED
    happened_on: date
    recorded_at: datetime
    actor: str
    fields: tuple[tuple[str, str], ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a register with its history; ``events`` in the order in which they were recorded."""

    register: str
    id: str
    unit: str
    events: tuple[EntryEvent, ...] = field(default=())
    provenance: Provenance = Provenance.REPORTED
