"""The same paper as a page: figures as links, notes at the end, gaps marked. No scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from solieu.documents.paper import (
    Block,
    Cell,
    FigureRun,
    Gap,
    Heading,
    ListBlock,
    Note,
    NoteMark,
    PageParts,
    Paper,
    Paragraph,
    Run,
    Runs,
    Table,
    runs_of,
)

Link = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Remark:
    """A note in the margin, beside the words that it is about."""

    head: str
    text: str
    answer: str = ""
    settled: bool = False


Remarks = Mapping[str, tuple[Remark, ...]]


CSS = """
.paper{font-family:Tinos,"Times New Roman",serif;font-size:17px;line-height:1.5;color:#111}
.paper{max-width:46rem;margin:1.5rem auto;padding:0 1.25rem}
.paper table.head{width:100%;text-align:center;border-collapse:collapse}.paper table.head td{vertical-align:top;width:50%}
.paper .rule{border:0;border-top:1px solid #111;margin:.15rem auto .5rem;opacity:1}
.paper .issuer{width:40%}.paper .motto{width:62%}.paper hr.subject{width:30%}.paper .center{text-align:center}
.paper h1{font-size:1.1rem;text-align:center;margin:1.2rem 0 .2rem}.paper .subject{text-align:center;font-weight:bold}
.paper h1,.paper h2,.paper h3,.paper h4,.paper h5{font-weight:bold}
.paper h2,.paper h3,.paper h4,.paper h5{font-size:1rem;margin:1rem 0 .4rem}.paper h2{text-align:center}
.paper p{text-align:justify;text-indent:1.27cm;margin:.4rem 0}.paper ul{margin:.3rem 0;padding-left:1.6rem}
.paper .draft{text-align:center;font-style:italic}
.paper table.data{border-collapse:collapse;width:100%;font-size:.82rem}
.paper table.data td,.paper table.data th{border:1px solid #777;padding:.15rem .35rem}
.paper table.data .right{text-align:right}.paper table.data .center{text-align:center}
.paper .scroll{overflow-x:auto}.paper .notes{border-top:1px solid #999;margin-top:2rem;font-size:.88rem}
.paper .notes p{text-indent:0}.paper mark.gap{background:#ffe9a8;padding:0 .2em}
.paper .so-lieu{text-indent:0}.paper a.so-lieu{color:inherit;text-decoration:none;border-bottom:1px dotted #1a5fb4}
.paper a.so-lieu:hover,.paper a.so-lieu:focus{background:#e4eefc}
.paper .sign{width:100%;margin-top:1.5rem}.paper .sign td{vertical-align:top;width:50%}
.paper .unit{text-align:right;font-style:italic;text-indent:0}
@media print{.paper{max-width:none;margin:0}.paper a.so-lieu{border:0}}
"""


def write_html(
    paper: Paper, *, link: Link | None = None, standalone: bool = True, beside: Remarks | None = None
) -> str:
    """A page (or only its inside). ``link`` gives the address behind a figure, ``beside`` the remarks about it."""
    writer = _Writer(link, beside or {})
    body = writer.paper(paper)
    if not standalone:
        return body
    return (
        f'<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title>{escape(paper.title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{CSS}</style></head>'
        f"<body>{body}</body></html>\n"
    )


class _Writer:
    def __init__(self, link: Link | None, beside: Remarks) -> None:
        self._link, self._beside = link, beside
        self._notes: list[Note] = []

    def paper(self, paper: Paper) -> str:
        body = "".join(self.block(block) for block in paper.blocks)
        annexes = "".join(
            f"<section><h2>{escape(annex.title)}</h2><p class='subject'>{escape(annex.subtitle)}</p>"
            f"{''.join(self.block(block) for block in annex.blocks)}</section>"
            for annex in paper.annexes
        )
        notes = self.notes()
        return f'<article class="paper">{_head(paper.parts)}{body}{_foot(paper.parts)}{annexes}{notes}</article>'

    def block(self, block: Block) -> str:
        """Remarks come first, so that they float beside the block."""
        figures = [run.figure for run in runs_of(block) if isinstance(run, FigureRun)]
        remarks = [remark for figure in figures for remark in self._beside.get(figure, ())]
        return "".join(map(_remark, remarks)) + self._block(block)

    def _block(self, block: Block) -> str:
        match block:
            case Heading(level, text):
                tag = f"h{min(level, 4) + 1}"
                return f"<{tag}>{escape(text)}</{tag}>\n"
            case Paragraph(runs):
                return f"<p>{self.runs(runs)}</p>\n"
            case ListBlock(items):
                return f"<ul>{''.join(f'<li>{self.runs(item)}</li>' for item in items)}</ul>\n"
            case Table():
                return self.table(block)

    def table(self, table: Table) -> str:
        head = "".join(f"<th>{self.runs(cell.runs)}</th>" for cell in table.head)
        marks = "".join(f"<th>{escape(mark)}</th>" for mark in table.marks)
        rows = "".join(f"<tr>{''.join(map(self.cell, row))}</tr>" for row in table.rows)
        unit = f'<p class="unit">{escape(table.unit_line)}</p>' if table.unit_line else ""
        notes = "".join(f'<p class="note">{escape(note)}</p>' for note in table.notes)
        marked = f"<tr>{marks}</tr>" if table.marks else ""
        return (
            f'{unit}<div class="scroll"><table class="data"><thead><tr>{head}</tr>{marked}</thead>'
            f"<tbody>{rows}</tbody></table></div>{notes}"
        )

    def cell(self, cell: Cell) -> str:
        inner = self.runs(cell.runs)
        inner = f"<strong>{inner}</strong>" if cell.bold else inner
        return f'<td class="{cell.align}">{"&emsp;" * cell.indent}{inner}</td>'

    def runs(self, runs: Runs) -> str:
        return "".join(map(self.run, runs))

    def run(self, run: Run) -> str:
        match run:
            case NoteMark(note):
                self._notes.append(note)
                number = len(self._notes)
                return f'<sup><a id="m{number}" href="#n{number}">{number}</a></sup>'
            case Gap(text):
                return f'<mark class="gap">{escape(text)}</mark>'
            case FigureRun():
                return self.figure(run)
            case _:
                return _styled(escape(run.text), run.bold, run.italic)

    def figure(self, run: FigureRun) -> str:
        text = _styled(escape(run.text), run.bold, run.italic)
        if self._link is None:
            return f'<span class="so-lieu" data-figure="{escape(run.figure)}">{text}</span>'
        return f'<a class="so-lieu" id="{escape(run.figure)}" href="{escape(self._link(run.figure))}">{text}</a>'

    def notes(self) -> str:
        lines = []
        for number, note in enumerate(self._notes, 1):
            first, *rest = (self.runs(paragraph) for paragraph in note.paragraphs)
            back = f'<a href="#m{number}"><sup>{number}</sup></a> '
            lines.append(f'<div id="n{number}"><p>{back}{first}</p>{"".join(f"<p>{more}</p>" for more in rest)}</div>')
        return f'<section class="notes">{"".join(lines)}</section>' if lines else ""


def _remark(remark: Remark) -> str:
    kind = ' class="settled"' if remark.settled else ""
    answer = f"<br><em>{escape(remark.answer)}</em>" if remark.answer else ""
    return f"<aside{kind}><strong>{escape(remark.head)}</strong><br>{escape(remark.text)}{answer}</aside>"


def _styled(text: str, bold: bool, italic: bool) -> str:
    text = f"<em>{text}</em>" if italic else text
    return f"<strong>{text}</strong>" if bold else text


def _head(parts: PageParts) -> str:
    draft = f'<p class="draft">{escape(parts.draft_mark)}</p>' if parts.draft_mark else ""
    return (
        f'{draft}<table class="head"><tr><td>{escape(parts.parent_body)}<br><strong>{escape(parts.issuing_body)}</strong>'
        f'<hr class="rule issuer">Số:{escape(parts.number)}</td>'
        "<td><strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong><br><strong>Độc lập - Tự do - Hạnh phúc</strong>"
        f'<hr class="rule motto"><em>{escape(parts.place_and_date)}</em></td></tr></table>'
        f'<h1>{escape(parts.type_name)}</h1><p class="subject">{escape(parts.subject)}</p>'
        '<hr class="rule subject">'
    )


def _foot(parts: PageParts) -> str:
    to = "".join(f"<br>- {escape(line)}" for line in parts.recipients)
    return (
        f"<p>{escape(parts.closing)}</p>"
        f'<table class="sign"><tr><td><strong><em>Nơi nhận:</em></strong><small>{to}</small></td>'
        f'<td class="center"><strong>{escape(parts.authority)}<br>{escape(parts.title)}</strong>'
        f"<br><br><br><br><strong>{escape(parts.signer)}</strong></td></tr></table>"
    )
