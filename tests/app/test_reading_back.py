"""What our compiler prints proofreads clean: no finding but those that are explained."""

import tomllib
from pathlib import Path

import pytest

from solieu.app.publishing import Compiled, compiled, printed
from solieu.app.reading_back import acceptances, read_back
from solieu.app.workspace import Workspace
from solieu.core import parse_period


@pytest.fixture(scope="module")
def report(sample_folder: Path) -> Compiled:
    return compiled(Workspace.open(sample_folder), "bao_cao_quy", parse_period("2024-Q1"))


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_our_own_report_holds_only_what_is_explained(report: Compiled, format: str) -> None:
    back = read_back(report, printed(report, format), f"bao_cao.{format}")
    assert [finding.message for finding in back.unexplained] == []
    assert {"3.696,3", "3.253,8"} <= {finding.printed.removesuffix(" ha") for finding, _ in back.explained}
    assert back.proofreading.coverage.held >= 40
    records = tomllib.loads(acceptances(back.explained))["accepted"]
    assert all(record["reason"].startswith("Minh họa") for record in records)


def test_a_figure_changed_after_printing_is_not_explained(report: Compiled) -> None:
    page = printed(report, "docx")
    import io

    from docx import Document as Word  # the file as an officer edits it

    word = Word(io.BytesIO(page))
    table = next(table for table in word.tables if any("Tổng số" in cell.text for cell in table.column_cells(1)))
    row = next(row for row in table.rows if "Tổng số" in row.cells[1].text)
    cell = next(cell for cell in row.cells if cell.text == "135.188")
    for text in cell._element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
        text.text = "153.188"
    changed = io.BytesIO()
    word.save(changed)
    back = read_back(report, changed.getvalue(), "bao_cao.docx")
    assert [finding.printed for finding in back.unexplained if finding.printed == "153.188"]
