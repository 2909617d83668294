"""What other programs write: the XML of a workbook as WPS, Google Sheets, exports and old tools make it."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from html import escape, unescape

import form_desk as desk

from mishandled import case

SHEET = "xl/worksheets/sheet1.xml"


def edited(content: bytes, edits: dict[str, Callable[[str], str]], *, extra: dict[str, str] | None = None,
           drop: tuple[str, ...] = ()) -> bytes:  # fmt: skip
    """A workbook with parts changed, added or left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for item in source.infolist():
            if item.filename not in drop:
                data = source.read(item)
                edit = edits.get(item.filename)
                out.writestr(item.filename, edit(data.decode()).encode() if edit else data)
        for name, text in (extra or {}).items():
            out.writestr(name, text)
    return target.getvalue()


@case("m01")
def cells_without_references() -> bytes:
    """Rows and cells carry no place of their own; empty cells keep the count."""

    def bare(text: str) -> str:
        return re.sub(r' r="[A-Z]*\d+"', "", with_every_cell(text))

    return edited(desk.filled("m01"), {SHEET: bare})


def with_every_cell(text: str) -> str:
    """Fill the gaps of every row with empty cells."""

    one = re.compile(r'(<c r="([A-Z]+)\d+"(?:[^>]*/>|.*?</c>))', re.DOTALL)

    def row(match: re.Match[str]) -> str:
        cells = {name: cell for cell, name in one.findall(match[3])}
        filled = "".join(cells.get(letter, f'<c r="{letter}{match[2]}"/>') for letter in "ABCDEFGHI")
        return f"{match[1]}{filled}</row>"

    text = re.sub(r'(<row r="(\d+)"[^>]*>)(.*?)</row>', row, text, flags=re.DOTALL)
    return fill_rows(text)


def fill_rows(text: str) -> str:
    """Rows that are not there would be counted wrongly without their numbers."""
    rows = {int(number): whole for whole, number in re.findall(r'(<row r="(\d+)".*?</row>)', text, re.DOTALL)}
    every = "".join(rows.get(number, f'<row r="{number}"></row>') for number in range(1, max(rows) + 1))
    return re.sub(r"<sheetData>.*</sheetData>", f"<sheetData>{every}</sheetData>", text, flags=re.DOTALL)


