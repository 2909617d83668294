"""The two letters of a period, on paper: the one that asks for figures and the one that reminds those who are late.

Number, day, signer and whatever stands in square brackets are left blank: the document system gives the first two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from solieu.actions import RefusalError
from solieu.app.chasing import Chase, Collected, kinds_of, moment_words
from solieu.app.worklist import Duty, DutyState, capital
from solieu.catalog.model import Catalog, LetterDefinition
from solieu.core import PeriodKind
from solieu.documents import Annex, Block, Cell, Gap, Heading, ListBlock, PageParts, Paper, Paragraph, Runs, Table, Text
from solieu.documents.docx import write_docx
from solieu.documents.pdf import write_pdf
from solieu.reports import Outlined, outline
from solieu.reports.printed_page import roman
from solieu.vietnamese import write_date, write_period

REQUEST, REMINDER = "yeu_cau", "don_doc"
BLANK_NUMBER, BLANK_DAY = " " * 8, " " * 5  # room for a pen
LATE_HEADS = ("STT", "Đơn vị", "Biểu chưa gửi", "Hạn gửi", "Tình trạng")
FORM_HEADS = ("STT", "Biểu", "Tên biểu", "Đơn vị gửi", "Hạn gửi")
NAMED = 5  # so many communes are named one by one among the addressees
_BLANK = re.compile(r"(\[[^\]]*\])")


def reminder(found: Chase, catalog: Catalog) -> Paper:
    """Công văn đôn đốc to those who are late. Raises RefusalError when nobody is."""
    if not found.late:
        raise RefusalError(f"không có đơn vị nào chậm gửi biểu {write_period(found.period, 'short')}")
    letter = _letter(catalog, REMINDER)
    words = _words(found, found.forms)
    return _paper(letter, found, words, _addressees(found, found.late), (_late_table(found),), ())


def request(found: Chase, catalog: Catalog) -> Paper:
    """Công văn yêu cầu báo cáo, with the forms of the period, who sends them until when, and the outline of the report
    that is made of them."""
    letter = _letter(catalog, REQUEST)
    forms = (*found.forms, *found.later)
    duties = tuple(duty for form in forms for duty in form.duties)
    annexes = _annexes(letter, found, forms, catalog)
    return _paper(letter, found, _words(found, forms), _addressees(found, duties), (), annexes)


def printed(paper: Paper, format: str, moment: datetime) -> bytes:
    return write_pdf(paper, moment=moment) if format == "pdf" else write_docx(paper, moment=moment)


def _letter(catalog: Catalog, name: str) -> LetterDefinition:
    if name not in catalog.letters:
        raise RefusalError(f"danh mục chưa có mẫu công văn letters/{name}.yaml")
    return catalog.letters[name]


def _words(found: Chase, forms: tuple[Collected, ...]) -> dict[str, str]:
    """What the words in braces of a letter stand for (catalogue, letters)."""
    due = [form for form in found.forms if form.due < found.at.date()]
    sent, owed = sum(form.sent for form in due), sum(len(form.duties) for form in due)
    days = [form.due for form in forms]
    cut_offs = sorted({duty.cut_off for form in forms for duty in form.duties if not duty.is_of_whole_period})
    return {
        "ky": write_period(found.period),
        "nam": str(found.period.year),
        "luc": moment_words(found.at),
        "da_gui": f"{sent}/{owed}",
        "so_don_vi": f"{len(found.late_senders):02}",
        "so_bieu": f"{len(found.late):02}",
        "ngay_chot": " hoặc ".join(map(write_date, cut_offs or [found.period.end])),
        "ngay_cuoi_ky": write_date(found.period.end),
        "han_dau": write_date(min(days)),
        "han_cuoi": write_date(max(days)),
    }


def _paper(letter: LetterDefinition, found: Chase, words: dict[str, str], addressees: tuple[str, ...], tables: tuple[Table, ...],
           annexes: tuple[Annex, ...]) -> Paper:  # fmt: skip
    head = {name: text.format(**words) for name, text in letter.head.items()}
    before = (*letter.before, *((letter.about_outline,) if len(annexes) > 1 and letter.about_outline else ()))
    parts = PageParts(
        parent_body=head.get("parent_body", ""),
        issuing_body=head["issuing_body"],
        number=f"{BLANK_NUMBER}{head['symbol']}",
        place_and_date=f"{head['place']}, {_blank_day(found.at.date())}",
        type_name="",
        subject="",
        draft_mark="Dự thảo",
        closing="",
        recipients=tuple(text.format(**words) for text in letter.recipients),
        authority=head["authority"],
        title=head["signer_title"],
        about=head["about"],
        addressees=addressees,
    )
    blocks: tuple[Block, ...] = (
        *(_paragraph(text, words) for text in before),
        *tables,
        *(_paragraph(text, words) for text in letter.after),
    )
    return Paper(f"{letter.title} {write_period(found.period, 'short')}", parts, blocks, annexes)


def _paragraph(text: str, words: dict[str, str]) -> Paragraph:
    """What stands in square brackets becomes a marked place; the others are words."""
    parts = _BLANK.split(text.format(**words))
    return Paragraph(tuple(Gap(part) if _BLANK.match(part) else Text(part) for part in parts if part))


def _blank_day(day: date) -> str:
    return f"ngày {BLANK_DAY}tháng {f'{day.month:02}' if day.month < 3 else day.month} năm {day.year}"


def _addressees(found: Chase, owed: tuple[Duty, ...]) -> tuple[str, ...]:
    """Communes on one line, organisations on one each, in official order."""
    everybody = {duty.sender for form in (*found.forms, *found.later) for duty in form.duties if _is_unit(duty)}
    units = found.in_order({duty.sender for duty in owed if _is_unit(duty)})
    organisations = found.in_order({duty.sender for duty in owed if not _is_unit(duty)})
    lines = [capital(found.name(sender)) for sender in organisations]
    if units:
        kinds = next(kinds_of(duty.form) for duty in owed if _is_unit(duty))
        lines.append(f"UBND các {kinds}{_named(found, units, len(everybody))}")
    return tuple(lines)


def _named(found: Chase, units: tuple[str, ...], of: int) -> str:
    if len(units) == of:
        return ""
    if len(units) <= NAMED:
        return f": {', '.join(found.name(unit) for unit in units)}"
    return f" ({len(units):02} đơn vị có tên dưới đây)"


def _is_unit(duty: Duty) -> bool:
    return duty.unit == duty.sender


def _late_table(found: Chase) -> Table:
    """A row for each unit and due date; what the codes stand for is said once, below."""
    together: dict[tuple[str, date, str], list[str]] = {}
    for duty in found.late_by_sender:
        together.setdefault((duty.sender, duty.due, _lateness(duty)), []).append(duty.form.code)
    rows = (
        _row(str(number), capital(found.name(sender)), ", ".join(codes), write_date(due), lateness)
        for number, ((sender, due, lateness), codes) in enumerate(together.items(), 1)
    )
    late = [form.form for form in found.forms if form.late]
    notes = (f"Ghi chú: {'; '.join(f'{form.code}: {form.title}' for form in late)}.",)
    return Table((11, 45, 57, 23, 29), tuple(map(_head, LATE_HEADS)), (), tuple(rows), notes=notes, flexible=(1, 2))


def _lateness(duty: Duty) -> str:
    if duty.state is DutyState.RETURNED:
        return "Đã trả lại, chờ bổ sung"
    return f"Quá hạn {-duty.days_left:02} ngày"


def _forms_table(found: Chase, forms: tuple[Collected, ...]) -> Table:
    in_order = sorted(forms, key=lambda form: form.due)
    rows = (
        _row(str(number), form.form.code, form.form.title, _senders(form, found), write_date(form.due))
        for number, form in enumerate(in_order, 1)
    )
    return Table((11, 30, 60, 40, 24), tuple(map(_head, FORM_HEADS)), (), tuple(rows), flexible=(2, 3))


def _senders(form: Collected, found: Chase) -> str:
    units = [duty.sender for duty in form.duties if _is_unit(duty)]
    said = [f"{len(units)} {kinds_of(form.form)}"] if units else []
    return "; ".join([*said, *(found.name(duty.sender) for duty in form.duties if not _is_unit(duty))])


def _head(text: str) -> Cell:
    return Cell((Text(text),), "center", bold=True)


def _row(number: str, *texts: str) -> tuple[Cell, ...]:
    """Numbers and days are centred, words stand left."""
    middle = {0, len(texts)} if _is_day(texts[-1]) else {0, len(texts) - 1}
    return tuple(
        Cell((Text(text),), "center" if place in middle else "left") for place, text in enumerate((number, *texts))
    )


def _is_day(text: str) -> bool:
    return text[:1].isdigit()


def _annexes(
    letter: LetterDefinition, found: Chase, forms: tuple[Collected, ...], catalog: Catalog
) -> tuple[Annex, ...]:
    """The outline where there is a report of such periods, then the forms."""
    report, period = catalog.reports.get(letter.report), write_period(found.period).upper()
    parts: list[tuple[str, tuple[Block, ...]]] = []
    if report is not None and found.period.kind is _KINDS.get(report.frequency):
        parts.append((f"ĐỀ CƯƠNG {report.title.upper()}\n{period}", tuple(_outlined(outline(report), found))))
    parts.append((f"DANH MỤC BIỂU, ĐƠN VỊ GỬI, HẠN GỬI\n{period}", (_forms_table(found, forms),)))
    attached = _attached_to(letter, found.at.date())
    return tuple(
        Annex(f"Phụ lục {roman(place)}" if len(parts) > 1 else "Phụ lục", title, attached, blocks, landscape=False)
        for place, (title, blocks) in enumerate(parts, 1)
    )


def _attached_to(letter: LetterDefinition, day: date) -> str:
    issuer = f" của {letter.head['issued_by']}" if "issued_by" in letter.head else ""
    return f"(Kèm theo Công văn số {BLANK_NUMBER}{letter.head['symbol']} {_blank_day(day)}{issuer})"


_KINDS = {
    "T": PeriodKind.MONTH,
    "Q": PeriodKind.QUARTER,
    "6T": PeriodKind.HALF,
    "9T": PeriodKind.NINE_MONTHS,
    "N": PeriodKind.YEAR,
}


def _outlined(parts: Iterable[Outlined], found: Chase) -> Iterator[Block]:
    for part in parts:
        if part.level:
            yield Heading(part.level, part.text)
        else:
            yield ListBlock((_asked(part, found),))


def _asked(part: Outlined, found: Chase) -> Runs:
    owner = f" ({found.name(part.owner)})" if part.owner else ""
    return (Text(part.text), Text(owner, italic=True))
