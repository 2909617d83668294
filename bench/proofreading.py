"""Proofreading as a whole process, against the start of the interpreter and a plain pass of one regular expression; the
time per page up to 1,000 pages; a Word file against opening it with the library alone.

The report is made here, of true sentences with changing figures, so that the measurement needs no other file.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import docx

from bench.timing import Row, side_by_side
from solieu.documents.reading import read_document
from solieu.proofread import proofread

PAGE = 2_800  # characters of a page of an official report
SIZE = 84_000
REGEX = r"import re,sys;t=open(sys.argv[1],encoding='utf-8').read();re.findall(r'\d+(?:[.,]\d+)*\s*\w*',t)"


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        report = Path(name) / "bao_cao.txt"
        report.write_text(text_of(SIZE), encoding="utf-8")
        ours = [sys.executable, "-m", "solieu", "proofread", str(report), "--format", "json"]
        yield side_by_side(
            "proofread 84 kB as a whole process", lambda: _run(ours), "interpreter and one regex pass",
            lambda: _run([sys.executable, "-c", REGEX, str(report)]),
        )  # fmt: skip
        yield side_by_side(
            "proofread 1,000 pages, per page", lambda: _pages(1000), "proofread 100 pages, ten times", lambda: _pages(100, 10),
            runs=1,
        )  # fmt: skip
        word = _word(Path(name) / "bao_cao.docx")
        yield side_by_side(
            "read and proofread a Word file of 84 kB", lambda: proofread(read_document(word.read_bytes(), word.name)),
            "open it and join its paragraphs by python-docx-ng",
            lambda: "\n".join(paragraph.text for paragraph in docx.Document(str(word)).paragraphs),
        )  # fmt: skip


def text_of(size: int) -> str:
    """Paragraphs of true sentences; figures change from one to the next."""
    paragraphs, length, number = [], 0, 0
    while length < size:
        number += 1
        a, b, c = 1200 + 37 * number % 4000, 300 + 53 * number % 900, 40 + 7 * number % 60
        said = (
            f"Diện tích gieo trồng đợt {number} là {_dotted(a + b + c)} ha, gồm: lúa {_dotted(a)} ha, ngô {_dotted(b)} ha, "
            f"rau các loại {c} ha. Đã giải quyết {_dotted(a)}/{_dotted(a + b)} hồ sơ, đạt {_percent(a, a + b)}%, còn "
            f"{_dotted(b)} hồ sơ. Thực hiện Kế hoạch số {number}/KH-UBND ngày 15/01/2024, các xã tiếp tục rà soát, chỉ đạo."
        )
        paragraphs.append(said)
        length += len(said.encode()) + 2
    return "\n\n".join(paragraphs) + "\n"


def _dotted(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _percent(part: int, whole: int) -> str:
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10}"


def _run(command: list[str]) -> None:
    subprocess.run(command, capture_output=True, check=False)


def _pages(pages: int, times: int = 1) -> float:
    content = text_of(pages * PAGE).encode()
    start = perf_counter()
    for _ in range(times):
        proofread(read_document(content, "bao_cao.txt"))
    return perf_counter() - start


def _word(path: Path) -> Path:
    document = docx.Document()
    for paragraph in text_of(SIZE).split("\n\n"):
        document.add_paragraph(paragraph)
    document.save(str(path))
    return path
