"""The answer as one self-contained page: the words of the report with the findings beside them. No scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby, pairwise

from solieu.core import Consequence, Finding
from solieu.documents.document import Passage, PassageKind
from solieu.documents.places import Places
from solieu.proofread.answers.answer import TO_ANSWER, Answer
from solieu.proofread.answers.as_text import coverage_words
from solieu.proofread.answers.evidence import place_of, related_words, unplaced


@cache
def page_css() -> str:
    """The style sheet that ``to_fragment`` needs."""
    return files("solieu.proofread.answers").joinpath("page.css").read_text(encoding="utf-8")


_ORDER = tuple(Consequence)
_FIGURE = re.compile(r"[+\-(]?\d[\d.,]*\s*%?\)?\Z")
_BODY_CSS = "body{margin:0}@page{margin:18mm 15mm}"


def to_page(answers: Sequence[Answer], *, hints: bool = False) -> str:
    """A whole page. Its policy allows nothing but its own style sheet."""
    css = page_css() + _BODY_CSS
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = f"Đọc soát {answers[0].file}" if len(answers) == 1 else f"Đọc soát {len(answers)} tệp"
    return (
        '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>'
        f'<style>{css}</style></head><body><main class="soat">{_files(answers, hints=hints, heading="h1")}</main></body></html>\n'
    )


def to_fragment(answers: Sequence[Answer], *, hints: bool = False) -> str:
    """The inside of a page that brings ``page_css`` and a first heading itself."""
    return f'<div class="soat">{_files(answers, hints=hints, heading="h2")}</div>'


def _files(answers: Sequence[Answer], *, hints: bool, heading: str) -> str:
    return "".join(
        _File(answer, number, hints=hints, heading=heading).written() for number, answer in enumerate(answers, 1)
    )


@dataclass(frozen=True, slots=True)
class _Mark:
    """A span of the text of the document: a finding (``number`` > 0) or a figure that took part in one."""

    start: int
    end: int
    number: int
    consequence: Consequence | None  # of the finding; None for a related figure

    @property
    def kind(self) -> str:
        return f"k-{self.consequence.value}" if self.consequence else ""


class _File:
    def __init__(self, answer: Answer, file_number: int, *, hints: bool, heading: str) -> None:
        self._answer, self._id = answer, f"t{file_number}-"
        self._name = f'<p class="ten">Đọc soát</p><{heading}>{escape(answer.file)}</{heading}>'
        self._findings = answer.shown(hints=hints)
        self._hints = hints
        self._places = Places(answer.document) if answer.document else None
        self._marks = sorted(self._all_marks(), key=lambda mark: (mark.start, -mark.end))

    def written(self) -> str:
        if self._answer.document is None or self._places is None:
            why = "; ".join(escape(reason) for reason in self._answer.unread)
            return f'<section class="tep"><header>{self._name}</header><p class="chua-doc">{why}.</p></section>'
        rows = "".join(self._rows(self._answer.document.passages))
        only = '<label class="loc"><input type="checkbox"> Chỉ hiện những đoạn có điều được nêu</label>'
        return (
            f'<section class="tep"><header>{self._name}{self._summary()}</header>{self._contents()}{self._accepted()}'
            f'{only if self._findings else ""}<article class="to">{rows}</article></section>'
        )

    def _all_marks(self) -> Iterator[_Mark]:
        for number, finding in enumerate(self._findings, 1):
            where = finding.where
            if where.start is not None:
                end = where.end if where.end is not None else where.start + 1
                yield _Mark(where.start, max(end, where.start + 1), number, finding.consequence)
            for value in finding.related:
                if value.where.start is not None and value.where.end is not None:
                    yield _Mark(value.where.start, value.where.end, 0, None)

    def _summary(self) -> str:
        consequences = [finding.consequence for finding in self._answer.findings]
        to_answer = sum(each in TO_ANSWER for each in consequences)
        items = [
            ("k-explain", to_answer, "cần sửa hoặc giải trình"),
            ("k-look", consequences.count(Consequence.LOOK), "lưu ý"),
            ("k-hint", consequences.count(Consequence.HINT), "gợi ý" if self._hints else "gợi ý (chưa hiện)"),
        ]
        counts = "".join(
            f'<li class="{kind if count else "khong"}"><b>{count}</b>{words}</li>' for kind, count, words in items
        )
        unread = "".join(f'<p class="chua-doc">Chưa đọc hết: {escape(reason)}.</p>' for reason in self._answer.unread)
        words = coverage_words(self._answer.coverage)
        return f'<ul class="so">{counts}</ul><p class="do-phu">{escape(words[:1].upper() + words[1:])}</p>{unread}'

    def _contents(self) -> str:
        if not self._findings or self._places is None:
            return ""
        lines = "".join(self._content_line(number, finding) for number, finding in enumerate(self._findings, 1))
        head = f"<summary>Các điều được nêu ({len(self._findings)})</summary>"
        return f'<details class="muc-luc" open>{head}<ol>{lines}</ol></details>'

    def _content_line(self, number: int, finding: Finding) -> str:
        kind = f'<b class="k-{finding.consequence.value}">{finding.consequence.in_vietnamese}</b>'
        place = f'<a href="#{self._id}c{number}">{escape(self._place(finding))}</a>'
        return f"<li>{place} – {kind}: {escape(unplaced(finding.message))}</li>"

    def _accepted(self) -> str:
        lines = [
            f"<li>{escape(self._place(finding))}: {escape(unplaced(finding.message))} Lý do: {escape(acceptance.reason)}</li>"
            for finding, acceptance in self._answer.accepted
        ]
        lines += [
            f"<li>Điều chấp nhận {escape(record.code)} “{escape(record.words)}” không còn khớp với chỗ nào.</li>"
            for record in self._answer.stale
        ]
        if not lines:
            return ""
        return (
            f'<details class="da-nhan"><summary>Đã chấp nhận ({len(self._answer.accepted)})</summary>'
            f"<ul>{''.join(lines)}</ul></details>"
        )

    def _place(self, finding: Finding) -> str:
        assert self._places is not None
        place = place_of(finding.where, self._places)
        return place[:1].upper() + place[1:] if place else self._answer.file

    def _rows(self, passages: Sequence[Passage]) -> Iterator[str]:
        """One row a passage; the cells of one table are one row."""
        for _, group in groupby(enumerate(passages), key=lambda each: _table_of(each[0], each[1])):
            members = [passage for _, passage in group]
            body = self._table(members) if members[0].cell is not None else self._passage(members[0])
            notes = [number for passage in members for number in self._numbers(passage)]
            beside = "".join(self._note(number) for number in dict.fromkeys(notes))
            found = ' class="doan co"' if notes else ' class="doan"'
            yield f'<div{found}><div class="chu">{body}</div><div class="le">{beside}</div></div>\n'

    def _passage(self, passage: Passage) -> str:
        words = self._words(passage)
        match passage.kind:
            case PassageKind.HEADING:
                return f'<p class="de-muc" role="heading" aria-level="{min(passage.level + 2, 6)}">{words}</p>'
            case PassageKind.LIST_ITEM:
                return f'<p class="muc c{min(passage.level, 2)}">{words}</p>'
            case PassageKind.NOTE:
                mark = f'<span class="so-chu-thich">{escape(passage.note)}</span> ' if passage.note else ""
                return f'<p class="chu-thich">{mark}{words}</p>'
            case _:
                return f"<p>{words}</p>"

    def _table(self, cells: Sequence[Passage]) -> str:
        """Empty cells are not passages: the columns that were met are filled up."""
        columns = sorted({cell.cell.column for cell in cells if cell.cell})
        rows = "".join(
            self._table_row({cell.cell.column: cell for cell in row if cell.cell}, columns)
            for _, row in groupby(cells, key=lambda cell: cell.cell.row if cell.cell else 0)
        )
        ruled = " vien" if any(cell.cell and cell.cell.is_head for cell in cells) else ""
        return f'<div class="bang{ruled}"><table>{rows}</table></div>'

    def _table_row(self, row: dict[int, Passage], columns: Sequence[int]) -> str:
        return f"<tr>{''.join(self._cell(row.get(column)) for column in columns)}</tr>"

    def _cell(self, passage: Passage | None) -> str:
        if passage is None or passage.cell is None:
            return "<td></td>"
        if passage.cell.is_head:
            return f'<th scope="col">{self._words(passage)}</th>'
        kind = ' class="so-lieu"' if _FIGURE.match(passage.text) else ""
        return f"<td{kind}>{self._words(passage)}</td>"

    def _words(self, passage: Passage) -> str:
        """The text of a passage with its marks; where marks overlap the gravest shows."""
        spans = self._spans(passage)
        notes: dict[int, list[str]] = {}
        for reference in passage.references:
            notes.setdefault(reference.at, []).append(reference.note)
        cuts = sorted({0, len(passage.text), *notes, *(at for span in spans for at in span[:2])})
        pieces = []
        for start, end in pairwise(cuts):
            pieces += [_note_mark(notes.get(start, ()))] if start else []
            pieces.append(self._piece(passage.text[start:end], start, end, spans))
        return "".join(pieces) + _note_mark(notes.get(len(passage.text), ()))

    def _piece(self, text: str, start: int, end: int, spans: Sequence[tuple[int, int, _Mark]]) -> str:
        here = [span for span in spans if span[0] <= start and end <= span[1]]
        findings = [span for span in here if span[2].number]
        words = escape(text)
        if findings:
            worst = min(findings, key=lambda span: _ORDER.index(span[2].consequence or Consequence.HINT))[2]
            begun = "".join(f'<a id="{self._id}c{span[2].number}"></a>' for span in findings if span[0] == start)
            words = f'{begun}<mark class="{worst.kind}">{words}</mark>'
            ended = "".join(self._call(span[2]) for span in findings if span[1] == end)
            return words + ended
        return f'<span class="lien">{words}</span>' if here else words

    def _call(self, mark: _Mark) -> str:
        """The number behind the words that leads to the note beside them."""
        number = mark.number
        return f'<a class="goi {mark.kind}" href="#{self._id}g{number}" aria-label="Điều {number}">{number}</a>'

    def _spans(self, passage: Passage) -> list[tuple[int, int, _Mark]]:
        """Marks by their place inside the passage."""
        spans = []
        for mark in self._marks:
            for piece in passage.pieces:
                start, end = max(mark.start, piece.origin), min(mark.end, piece.origin + piece.length)
                if start < end:
                    spans.append((piece.at + start - piece.origin, piece.at + end - piece.origin, mark))
        return _joined(spans)

    def _numbers(self, passage: Passage) -> list[int]:
        return sorted({mark.number for _, _, mark in self._spans(passage) if mark.number})

    def _note(self, number: int) -> str:
        finding = self._findings[number - 1]
        step = f'<p class="buoc">{escape(finding.next_step)}</p>' if finding.next_step else ""
        return (
            f'<section class="ghi k-{finding.consequence.value}" id="{self._id}g{number}">'
            f'<p class="dau"><a href="#{self._id}c{number}">{number}</a>. <b>{finding.consequence.in_vietnamese}</b> '
            f'<span class="ma">{escape(finding.code)}</span></p><p>{escape(unplaced(finding.message))}</p>'
            f"{self._related(finding)}{step}</section>"
        )

    def _related(self, finding: Finding) -> str:
        assert self._places is not None
        words = related_words(finding, self._places)
        return f'<p class="lq">Liên quan: {escape("; ".join(words))}</p>' if words else ""


def _joined(spans: list[tuple[int, int, _Mark]]) -> list[tuple[int, int, _Mark]]:
    """Parts of one mark that touch (over the seam of a torn sentence) are one span."""
    joined: list[tuple[int, int, _Mark]] = []
    for start, end, mark in sorted(spans, key=lambda span: (id(span[2]), span[0])):
        if joined and joined[-1][2] is mark and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], end, mark)
        else:
            joined.append((start, end, mark))
    return sorted(joined, key=lambda span: span[:2])


def _table_of(index: int, passage: Passage) -> tuple[str, int]:
    return ("bảng", passage.cell.table) if passage.cell else ("đoạn", index)


def _note_mark(notes: Iterable[str]) -> str:
    return "".join(f'<span class="so-chu-thich">{escape(note)}</span>' for note in notes)
