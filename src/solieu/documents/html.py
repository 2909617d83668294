"""The same paper as a page: figures as links, notes at the end, gaps marked. No scripts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from solieu.documents.official import MOTTO, NATION, RECIPIENTS, Frame, fitted, frame, printable, room
from solieu.documents.paper import (
    Annex,
    Block,
    Cell,
    FigureRun,
    Gap,
    Heading,
    ListBlock,
    Note,
    NoteMark,
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
Sources = Mapping[str, tuple[str, ...]]  # figure id -> its printed text, then lines that keep their indentation


CSS = """
.paper{font-family:Tinos,"Times New Roman",serif;font-size:17px;line-height:1.5;color:#111}
.paper{max-width:46rem;margin:1.5rem auto;padding:0 1.25rem}
.paper table.head{width:100%;text-align:center;border-collapse:collapse}
.paper table.head td{vertical-align:top;width:50%;white-space:pre-wrap}
.paper .rule{border:0;border-top:1px solid #111;margin:.15rem auto .5rem;opacity:1}
.paper .issuer{width:40%}.paper .motto{width:62%}.paper hr.subject{width:30%}.paper .center{text-align:center}
.paper h1{font-size:1.06em;text-align:center;margin:1.2rem 0 .2rem}.paper .subject{text-align:center;font-weight:bold}
.paper p.subject{max-width:34em;margin:.2rem auto .4rem;text-wrap:balance}.paper sup{line-height:0}
.paper h1,.paper h2,.paper h3,.paper h4{font-weight:bold}.paper h5,.paper h6{font-weight:normal}
.paper h2,.paper h3,.paper h4,.paper h5,.paper h6{font-size:1em;margin:.8rem 0 .4rem;text-indent:1.27cm}
.paper h2{text-align:center;text-indent:0}.paper .annex{border-top:1px solid #999;margin-top:2.5rem;padding-top:1rem}
.paper .nation{font-size:.93em}.paper .attached,.paper .title{text-align:center;text-indent:0}
.paper .attached,.paper .marks{font-style:italic}.paper .attached{white-space:pre-wrap}
.paper .title{font-weight:bold;margin-top:1rem}
.paper p{text-align:justify;text-indent:1.27cm;margin:.4rem 0}.paper ul{margin:.3rem 0;padding-left:1.6rem}
.paper p.draft,.paper p.subject,.paper p.note{text-indent:0}.paper .draft{text-align:center;font-style:italic}
.paper table.data{border-collapse:collapse;width:100%;font-size:.82em;line-height:1.3}
.paper .note,.paper .unit{font-size:.88em}.paper .note{font-style:italic}
.paper.sources{font-size:15px}.sources div{white-space:pre-wrap;margin:.3rem 0 .8rem 1rem;font-size:.94em;line-height:1.4}
.sources summary{cursor:pointer;padding:.1rem 0}.sources details:target>summary{background:#e4eefc}
.paper table.data td,.paper table.data th{border:1px solid #777;padding:.15rem .35rem;vertical-align:middle}
.paper table.data td.in1{padding-left:1.4em}.paper table.data td.in2{padding-left:2.6em}
.paper table.data td.in3{padding-left:3.8em}
.paper table.data th,.paper table.data .marks td{text-align:center}.paper table.data .marks td{font-style:italic}
.paper table.data .right{text-align:right}.paper table.data .center{text-align:center}
.paper .scroll{overflow-x:auto}.paper .notes{border-top:1px solid #999;margin-top:2rem;font-size:.88rem}
.paper .notes p{text-indent:0}.paper mark.gap{background:#ffe9a8;padding:0 .2em}
.paper .so-lieu{text-indent:0}.paper a.so-lieu{color:inherit;text-decoration:none;border-bottom:1px dotted #1a5fb4}
.paper a.so-lieu:hover,.paper a.so-lieu:focus{background:#e4eefc}
.paper p.addressed{text-indent:0;text-align:center;margin:1rem 0}.paper p.several{margin-left:5rem;text-align:left}
.paper p.several span{display:inline-block;margin-left:4.4rem}
.paper .sign{width:100%;margin-top:1.5rem}.paper .sign td{vertical-align:top;width:50%}
.paper .unit{text-align:right;font-style:italic;text-indent:0}
@media print{.paper.sources{display:none}.paper{max-width:none;margin:0}.paper a.so-lieu{border:0}}
"""


def gap_id(text: str) -> str:
    """The anchor of the first place that says so."""
    return f"thieu-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def write_html(
    paper: Paper,
    *,
    link: Link | None = None,
    standalone: bool = True,
    beside: Remarks | None = None,
    kind: Link | None = None,
    title: Link | None = None,
    entry: Link | None = None,
    sources: Sources | None = None,
) -> str:
    """A page (or only its inside). Of a figure ``link`` gives the address behind it, ``beside`` the remarks about it,
    ``kind`` its further classes and ``title`` what a pointer shows; ``entry`` gives the address behind words that come
    from a register. Headings, annexes and gaps can be linked to: ``muc-1``, ``phu-luc-1``, :func:`gap_id`. ``sources``
    are lines about figures; they stand at the end, and figures lead there."""
    behind = link or (_source_id if sources else None)
    writer = _Writer(behind, beside or {}, kind or _nothing, title or _nothing, entry)
    body = writer.paper(printable(paper)) + _sources(printable(dict(sources or {})))
    if not standalone:
        return body
    return (
        f'<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title>{escape(paper.title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{CSS}</style></head>'
        f"<body>{body}</body></html>\n"
    )


def _source_id(figure: str) -> str:
    return f"#nguon-{figure}"


def _sources(sources: Sources) -> str:
    """Figures with the same source share one entry."""
    told: dict[tuple[str, ...], list[str]] = {}
    for figure, (_, *lines) in sources.items():
        told.setdefault(tuple(lines), []).append(figure)
    entries = (
        f'<details id="nguon-{escape(figures[0])}">{"".join(map(_anchor, figures[1:]))}'
        f"<summary>{', '.join(_back(figure, sources[figure][0]) for figure in figures)}</summary>"
        f"<div>{escape(chr(10).join(lines))}</div></details>"
        for lines, figures in told.items()
    )
    return f'<section class="paper sources"><h2>NGUỒN SỐ LIỆU</h2>{"".join(entries)}</section>' if told else ""


def _anchor(figure: str) -> str:
    return f'<a id="nguon-{escape(figure)}"></a>'


def _back(figure: str, text: str) -> str:
    return f'<a href="#{escape(figure)}">{escape(text)}</a>'


def _nothing(figure: str) -> str:
    return ""


class _Writer:
    def __init__(self, link: Link | None, beside: Remarks, kind: Link, title: Link, entry: Link | None) -> None:
        self._link, self._beside, self._kind, self._title, self._entry = link, beside, kind, title, entry
        self._notes: list[Note] = []
        self._headings = 0
        self._gaps: set[str] = set()

    def paper(self, paper: Paper) -> str:
        parts = frame(paper.parts)
        body = "".join(self.block(block) for block in paper.blocks)
        annexes = "".join(self.annex(annex, place) for place, annex in enumerate(paper.annexes, 1))
        notes = self.notes()
        return f'<article class="paper">{_head(parts)}{body}{_foot(parts)}{annexes}{notes}</article>'

    def annex(self, annex: Annex, place: int) -> str:
        attached = f'<p class="attached">{escape(annex.attached_to)}</p>' if annex.attached_to else ""
        return (
            f'<section class="annex" id="phu-luc-{place}"><h2>{escape(annex.title)}</h2>'
            f'<p class="subject">{escape(annex.subtitle)}</p>{attached}'
            f"{''.join(self.block(block) for block in annex.blocks)}</section>"
        )

    def block(self, block: Block) -> str:
        """Remarks come first, so that they float beside the block."""
        figures = [run.figure for run in runs_of(block) if isinstance(run, FigureRun)]
        remarks = [remark for figure in figures for remark in self._beside.get(figure, ())]
        return "".join(map(_remark, remarks)) + self._block(block)

    def _block(self, block: Block) -> str:
        match block:
            case Heading(level, text):
                tag = f"h{min(level, 5) + 1}"
                self._headings += 1
                return f'<{tag} id="muc-{self._headings}">{escape(text)}</{tag}>\n'
            case Paragraph(runs):
                return f"<p>{self.runs(runs)}</p>\n"
            case ListBlock(items):
                return f"<ul>{''.join(f'<li>{self.runs(item)}</li>' for item in items)}</ul>\n"
            case Table():
                return self.table(block)

    def table(self, table: Table) -> str:
        head = "".join(f'<th scope="col">{self.runs(cell.runs)}</th>' for cell in table.head)
        marks = "".join(f"<td>{escape(mark)}</td>" for mark in table.marks)
        rows = "".join(f"<tr>{''.join(map(self.cell, row))}</tr>" for row in table.rows)
        title = f'<p class="title">{escape(table.title)}</p>' if table.title else ""
        unit = f'<p class="unit">{escape(table.unit_line)}</p>' if table.unit_line else ""
        notes = "".join(f'<p class="note">{escape(note)}</p>' for note in table.notes)
        marked = f'<tr class="marks">{marks}</tr>' if table.marks else ""
        columns = "".join(f'<col width="{share}%">' for share in _shares(table))
        head = f"<thead><tr>{head}</tr>{marked}</thead>"
        grid = f'<table class="data"><colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>'
        return f'{title}{unit}<div class="scroll">{grid}</div>{notes}'

    def cell(self, cell: Cell) -> str:
        inner = self.runs(cell.runs)
        inner = f"<strong>{inner}</strong>" if cell.bold else inner
        kind = f"{cell.align} in{min(cell.indent, 3)}" if cell.indent else cell.align
        return f'<td class="{kind}">{inner}</td>'

    def runs(self, runs: Runs) -> str:
        return "".join(map(self.run, runs))

    def run(self, run: Run) -> str:
        match run:
            case NoteMark(note):
                self._notes.append(note)
                number = len(self._notes)
                return f'<sup><a id="m{number}" href="#n{number}">{number}</a></sup>'
            case Gap(text):
                return self.gap(text)
            case FigureRun():
                return self.figure(run)
            case _:
                text = _styled(escape(run.text), run.bold, run.italic)
                if self._entry is None or not run.source:
                    return text
                return f'<a class="muc-so" href="{escape(self._entry(run.source))}">{text}</a>'

    def figure(self, run: FigureRun) -> str:
        text = _styled(escape(run.text), run.bold, run.italic)
        if self._link is None:
            return f'<span class="so-lieu" data-figure="{escape(run.figure)}">{text}</span>'
        kind, title = f"so-lieu {self._kind(run.figure)}".strip(), escape(self._title(run.figure))
        said = f' title="{title}"' if title else ""
        address = escape(self._link(run.figure))
        return f'<a class="{kind}" id="{escape(run.figure)}" href="{address}"{said}>{text}</a>'

    def gap(self, text: str) -> str:
        anchor = "" if text in self._gaps else f' id="{gap_id(text)}"'
        self._gaps.add(text)
        return f'<mark class="gap"{anchor}>{escape(text)}</mark>'

    def notes(self) -> str:
        lines = []
        for number, note in enumerate(self._notes, 1):
            first, *rest = (self.runs(paragraph) for paragraph in note.paragraphs)
            back = f'<a href="#m{number}"><sup>{number}</sup></a> '
            lines.append(f'<div id="n{number}"><p>{back}{first}</p>{"".join(f"<p>{more}</p>" for more in rest)}</div>')
        return f'<section class="notes">{"".join(lines)}</section>' if lines else ""


def _shares(table: Table) -> list[int]:
    """The widths of the columns as on paper, in percent."""
    widths = fitted(table.widths, room(landscape=sum(table.widths) > room(landscape=False)), table.flexible)
    return [round(100 * width / sum(widths)) for width in widths]


def _remark(remark: Remark) -> str:
    kind = ' class="settled"' if remark.settled else ""
    answer = f"<br><em>{escape(remark.answer)}</em>" if remark.answer else ""
    return f'<aside role="note"{kind}><strong>{escape(remark.head)}</strong><br>{escape(remark.text)}{answer}</aside>'


def _styled(text: str, bold: bool, italic: bool) -> str:
    text = f"<em>{text}</em>" if italic else text
    return f"<strong>{text}</strong>" if bold else text


def _head(parts: Frame) -> str:
    draft = f'<p class="draft">{escape(parts.draft)}</p>' if parts.draft else ""
    parent = f"{_lines(parts.parent)}<br>" if parts.parent else ""
    about = f"<br><small>{_lines(parts.about)}</small>" if parts.about else ""
    name = (
        f'<h1>{escape(parts.type_name)}</h1><p class="subject">{_lines(parts.subject)}</p><hr class="rule subject">'
        if parts.type_name
        else ""
    )
    return (
        f'{draft}<table class="head"><tr><td>{parent}<strong>{_lines(parts.issuer)}</strong><hr class="rule issuer"></td>'
        f'<td><strong class="nation">{NATION}</strong><br><strong>{MOTTO}</strong><hr class="rule motto"></td></tr>'
        f"<tr><td>{escape(parts.number)}{about}</td><td><em>{escape(parts.place)}</em></td></tr></table>{name}"
        f"{_address(parts)}"
    )


def _address(parts: Frame) -> str:
    if not parts.addressees:
        return f'<p class="addressed">{escape(parts.addressed)}</p>' if parts.addressed else ""
    lines = "".join(f"<br>{escape(line)}" for line in parts.addressees)
    return f'<p class="addressed several">{escape(parts.addressed)}<span>{lines}</span></p>'


def _foot(parts: Frame) -> str:
    closing = f"<p>{escape(parts.closing)}</p>" if parts.closing else ""
    to = "".join(f"<br>- {escape(line)}" for line in parts.recipients)
    authority = "<br>".join(map(escape, parts.authority))
    return (
        f'{closing}<table class="sign"><tr><td><strong><em>{RECIPIENTS}</em></strong><small>{to}</small></td>'
        f'<td class="center"><strong>{authority}</strong><br><br><br><br><strong>{escape(parts.signer)}</strong></td>'
        "</tr></table>"
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
