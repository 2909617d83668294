"""Cases of functions as Markdown tables: one function a line."""

from __future__ import annotations

from pathlib import Path


def case_rows(file: Path) -> list[dict[str, str]]:
    """The rows of the only table of a file, by the names in its head."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    head, _, *rows = cells
    return [dict(zip(head, row, strict=True)) for row in rows]
