"""The frozen catalogue: what one locality collects, checks and reports, as definitions.

Everything that may change carries dates; everything official carries its legal basis. A definition knows the place
in its file, so that every message can name file, line and column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from solieu.catalog.basis import Basis as Basis
from solieu.catalog.register_model import FieldType as FieldType
from solieu.catalog.register_model import Register as Register
from solieu.catalog.register_model import RegisterCount as RegisterCount
from solieu.catalog.register_model import RegisterEvent as RegisterEvent
from solieu.catalog.register_model import RegisterField as RegisterField
from solieu.core import WEEKENDS, Calendar, Consequence, Cut, Where, WorkCalendar
from solieu.expressions.model import Expression


class Nature(StrEnum):
    FLOW = "flow"  # adds up over time
    STOCK = "stock"  # at a date; never added over time
    RATIO = "ratio"  # recomputed from its parts
    INDEX = "index"


class Adding(StrEnum):
    """How a value arises over time or over units."""

    SUM = "sum"
    LAST = "last"
    RECOMPUTE = "recompute"
    NONE = "none"  # not comparable


class Good(StrEnum):
    """The direction of good belongs to the indicator: fewer accidents is good, less output is not."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DatedFormula:
    since: date | None  # None: from the beginning
    text: str
    expression: Expression
    where: Where


@dataclass(frozen=True, slots=True)
class Example:
    """``given`` maps expression texts to numbers as an officer writes them; ``expect`` likewise, or "missing"."""

    given: Mapping[str, str]
    expect: str
    where: Where
    at: date | None = None  # a day on which the formula held that the example proves; None: the newest formula


@dataclass(frozen=True, slots=True)
class Indicator:
    id: str
    title: str
    measure: str  # canonical unit of measure
    nature: Nature
    over_time: Adding
    over_units: Adding
    where: Where
    decimals: int = 0  # least decimals printed; more as submitted
    good: Good = Good.NONE
    owner: str = ""  # unit id of the body that owes the figure
    calendar: Calendar = Calendar.CALENDAR
    cut_off: str = ""  # name of a cut-off rule of the catalogue
    dimensions: tuple[str, ...] = ()
    formulas: tuple[DatedFormula, ...] = ()
    basis: tuple[Basis, ...] = ()
    examples: tuple[Example, ...] = ()
    noun: str = ""  # how the figure is spoken of in a sentence, "" for the title
    source: str = ""  # form | register: the locality's choice; "" takes what comes first and compares

    def formula_at(self, day: date) -> DatedFormula | None:
        held = [formula for formula in self.formulas if formula.since is None or formula.since <= day]
        return max(held, key=lambda formula: formula.since or date.min, default=None)

    @property
    def newest_formula(self) -> DatedFormula | None:
        return max(self.formulas, key=lambda formula: formula.since or date.min, default=None)


@dataclass(frozen=True, slots=True)
class CutOff:
    """``months_before_end`` 1 for a quarter means: end of the quarter's second month."""

    id: str
    title: str
    months_before_end: int
    where: Where


@dataclass(frozen=True, slots=True)
class Dimension:
    id: str
    title: str
    members: Mapping[str, str]  # member id -> title
    where: Where


QUARTERS = ("q1", "q2", "q3", "q4")  # of the form's year: a target that is split by quarter


