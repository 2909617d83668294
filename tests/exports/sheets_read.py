"""Workbooks read again: by openpyxl, and computed anew by LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

OFFICE = shutil.which("soffice")


def opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def computed(content: bytes, folder: Path) -> Any:
    """The workbook with every formula computed by LibreOffice, as values."""
    assert OFFICE is not None
    (folder / "in").mkdir(exist_ok=True)
    source = folder / "in" / "bang.xlsx"
    source.write_bytes(without_results(content))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run([OFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(source)],
                   check=True, capture_output=True, timeout=120)  # fmt: skip
    return load_workbook(folder / "bang.xlsx", data_only=True)


def without_results(content: bytes) -> bytes:
    """openpyxl keeps formulas and forgets what they came to: nothing that LibreOffice could merely copy."""
    packed = io.BytesIO()
    opened(content).save(packed)
    return packed.getvalue()


def number(value: object) -> Decimal:
    """A number of a sheet in the fifteen digits that it has."""
    assert isinstance(value, int | float), value
    return Decimal(f"{value:.15g}")


def row_of(sheet: Any, text: str, column: int = 2) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, column).value or "").startswith(text))
