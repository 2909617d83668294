"""Every document that the source cites with a number is cited by the report, out of the register of documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from solieu.app.publishing import Compiled


def _rows() -> list[tuple[str, str, str]]:
    texts = [file.read_text(encoding="utf-8") for file in sorted(Path(__file__).parent.glob("source_citations*.md"))]
    lines = [line for text in texts for line in text.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    return [(line, number, day) for line, number, day in cells if line != "line"]


@pytest.mark.parametrize(("line", "number", "day"), _rows())
def test_a_document_of_the_source_is_cited(done: Compiled, line: str, number: str, day: str) -> None:
    printed = [
        one.printed for one in done.report.citations if one.register == "van_ban" and f"số {number}" in one.printed
    ]
    assert printed, f"line {line}"
    assert any(not day or day in text for text in printed)