class ColumnKind(StrEnum):
    VALUE = "value"  # the sender fills it
    PREFILLED = "prefilled"  # known already (plan, same period); grey, may be disputed in a note
    COMPUTED = "computed"  # live formula
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form. ``period``: this | previous | same_last_year | year | q1 to q4; ``series``: actual | actual_at_cut_off |
    estimate | target:<level>. A COMPUTED column divides ``numerator`` by ``denominator`` (ids of columns) × 100;
    ``growth`` subtracts 100."""

    id: str
    head: str  # may hold {period}, {previous_period}, {same_period}, {cut_off}, {year}
    kind: ColumnKind
    where: Where
    period: str = "this"
    series: str = "actual"
    numerator: str = ""
    denominator: str = ""
    growth: bool = False
    mark: str = ""  # 1, 2, 3=2/1 under the heading
    indicator: str = ""  # overrides the row's: a form with the plan and the disbursement of one source in one row


@dataclass(frozen=True, slots=True)
class FormRow:
    code: str  # mã số
    title: str
    where: Where
    indicator: str = ""  # "" for a heading row ("Trong đó:")
    cut: Cut = ()
    measure: str = ""  # printed ĐVT, the indicator's when empty
    total_of: tuple[str, ...] = ()  # row codes: live SUM in the blank
    columns: tuple[str, ...] = ()  # ids of the value columns that this row uses; empty: all
    optional: bool = False
    indent: int = 0
    bold: bool = False
    outside_total: bool = False
    senders: tuple[str, ...] = ()  # kinds of unit or organisations that fill this row; empty: all who send the form


@dataclass(frozen=True, slots=True)
class FormSender:
    """Who fills a form: every unit of ``kinds`` below the root for itself, or one organisation for the root area."""

    kinds: tuple[str, ...] = ()
    organisation: str = ""
    second_source: bool = False
    where: Where = Where()


@dataclass(frozen=True, slots=True)
class Form:
    id: str  # file name: b05_ns_q
    code: str  # printed: B05/NS-Q
    title: str
    frequency: str  # T Q 6T N V
    senders: tuple[FormSender, ...]
    receiver: str
    due_days: int  # days after the cut-off; the cut-off is the end of the period for official figures
    cut_off: str
    measure: str  # ĐVT of the whole table, "" when each row has its own
    columns: tuple[Column, ...]
    rows: tuple[FormRow, ...]
    version: str  # content hash of the definition
    where: Where
    since: date | None = None
    until: date | None = None
    basis: tuple[Basis, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleDefinition:
    """A rule in text: a kind written in Python, its parameters, its words and its examples."""

    code: str
    name: str
    kind: str
    parameters: Mapping[str, object]
    consequence: Consequence
    where: Where
    title: str = ""  # the fault in Vietnamese, as an officer finds it in the list of rules
    message: str = ""
    next_step: str = ""
    why: str = ""
    since: date | None = None
    basis: tuple[Basis, ...] = ()
    bad: tuple[Mapping[str, str], ...] = ()
    good: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PhraseVariant:
    """``when`` is a condition over the phrase's names; the first that holds speaks."""

    when: Expression | None
    when_text: str
    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class PhraseExample:
    given: Mapping[str, str]
    expect: str
    where: Where


@dataclass(frozen=True, slots=True)
class Phrase:
    id: str
    arguments: tuple[str, ...]  # names that the template hands over, e.g. level
    lets: Mapping[str, tuple[str, Expression]]  # name -> (text, expression); `gia_tri` is the slot's own value
    variants: tuple[PhraseVariant, ...]
    examples: tuple[PhraseExample, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that an assessment may use only while the figures hold: "giảm cả ba tiêu chí". Where a word of ``unless``
    stands shortly before them ("phấn đấu", "chưa"), they say what is wanted, not what is."""

    id: str
    title: str
    words: tuple[str, ...]
    holds: Expression | None
    holds_text: str
    where: Where
    unless: tuple[str, ...] = ()
    good: tuple[Mapping[str, str], ...] = ()
    bad: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportDefinition:
    """A report: head, parties, and its sections as template texts (parsed by ``reports``)."""

    id: str
    title: str
    frequency: str
    unit_kinds: tuple[str, ...]
    head: Mapping[str, str]  # parent_body, issuing_body, symbol, place, type_name, subject ...
    recipients: tuple[str, ...]
    closing: str
    sections: tuple[TemplateText, ...]
    annexes: tuple[TemplateText, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class LetterDefinition:
    """The words of a letter that goes with the collecting of figures. The tables in it come from the duties.

    Words in square brackets are for a person to fill in; words in braces are filled from the duties.
    """

    id: str  # yeu_cau: asks for the forms of a period; don_doc: reminds those who are late
    title: str
    head: Mapping[str, str]  # issuing_body, symbol, place, about, authority, signer_title
    before: tuple[str, ...]
    after: tuple[str, ...]
    recipients: tuple[str, ...]
    where: Where
    report: str = ""  # id of the report whose outline goes with it
    about_outline: str = ""  # said only when the outline does


@dataclass(frozen=True, slots=True)
class TemplateText:
    id: str
    file: str
    text: str
    first_line: int = 1


@dataclass(frozen=True, slots=True)
class Catalog:
    """One locality's definitions, loaded, linked and checked. ``version`` is the content hash over all its files."""

    name: str
    title: str
    version: str
    root_unit: str
    indicators: Mapping[str, Indicator]
    forms: Mapping[str, Form]
    registers: Mapping[str, Register]
    rules: Mapping[str, RuleDefinition]
    phrases: Mapping[str, Phrase]
    reports: Mapping[str, ReportDefinition]
    dimensions: Mapping[str, Dimension]
    cut_offs: Mapping[str, CutOff]
    target_levels: Mapping[str, str]  # level id -> "kế hoạch tỉnh giao"
    letters: Mapping[str, LetterDefinition] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    working_days: WorkCalendar = WEEKENDS
    differences: tuple[Difference, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)  # path -> content, to keep this version


@dataclass(frozen=True, slots=True)
class Difference:
    """One line for each figure in which the sample departs from its source, with what was decided."""

    figure: str
    printed_in_source: str
    printed_here: str
    disposition: str  # as_printed | recomputed | unreadable
    reason: str
    where: Where
