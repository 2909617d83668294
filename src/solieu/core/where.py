"""Where: a place that prints itself for an officer and for a terminal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file, a sheet, a form, a text or among the facts. Fill what is known; print what is filled.

    ``line`` and ``column`` are 1-based. ``start`` and ``end`` are code-point offsets into the text of the file.
    """

    file: str = ""
    line: int | None = None
    column: int | None = None
    start: int | None = None
    end: int | None = None
    end_line: int | None = None
    sheet: str = ""
    cell: str = ""  # A1 style
    form: str = ""
    row: str = ""  # mã số of the form row
    field: str = ""  # column of the form, field of a register entry
    paragraph: int | None = None
    key: str = ""  # canonical text of a FactKey or id of an entry
    mark: str = ""  # number of the form's column as officers cite it: "cột 4"

    def __str__(self) -> str:
        """For a terminal: clickable where a file and a line are known."""
        if self.file and self.line is not None:
            return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        if self.cell:
            place = f"{self.sheet}!{self.cell}" if self.sheet else self.cell
            return f"{self.file}:{place}" if self.file else place
        return " ".join(part for part in (self.file, self.form, self.row, self.field, self.key) if part)

    def for_officer(self) -> str:
        """In the words of the office: biểu, dòng mã số, cột (office-habits A3)."""
        parts = [
            f"Biểu {self.form}" if self.form else "",
            f"dòng {self.row}" if self.row else "",
            " ".join(part for part in ("cột", self.mark, self.field and f"“{self.field}”") if part)
            if self.field
            else "",
            f"ô {self.cell}" if self.cell else "",
            f"trang tính “{self.sheet}”" if self.sheet and not self.form else "",
            f"đoạn {self.paragraph}" if self.paragraph is not None else "",
            f"dòng {self.line}" if self.line is not None and not self.row else "",
        ]
        known = [part for part in parts if part]
        return ", ".join(known) if known else (self.key or self.file)
