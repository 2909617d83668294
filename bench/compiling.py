"""The three sections of the sample report, compiled and printed in process, against the printing libraries alone."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import docx
import typst

from bench.timing import Row, side_by_side
from solieu.app.demo import PERIOD, REPORT, build_demo
from solieu.app.publishing import Compiled, compiled, printed
from solieu.documents import Cell, Gap, Heading, ListBlock, NoteMark, Paragraph, Runs, Table


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        workspace, _ = build_demo(Path(name) / "demo", lambda line: None)
        done = compiled(workspace, REPORT, PERIOD)
        texts = list(_texts(done))
        yield side_by_side(
            "compile the report and print it as docx",
            lambda: printed(compiled(workspace, REPORT, PERIOD), "docx"),
            "the same paragraphs and cells by python-docx-ng",
            lambda: _plain_docx(texts),
        )
        yield side_by_side(
            "compile the report and print it as pdf",
            lambda: printed(compiled(workspace, REPORT, PERIOD), "pdf"),
            "the same text by Typst",
            lambda: _plain_pdf(texts),
        )


def _texts(done: Compiled) -> Iterator[str]:
    paper = done.paper
    for block in (*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks)):
        match block:
            case Heading(text=text):
                yield text
            case Paragraph(runs):
                yield _text(runs)
            case ListBlock(items):
                yield from (_text(item) for item in items)
            case Table(head=head, rows=body):
                yield from (_text(cell.runs) for row in (head, *body) for cell in row if isinstance(cell, Cell))


def _text(runs: Runs) -> str:
    said = []
    for run in runs:
        if isinstance(run, NoteMark):
            said += [_text(paragraph) for paragraph in run.note.paragraphs]
        elif isinstance(run, Gap) or hasattr(run, "text"):
            said.append(run.text)
    return "".join(said)


def _plain_docx(texts: list[str]) -> bytes:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def _plain_pdf(texts: list[str]) -> bytes:
    source = "#let texts = json(bytes(sys.inputs.texts))\n#for text in texts [#par(text)]"
    return typst.compile(source.encode(), sys_inputs={"texts": json.dumps(texts)})
