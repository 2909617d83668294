"""The PDF by Typst, with the fonts that travel with the product."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import datetime
from importlib.resources import as_file, files
from typing import Any

import typst

from solieu.assets import asset_folder
from solieu.documents.archive import in_utc
from solieu.documents.official import (
    CELL_INSET,
    COLUMNS,
    FIRST_LINE,
    HANGING,
    HEADINGS,
    INDENT,
    LINE_PITCH,
    LOOKS,
    MARGINS,
    MOTTO,
    MOTTO_WIDTH,
    NATION,
    PAGE_NUMBER_FROM_TOP,
    RECIPIENTS,
    SHORT_TABLE,
    fitted,
    frame,
    printable,
    room,
)
from solieu.documents.paper import (
    Annex,
    Block,
    Cell,
    Gap,
    Heading,
    ListBlock,
    NoteMark,
    Paper,
    Paragraph,
    Run,
    Runs,
    Table,
    Text,
)

_MEASURES = {
    "cell_inset": CELL_INSET,
    "columns": COLUMNS,
    "first_line": FIRST_LINE,
    "hanging": HANGING,
    "indent": INDENT,
    "line_pitch": LINE_PITCH,
    "margins": MARGINS,
    "motto": MOTTO,
    "motto_width": MOTTO_WIDTH,
    "nation": NATION,
    "page_number_from_top": PAGE_NUMBER_FROM_TOP,
    "recipients": RECIPIENTS,
}

_UNSHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_SHORT, _TAB = {"t": "\t", "n": "\n", "r": "\r"}, re.compile("\t")
REPLACEMENT = "\ufffd"  # what our fonts have no letter for shows as this sign
_ATTEMPTS = 5  # a sign may hide another
_OURS = re.compile("[^\t\n\r -~\u00a0-\u024f\u02b0-\u036f\u1e00-\u1eff\u2010-\u2027\u20ab]")


def write_pdf(paper: Paper, *, moment: datetime) -> bytes:
    """The bytes of a PDF (PDF/A-2b); equal papers of one moment give equal bytes."""
    data, at = _replaced(_paper(printable(paper)), _TAB, " "), in_utc(moment)
    for _ in range(_ATTEMPTS):
        try:
            return _compiled(data, at)
        except typst.TypstError as error:
            unshown = [_plain(text) for text in _UNSHOWN.findall(error.diagnostic)]
            if not any(unshown):
                raise
            data = _replaced(data, re.compile("|".join(re.escape(text) for text in unshown if text)))
    return _compiled(_replaced(data, _OURS), at)


def _replaced(value: Any, unshown: re.Pattern[str], sign: str = REPLACEMENT) -> Any:
    """The same data with every text that no font of ours can show as one sign."""
    match value:
        case str():
            return unshown.sub(sign, value)
        case dict():
            return {name: _replaced(item, unshown, sign) for name, item in value.items()}
        case list() | tuple():
            return [_replaced(item, unshown, sign) for item in value]
    return value


def _compiled(data: dict[str, Any], moment: datetime) -> bytes:
    with as_file(files("solieu.documents").joinpath("official.typ")) as template:
        result: bytes = typst.compile(
            str(template),
            font_paths=[str(asset_folder("fonts"))],
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["a-2b"],
            timestamp=int(moment.timestamp()),
        )
    return result


def _plain(quoted: str) -> str:
    """The text that a message of Typst quotes with escapes."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else _SHORT.get(found[2], found[2]), quoted)


def _paper(paper: Paper) -> dict[str, Any]:
    body = [_block(block, room(landscape=False)) for block in paper.blocks]
    closing = [_block(Paragraph((Text(paper.parts.closing),)), 0)] if paper.parts.closing else []
    return {
        "title": paper.title,
        "looks": {key: asdict(look) for key, look in LOOKS.items()},
        "headings": [asdict(look) for look in HEADINGS],
        "measures": _MEASURES,
        "frame": asdict(frame(paper.parts)),
        "blocks": [*body, *closing],
        "annexes": [_annex(annex) for annex in paper.annexes],
    }


def _annex(annex: Annex) -> dict[str, Any]:
    plain = {name: getattr(annex, name) for name in ("title", "subtitle", "attached_to", "landscape")}
    return {**plain, "blocks": [_block(block, room(landscape=annex.landscape)) for block in annex.blocks]}


def _block(block: Block, available: int) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": min(level, len(HEADINGS)), "text": text}
        case Paragraph(runs):
            return {"kind": "paragraph", "runs": _runs(runs)}
        case ListBlock(items):
            return {"kind": "list", "items": [_runs(item) for item in items]}
        case Table():
            return _table(block, available)


def _table(table: Table, available: int) -> dict[str, Any]:
    widths = fitted(table.widths, available, table.flexible)
    return {
        "kind": "table",
        "title": table.title,
        "whole": len(table.rows) <= SHORT_TABLE,
        "widths": widths,
        "side": (available - sum(widths)) / 2,
        "head": [_cell(Cell(cell.runs, "center")) for cell in table.head],
        "marks": [_cell(Cell((Text(mark),), "center")) for mark in table.marks],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "unit_line": table.unit_line,
        "notes": table.notes,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {"runs": _runs(cell.runs), "align": cell.align, "bold": cell.bold, "indent": cell.indent}


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [_run(run) for run in runs]


def _run(run: Run) -> dict[str, Any]:
    match run:
        case NoteMark(note):
            return {"kind": "note", "paragraphs": [_runs(paragraph) for paragraph in note.paragraphs]}
        case Gap(text):
            return {"kind": "gap", "text": text}
        case _:
            return {"kind": "text", "text": run.text, "bold": run.bold, "italic": run.italic}
