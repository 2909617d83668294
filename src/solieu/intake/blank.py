"""The blank sheet of a form, as an office expects it: head, marks, codes, live formulas, prefilled plan and same period.

Identity stands in three places, of which two must agree on the way back: a document property, the hidden sheet
``_meta``, and the hidden first column with a stamp of the whole sheet and an id in each row, which travels along when
the sheet is copied into another workbook. Nothing is protected by a password, and a warning never blocks.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from datetime import datetime

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.worksheet.worksheet import Worksheet

from solieu.catalog.model import Catalog, ColumnKind
from solieu.core import FactKey, Quantity, Reading
from solieu.documents.archive import repack
from solieu.documents.spreadsheet_text import put_text
from solieu.intake import blank_frame, blank_table, layout
from solieu.intake.layout import Occasion
from solieu.territory import Territory
from solieu.vietnamese import write_hedge, write_number


def blank_form(
    at: Occasion,
    *,
    catalog: Catalog,
    territory: Territory,
    prefill: Mapping[FactKey, Reading],
    moment: datetime,
) -> bytes:
    """The xlsx to send out. ``prefill`` holds what is known already (plan, same period); ``moment`` dates the file."""
    book = Workbook()
    book._named_styles["Normal"].font = blank_table.font()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = at.form.code.partition("/")[0]
    blank_frame.set_widths(sheet, at)
    blank_frame.write_head(sheet, at, territory)
    blank_table.write_table(sheet, at, catalog, prefill)
    blank_frame.write_foot(sheet, at)
    blank_frame.set_up_page(sheet, at)
    _identity(book, sheet, at, catalog)
    return save(book, moment)


def fill_form(blank: bytes, values: Mapping[tuple[str, str], Quantity], notes: Mapping[tuple[str, str], str],
              at: Occasion, *, moment: datetime, remark: Mapping[str, str] | None = None) -> bytes:  # fmt: skip
    """Type values (by row code and column id) into a blank; ``notes`` become cell comments, ``remark`` fills the
    column Ghi chú by row code."""
    book = load_workbook(io.BytesIO(blank))
    sheet = book.worksheets[0]
    for row in at.form.rows:
        for column in at.form.columns:
            cell = sheet.cell(layout.row_number(at.form, row), layout.column_number(at.form, column))
            quantity = values.get((row.code, column.id))
            if quantity is not None and quantity.hedge:
                cell.value = write_hedge(quantity.hedge) + write_number(quantity.value, quantity.decimals)
            elif quantity is not None:
                cell.value, cell.number_format = quantity.value, blank_table.number_format(quantity.decimals)
            if note := notes.get((row.code, column.id)):
                cell.comment = Comment(note, "SoLieu")
            if column.kind is ColumnKind.NOTE and remark and row.code in remark:
                put_text(cell, remark[row.code])
    return save(book, moment)


def _identity(book: Workbook, sheet: Worksheet, at: Occasion, catalog: Catalog) -> None:
    identity = {
        "form": at.form.id,
        "version": at.form.version,
        "unit": at.unit,
        "sender": at.sender,
        "period": str(at.period),
    }
    text = ";".join(f"{name}={value}" for name, value in identity.items())
    sheet.cell(1, layout.ID_COLUMN, layout.STAMP + text)
    meta = book.create_sheet(layout.META_SHEET)
    for line, (name, value) in enumerate({**identity, "catalog": catalog.version}.items(), 1):
        meta.cell(line, 1, name)
        meta.cell(line, 2, value)
    meta.sheet_state = "hidden"
    book.custom_doc_props.append(StringProperty(name="solieu", value=text))


def save(
    book: Workbook, moment: datetime, edit: Callable[[str, bytes], bytes] = lambda name, content: content
) -> bytes:
    """The same workbook gives the same bytes: no clock of this machine inside. ``edit`` may change a part."""
    plain = moment.replace(tzinfo=None, microsecond=0)
    book.properties.creator = "SoLieu"
    raw = io.BytesIO()
    book.save(raw)

    def pinned(name: str, content: bytes) -> bytes:
        return _pinned(content, plain) if name == "docProps/core.xml" else edit(name, content)

    return repack(raw.getvalue(), plain, pinned)


def _pinned(core: bytes, moment: datetime) -> bytes:
    """openpyxl stamps the moment of saving into the properties; put ours."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:(?:modified|created)[^>]*>)[^<]*", rb"\g<1>" + stamp, core)