@case("m01")
def texts_in_a_shared_table_with_runs() -> bytes:
    """Texts stand in the shared table, some in several runs with reading aids."""
    strings: list[str] = []

    def shared(text: str) -> str:
        def one(match: re.Match[str]) -> str:
            strings.append(match[3])
            return f'{match[1]} t="s"{match[2]}><v>{len(strings) - 1}</v></c>'

        return re.sub(
            r'(<c r="[A-Z]+\d+"[^>]*?) t="inlineStr"([^>]*)><is><t[^>]*>(.*?)</t></is></c>', one, text, flags=re.DOTALL
        )

    content = edited(desk.filled("m01"), {SHEET: shared})
    run = '<r><t xml:space="preserve">{}</t></r>'
    items = "".join(
        f"<si>{run.format(escape(text[:3]))}{run.format(escape(text[3:]))}<rPh><t>x</t></rPh></si>"
        for text in map(unescape, strings)
    )
    table = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{items}</sst>'
    relation = (
        '<Relationship Id="rIdShared" Target="/xl/sharedStrings.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )

    def related(text: str) -> str:
        kept = re.sub(r'<Relationship [^>]*sharedStrings"[^>]*/>', "", text)
        return kept.replace("</Relationships>", relation)

    return edited(content, {"xl/_rels/workbook.xml.rels": related}, extra={"xl/sharedStrings.xml": table},
                  drop=("xl/sharedStrings.xml",))  # fmt: skip


@case("m01")
def strict_namespaces() -> bytes:
    """Saved as "Strict Open XML"."""

    def strict(text: str) -> str:
        return text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    parts = (
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        SHEET,
        "xl/worksheets/sheet2.xml",
        "xl/styles.xml",
    )
    return edited(desk.filled("m01"), dict.fromkeys(parts, strict))


@case("m01")
def prefixed_elements() -> bytes:
    """Every element of the sheet carries a prefix, as some exports write it."""

    def prefixed(text: str) -> str:
        text = text.replace('xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"',
                            'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"')  # fmt: skip
        return re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", text).replace("<?x:xml", "<?xml")

    return edited(desk.filled("m01"), {SHEET: prefixed})


@case("m01")
def numbers_with_exponents() -> bytes:
    """1397 is written 1.397E3."""

    def exponent(text: str) -> str:
        assert "<v>1397</v>" in text
        return text.replace("<v>1397</v>", "<v>1.397E3</v>")

    return edited(desk.filled("m01"), {SHEET: exponent})


@case("m01", answers="SUB104", changes={("05", "uoc"): None})
def ten_to_the_thirtieth() -> bytes:
    """10^30 in a cell."""
    return edited(desk.filled("m01"), {SHEET: lambda text: text.replace("<v>1397</v>", "<v>1e30</v>")})


@case("m01", answers="SUB104", changes={("05", "uoc"): None})
def more_digits_than_a_spreadsheet_holds() -> bytes:
    """Twenty digits, written by no spreadsheet."""
    return edited(desk.filled("m01"), {SHEET: lambda text: text.replace("<v>1397</v>", "<v>1397.1234567890123456</v>")})


@case("m01", answers="SUB109", changes={("05", "uoc"): None})
def not_a_number() -> bytes:
    """A number cell that says NaN."""
    return edited(desk.filled("m01"), {SHEET: lambda text: text.replace("<v>1397</v>", "<v>NaN</v>")})


@case("m01", answers="SUB109", changes={("05", "uoc"): None})
def broken_reference() -> bytes:
    """=Thôn!B1 after its sheet was deleted."""
    name = desk.cell_name("m01", "05", "uoc")

    def broken(text: str) -> str:
        return re.sub(
            rf'<c r="{name}"([^>]*?)(?: t="n")?><v>1397</v></c>',
            rf'<c r="{name}"\1 t="e"><f>#REF!B1</f><v>#REF!</v></c>',
            text,
        )

    return edited(desk.filled("m01"), {SHEET: broken})


@case("m01")
def meta_sheet_and_property_lost() -> bytes:
    """An online editor dropped the hidden sheet and the document property."""

    def without(text: str) -> str:
        return re.sub(r'<sheet [^>]*name="_meta"[^>]*/>', "", text)

    return edited(desk.filled("m01"), {"xl/workbook.xml": without}, drop=("docProps/custom.xml",))


@case("m01")
def stamp_lost() -> bytes:
    """Column A was emptied; property and hidden sheet are there."""

    def without(text: str) -> str:
        return re.sub(r'<c r="A\d+".*?</c>', "", text, flags=re.DOTALL)

    return edited(desk.filled("m01"), {SHEET: without})


@case("m01")
def formula_with_result_as_text() -> bytes:
    """A program stored the result of a formula as a text: "60,3"."""
    name = desk.cell_name("m01", "04", "uoc")

    def told(text: str) -> str:
        return re.sub(
            rf'<c r="{name}"([^>]*?)(?: t="n")?><v>60.3</v></c>',
            rf'<c r="{name}"\1 t="str"><f>TEXT(A1,"0")</f><v>60,3</v></c>',
            text,
        )

    return edited(desk.filled("m01"), {SHEET: told})


@case("m01")
def total_shared_formula() -> bytes:
    """The totals share one formula; only the first cell spells it out."""
    first, second = desk.cell_name("m01", "01", "th"), desk.cell_name("m01", "01", "uoc")

    def shared(text: str) -> str:
        text = re.sub(rf'(<c r="{first}"[^>]*>)<f>(.*?)</f>', r'\1<f t="shared" ref="F10:G10" si="0">\2</f>', text)
        return re.sub(rf'(<c r="{second}"[^>]*>)<f>.*?</f>', r'\1<f t="shared" si="0"/>', text)

    return edited(desk.filled("m01"), {SHEET: shared})


@case("m01", answers="SUB009")
def macros_inside() -> bytes:
    """An .xlsm with a macro project: noticed, never run."""
    return edited(desk.filled("m01"), {}, extra={"xl/vbaProject.bin": "AutoOpen"})


@case("m01", answers="SUB009")
def figures_from_another_file() -> bytes:
    """A formula to another workbook, with the result of the last save."""
    name = desk.cell_name("m01", "05", "uoc")

    def linked(text: str) -> str:
        return re.sub(rf'(<c r="{name}"[^>]*>)<v>1397</v>', r"\1<f>[1]Sheet1!$B$2</f><v>1397</v>", text)

    relation = (
        '<Relationship Id="rIdLink" Target="externalLinks/externalLink1.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"/></Relationships>'
    )
    link = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    return edited(desk.filled("m01"), {SHEET: linked, "xl/_rels/workbook.xml.rels":
                  lambda text: text.replace("</Relationships>", relation)},
                  extra={"xl/externalLinks/externalLink1.xml": link})  # fmt: skip


@case("m01", filename="bieu.csv")
def csv_with_bom() -> bytes:
    """Saved as CSV UTF-8 on a Vietnamese machine."""
    return b"\xef\xbb\xbf" + as_csv(";").encode()


@case("m01", filename="bieu.csv")
def csv_in_windows_1258() -> bytes:
    """Saved as CSV in the old Vietnamese code page: base letters and tone marks apart."""
    return in_windows_1258(as_csv(";"))


@case("m01", filename="bieu.txt")
def tab_separated_utf_16() -> bytes:
    """Saved as "Unicode Text"."""
    return as_csv("\t").encode("utf-16")


@case("m01", filename="bieu.csv")
def csv_of_an_english_machine() -> bytes:
    """Decimal points and thousands commas throughout: the whole file proves it."""
    return as_csv(",", english=True).encode()


def as_csv(separator: str, *, english: bool = False) -> str:
    """The first sheet as a spreadsheet program writes it: every number as it is shown."""
    book = desk.book("m01")
    sheet = book.worksheets[0]
    target = io.StringIO()
    writer = csv.writer(target, delimiter=separator, lineterminator="\r\n")
    for row in sheet.iter_rows():
        writer.writerow([_shown(cell, english=english) for cell in row])
    return target.getvalue()


def _shown(cell: object, *, english: bool) -> str:
    value, code = cell.value, cell.number_format  # type: ignore[attr-defined]
    if cell.data_type == "f":  # type: ignore[attr-defined]
        return ""
    if isinstance(value, str) or value is None:
        return value or ""
    decimals = len(code.partition(".")[2])
    text = f"{value:,.{decimals}f}"
    return text if english else text.translate(str.maketrans(",.", ".,"))


def in_windows_1258(text: str) -> bytes:
    """Encode as Windows does: a letter that has no code of its own becomes base letter and tone mark."""
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = _split_tone(letter)
            out += base.encode("cp1258") + tone.encode("cp1258")
    return bytes(out)


def _split_tone(letter: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", letter)
    tone = next(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(mark for mark in parts if mark != tone)), tone


@case("m01", filename="bieu.csv", answers="SUB106",
      changes={("01", "uoc"): None, ("02", "uoc"): None})  # fmt: skip
def csv_of_two_styles() -> bytes:
    """One cell was typed in the foreign style into a Vietnamese file: it proves nothing about the others."""
    text = as_csv(";").replace("1.578,85", "1,578.85")
    assert "1,578.85" in text
    return text.encode()
