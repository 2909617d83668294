"""From a compiled report to paper: the frame of Decree 30/2020/NĐ-CP around its sections and annexes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from string import Formatter

from solieu.catalog.model import ReportDefinition
from solieu.core import Period, parse_period
from solieu.documents import Annex, Block, FigureRun, Heading, PageParts, Paper, Paragraph, Table, Text, runs_of
from solieu.documents.official import room
from solieu.reports.model import Report, Section
from solieu.vietnamese import write_long_date, write_period

HEAD_WORDS = ("ky", "ky_hoa", "ky_sau", "nam")  # what the head, the recipients and the closing of a report may name
IDENTITY = "solieu"
BLANK_NUMBER, BLANK_DAY = " " * 8, " " * 5  # room for a pen
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def to_paper(
    report: Report, definition: ReportDefinition, *, draft: int = 0, number: str = "", day: date | None = None
) -> Paper:
    """The report as paper. ``draft`` puts "Dự thảo lần ..." on top and leaves room for number and day; an issued report
    bears both. The signer's name is written by hand."""
    parts = _parts(report, definition, draft, number, day)
    body = tuple(block for section in report.sections if not section.is_annex for block in section.blocks)
    annexes = tuple(_annexes(report, definition, parts))
    closing = _filled(definition.closing, report)
    blocks = (*body, *((Paragraph((Text(closing),)),) if closing else ()))
    return Paper(
        title=paper_title(definition, report.period),
        parts=parts,
        blocks=blocks,
        annexes=annexes,
        figures=_keys((*blocks, *(block for annex in annexes for block in annex.blocks))),
        identity=identity_of(report),
    )


def paper_title(definition: ReportDefinition, period: Period) -> str:
    return f"{definition.title} {write_period(period, 'short')}"


def identity_of(report: Report) -> str:
    """``solieu bao_cao_quy 2024-Q1 2024-03-14T01:00:02+00:00``: which report, and the moment whose figures it shows."""
    return f"{IDENTITY} {report.id} {report.period} {report.moment.astimezone(UTC).isoformat()}"


def identified(identity: str) -> tuple[str, Period, datetime] | None:
    """Report, period and moment of a file that says what it is; None for anything else."""
    mark, _, rest = identity.strip().partition(" ")
    name, _, when = rest.partition(" ")
    period, _, moment = when.partition(" ")
    try:
        return (name, parse_period(period), datetime.fromisoformat(moment)) if mark == IDENTITY else None
    except ValueError:
        return None


def head_words(text: str) -> Iterator[str]:
    """The names in braces of one line of the head. Raises ValueError where the braces are not whole."""
    yield from (name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _parts(report: Report, definition: ReportDefinition, draft: int, number: str, day: date | None) -> PageParts:
    head = {name: _filled(text, report) for name, text in definition.head.items()}
    return PageParts(
        parent_body=head.get("parent_body", ""),
        issuing_body=head.get("issuing_body", ""),
        number=number or f"{BLANK_NUMBER}{head.get('symbol', '')}",
        place_and_date=f"{head.get('place', '')}, {write_long_date(day) if day else _blank_date(report)}",
        type_name=head.get("type_name", "BÁO CÁO"),
        subject=head.get("subject", definition.title),
        draft_mark=f"Dự thảo lần {draft}" if draft else "",
        closing="",
        recipients=tuple(_filled(text, report) for text in definition.recipients),
        authority=head.get("authority", ""),
        title=head.get("signer_title", ""),
        signer="",
    )


def _blank_date(report: Report) -> str:
    """ngày      tháng 3 năm 2024: months 1 and 2 take a zero, 3 to 9 do not (Decree 30, Appendix I, II.4)."""
    month = report.period.last_month
    return f"ngày {BLANK_DAY}tháng {f'{month:02}' if month < 3 else month} năm {report.period.year}"


def _filled(text: str, report: Report) -> str:
    period = write_period(report.period)
    following = write_period(report.period.next())
    words = (period, period.upper(), following, str(report.period.year))
    return text.format(**dict(zip(HEAD_WORDS, words, strict=True)))


def _annexes(report: Report, definition: ReportDefinition, parts: PageParts) -> Iterator[Annex]:
    """Annexes are numbered where there is more than one."""
    sections = [section for section in report.sections if section.is_annex]
    issuer = definition.head.get("issued_by", "")
    document = f"{parts.type_name.capitalize()} số {parts.number}"
    attached = f"(Kèm theo {document} {_blank_date(report)}{f' của {issuer}' if issuer else ''})"
    for place, section in enumerate(sections, 1):
        yield _annex(section, f"Phụ lục {roman(place)}" if len(sections) > 1 else "Phụ lục", attached)


def _annex(section: Section, title: str, attached_to: str) -> Annex:
    """The first heading of the section is the name of the annex."""
    at = next((at for at, block in enumerate(section.blocks) if isinstance(block, Heading)), None)
    rest = tuple(block for place, block in enumerate(section.blocks) if place != at)
    wide = any(isinstance(block, Table) and sum(block.widths) > room(landscape=False) for block in rest)
    return Annex(title, section.title if at is not None else "", attached_to, rest, landscape=wide)


def roman(number: int) -> str:
    """I, II, III, IV ... up to XXXIX, as annexes are numbered."""
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _keys(blocks: tuple[Block, ...]) -> dict[str, tuple[str, ...]]:
    """Short figure id → the fact keys that it stands on."""
    return {run.figure: run.keys for block in blocks for run in runs_of(block) if isinstance(run, FigureRun)}
