"""Text that people typed goes out as text: nothing that begins with = + - @ becomes a formula on another desk."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets_read import OFFICE, computed, opened

from solieu.app.exports.master import master
from solieu.app.exports.master_sheet import master_workbook
from solieu.core import parse_period
from solieu.documents.workbook import Amount, Head, Sheet, Words, sheet_names, write_workbook
from workplace import COMMUNE, Workplace

ATTACK = "=cmd|' /C calc'!A0"
MOMENT = datetime(2024, 3, 20, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=30)
RISKY = st.tuples(st.sampled_from(["=", "+", "-", "@", "\t", "=HYPERLINK(", "{=", "'="]), TEXTS).map("".join)


def _sheet(text: str) -> Sheet:
    return Sheet(text, (20, 9), [Head(text, 0, 0), Head("số", 0, 1)], [[Words(text, note=text), Amount(Decimal("1.5"), 1)]],
                 above=(Words(text),), below=(text,), kept_columns=1)  # fmt: skip


@given(TEXTS | RISKY)
def test_a_text_comes_back_as_the_same_text(text: str) -> None:
    sheet = opened(write_workbook([_sheet(text)], title=text, moment=MOMENT)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert all(cell.data_type == "s" for cell in cells)
    assert {cell.value for cell in cells} <= {text, "số"}
    risky = [cell for cell in cells if cell.value.startswith(("=", "+", "-", "@", "\t"))]
    assert all(cell.quotePrefix for cell in risky)  # still a text after somebody edits it


@pytest.mark.parametrize("name", ["A/B", "a[1]", "'x'", "", "dài " * 20, "Biểu: I?*", "History"])
def test_any_name_makes_a_sheet(name: str) -> None:
    first, second = sheet_names([name, name])
    assert first.lower() != second.lower() and max(map(len, (first, second))) <= 31
    assert len(opened(write_workbook([_sheet(name), _sheet(name)], title="", moment=MOMENT)).worksheets) == 2


def _attacked(desk: Workplace) -> bytes:
    """A file name, a note and a name of a unit that would be formulas."""
    desk.send("b01_ktxh_q", COMMUNE, {("02", "th"): "10,5"}, note=ATTACK)
    found = master(desk.workspace, "b01_ktxh_q", parse_period("2024-Q1"))
    lines = tuple(
        replace(line, name=ATTACK, sent=replace(line.sent, filename=ATTACK, actor=ATTACK)) if line.sent else line
        for line in found.lines
    )
    lines = tuple(replace(line, duty=replace(line.duty, last=line.sent)) if line.sent else line for line in lines)
    return master_workbook(replace(found, lines=lines))


def test_names_notes_and_files_of_senders_are_texts(office_desk: Workplace) -> None:
    content = _attacked(office_desk)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for part in (name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")):
            assert b"cmd|" not in archive.read(part)  # only among the shared texts
        assert not [name for name in archive.namelist() if "externalLink" in name]
    cells = [cell for sheet in opened(content) for row in sheet.iter_rows() for cell in row if cell.value == ATTACK]
    assert len(cells) >= 4 and all(cell.data_type == "s" and cell.quotePrefix for cell in cells)


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_a_spreadsheet_program_takes_them_for_texts(office_desk: Workplace, tmp_path: Path) -> None:
    book = computed(_attacked(office_desk), tmp_path)
    shown = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert shown.count(ATTACK) >= 4 and not [
        value for value in shown if isinstance(value, str) and value.startswith("#")
    ]
