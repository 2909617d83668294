"""From a compiled report to paper: the frame of Decree 30/2020/NĐ-CP around its sections and annexes."""

from __future__ import annotations

from solieu.catalog.model import ReportDefinition
from solieu.documents import Annex, Block, FigureRun, Heading, PageParts, Paper, Paragraph, Table, Text, runs_of
from solieu.reports.model import Report, Section
from solieu.vietnamese import write_period


def to_paper(report: Report, definition: ReportDefinition, *, draft: int = 0, number: str = "") -> Paper:
    """The report as paper. ``draft`` puts "Dự thảo lần ..." on top; number, day and signer are filled by hand."""
    body = tuple(block for section in report.sections if not section.is_annex for block in section.blocks)
    annexes = tuple(_annex(section, place) for place, section in enumerate(_annexes(report), 1))
    blocks = (*body, *((Paragraph((Text(closing),)),) if (closing := _filled(definition.closing, report)) else ()))
    return Paper(
        title=f"{definition.title} {write_period(report.period, 'short')}",
        parts=_parts(report, definition, draft, number),
        blocks=blocks,
        annexes=annexes,
        figures=_keys((*blocks, *(block for annex in annexes for block in annex.blocks))),
    )


def _parts(report: Report, definition: ReportDefinition, draft: int, number: str) -> PageParts:
    head = {name: _filled(text, report) for name, text in definition.head.items()}
    month = report.period.last_month
    return PageParts(
        parent_body=head.get("parent_body", ""),
        issuing_body=head.get("issuing_body", ""),
        number=number or f"        {head.get('symbol', '')}",
        place_and_date=f"{head.get('place', '')}, ngày      tháng {month:02} năm {report.period.year}"
        if month < 3
        else f"{head.get('place', '')}, ngày      tháng {month} năm {report.period.year}",
        type_name=head.get("type_name", "BÁO CÁO"),
        subject=head.get("subject", definition.title),
        draft_mark=f"Dự thảo lần {draft}" if draft else "",
        closing="",
        recipients=tuple(_filled(text, report) for text in definition.recipients),
        authority=head.get("authority", ""),
        title=head.get("signer_title", ""),
        signer="",
    )


def _filled(text: str, report: Report) -> str:
    period = write_period(report.period)
    following = write_period(report.period.next())
    names = {"ky": period, "ky_hoa": period.upper(), "ky_sau": following, "nam": str(report.period.year)}
    return text.format(**names)


def _annexes(report: Report) -> list[Section]:
    return [section for section in report.sections if section.is_annex]


def _annex(section: Section, place: int) -> Annex:
    """The first heading is the annex's own line, the second its title."""
    headings = [block.text for block in section.blocks if isinstance(block, Heading)]
    rest = tuple(block for block in section.blocks if not isinstance(block, Heading))
    title, subtitle = [*headings, "", ""][:2]
    wide = any(isinstance(block, Table) and sum(block.widths) > 165 for block in rest)
    return Annex(title or f"Phụ lục {place}", subtitle, "", rest, landscape=wide)


def _keys(blocks: tuple[Block, ...]) -> dict[str, tuple[str, ...]]:
    """Short figure id → the fact keys that it stands on."""
    return {run.figure: run.keys for block in blocks for run in runs_of(block) if isinstance(run, FigureRun)}
