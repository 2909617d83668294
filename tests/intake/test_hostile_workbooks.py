"""Files that are broken, locked, too large or meant to harm: one line each, nothing lost, nothing executed."""

from __future__ import annotations

import io
import time
import zipfile

import form_desk as desk
import pytest
from mishandled.by_hand import SHEET, edited

from solieu.intake import ReadForm
from solieu.intake.opening.limits import LARGEST_FILE, MOST_CELLS, MOST_FILES


def refused(content: bytes, filename: str = "bieu.xlsx") -> str:
    """The one line that a file is answered with."""
    forms = desk.read(content, filename)
    assert [desk.codes(form) for form in forms] == [["SUB001"]]
    assert forms[0].at is None
    return forms[0].findings[0].message


def zipped(**parts: str | bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


@pytest.mark.parametrize("share", [1, 5, 25, 50, 75, 95, 99])
def test_truncated(share: int) -> None:
    content = desk.filled("m01")
    assert "đề nghị" in refused(content[: len(content) * share // 100])


def test_a_byte_changed_anywhere_is_never_read_wrong() -> None:
    """Every hundredth byte flipped in turn: refused, or every figure as meant."""
    content = desk.filled("m01")
    for place in range(0, len(content), len(content) // 100):
        damaged = content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :]
        for form in desk.read(damaged):
            if form.at is not None and not form.is_stopped:
                assert desk.figures(form) == desk.meant("m01"), place


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "tệp rỗng"),
        (b"   \n", "tệp rỗng"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xff\xd8\xff\xe0....", "ảnh"),
        (b"Rar!....", ".rar"),
        (b"<html><table><tr><td>01</td></tr></table></html>", "trang web"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "XML"),
        (b"{\\rtf1 ...", "văn bản"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"PK\x03\x04 not an archive at all", "hỏng"),
        (b"chi la mot dong chu", "không phải bảng tính"),
        (b"\x00\x01\x02\x03\x04\x05", "không phải bảng tính"),
        (bytes(range(128, 256)) * 4, "đề nghị"),
    ],
)
def test_what_is_no_workbook_is_told_apart(content: bytes, words: str) -> None:
    assert words in refused(content)


def test_too_large() -> None:
    assert "quá mức" in refused(b"a;b\n" * (LARGEST_FILE // 4 + 1), "bieu.csv")


def test_archive_bombs() -> None:
    assert "bất thường" in refused(zipped(**{"xl/workbook.xml": b"0" * (201 * 2**20), "[Content_Types].xml": ""}))
    assert "bất thường" in refused(zipped(**{f"p{number}": "" for number in range(2001)}))


def test_one_part_beyond_the_limit_is_left_aside_and_the_form_is_read() -> None:
    """A helper sheet that unpacks to 70 MB."""
    big = "<worksheet>" + " " * (70 * 2**20) + "</worksheet>"
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheet = f'<sheet name="Lớn" sheetId="9" r:id="rIdBig" xmlns:r="{related}"/></sheets>'
    relation = f'<Relationship Id="rIdBig" Target="worksheets/big.xml" Type="{related}/worksheet"/></Relationships>'
    edits = {
        "xl/workbook.xml": lambda text: text.replace("</sheets>", sheet),
        "xl/_rels/workbook.xml.rels": lambda text: text.replace("</Relationships>", relation),
    }
    content = edited(desk.filled("m01"), edits, extra={"xl/worksheets/big.xml": big})
    (form,) = desk.read(content)
    assert desk.figures(form) == desk.meant("m01")
    assert desk.codes(form) == ["SUB009"]
    assert "“Lớn” quá lớn" in form.findings[0].message


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/styles.xml"])
def test_entities_are_not_expanded(part: str) -> None:
    """A "billion laughs" and a reference to a file of this machine."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "lol">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'

    def armed(text: str) -> str:
        head, _, rest = text.partition("?>") if text.startswith("<?xml") else ("", "", text)
        body = rest.replace("Cây lúa", "&l9;&f;")
        return f"{head}?>{bomb}{body}" if head else f"{bomb}{body}"

    started = time.monotonic()
    forms = desk.read(edited(desk.filled("m01"), {part: armed}))
    assert time.monotonic() - started < 20
    texts = " ".join(finding.message for form in forms for finding in form.findings)
    assert "root:" not in texts
    assert "lollol" not in texts


def test_a_million_rows_are_left_aside_in_one_line() -> None:
    rows = "".join(f'<row r="{row}"><c r="B{row}"><v>{row}</v></c></row>' for row in range(100, MOST_CELLS + 200))
    content = edited(desk.filled("m01"), {SHEET: lambda text: text.replace("</sheetData>", f"{rows}</sheetData>")})
    (form,) = desk.read(content)
    assert form.at is None
    assert set(desk.codes(form)) == {"SUB002", "SUB009"}


def test_formatted_but_empty_rows_to_the_end_of_the_sheet_do_no_harm() -> None:
    rows = "".join(f'<row r="{row}"><c r="B{row}" s="1"/></row>' for row in range(100, 150_100))
    content = edited(desk.filled("m01"), {SHEET: lambda text: text.replace("</sheetData>", f"{rows}</sheetData>")})
    (form,) = desk.read(content)
    assert desk.figures(form) == desk.meant("m01")
    assert form.findings == ()


def test_cells_far_to_the_right_do_no_harm() -> None:
    content = edited(desk.filled("m01"), {SHEET: lambda text: text.replace(
        '<row r="10"', '<row r="9999"><c r="XFD9999"><v>1</v></c></row><row r="10"', 1)})  # fmt: skip
    (form,) = desk.read(content)
    assert desk.figures(form) == desk.meant("m01")


@pytest.mark.parametrize("formula", ["=cmd|'/C calc'!A0", '=HYPERLINK("http://x","y")', '=WEBSERVICE("http://x")'])
def test_formulas_are_never_run(formula: str) -> None:
    """In a cell of figures it is asked about; in a note its text is kept as text."""
    book = desk.book("m01")
    book.worksheets[0][desk.cell_name("m01", "02", "uoc")].value = formula
    (form,) = desk.read(desk.saved(book))
    assert desk.codes(form) == ["SUB103"]
    assert ("02", "uoc") not in desk.figures(form)


def test_an_archive_of_several_workbooks() -> None:
    content = zipped(**{
        "xã An Bình/biểu 1.xlsx": desk.filled("m01"), "bieu 3 (1).xlsx": desk.filled("m03"), "__MACOSX__._x.xlsx": "x",
        "hong.xlsx": desk.filled("m01")[:500], "trong.zip": zipped(**{"a.xlsx": desk.filled("m01")}), "ghi chú.docx": "PK",
    })  # fmt: skip
    forms = {form.filename: form for form in desk.read(content, "nộp.zip")}
    assert desk.figures(forms["biểu 1.xlsx"]) == desk.meant("m01")
    assert desk.figures(forms["bieu 3 (1).xlsx"]) == desk.meant("m03")
    assert forms["biểu 1.xlsx"].content == desk.filled("m01")
    others = {name: desk.codes(form) for name, form in forms.items() if form.at is None}
    assert others == {"hong.xlsx": ["SUB001"], "trong.zip": ["SUB001"], "ghi chú.docx": ["SUB001"]}


def test_a_signed_scan_beside_the_sheet_is_kept_and_named() -> None:
    content = zipped(
        **{"biểu 1.xlsx": desk.filled("m01"), "biểu 1 có dấu.pdf": b"%PDF-1.7", "ảnh.jpg": b"\xff\xd8\xff"}
    )
    (form,) = desk.read(content, "nộp.zip")
    assert desk.figures(form) == desk.meant("m01")
    assert desk.codes(form) == ["SUB009"]
    assert "“biểu 1 có dấu.pdf”, “ảnh.jpg”" in form.findings[0].message
    assert form.original == content, "nothing is lost"
    alone = desk.read(zipped(**{"biểu 1 có dấu.pdf": b"%PDF-1.7"}), "nộp.zip")
    assert [desk.codes(one) for one in alone] == [["SUB001"]]


def test_two_versions_of_a_form_in_one_archive_are_asked_about() -> None:
    other = desk.filled("m01", without=[("02", "th")])
    forms = desk.read(zipped(**{"biểu 1.xlsx": desk.filled("m01"), "biểu 1 sửa lại.xlsx": other}), "nộp.zip")
    assert [desk.codes(form)[0] for form in forms] == ["SUB008", "SUB008"]
    assert "“biểu 1 sửa lại.xlsx”" in forms[0].findings[0].message
    same = desk.read(zipped(**{"biểu 1.xlsx": desk.filled("m01"), "biểu 1 (1).xlsx": desk.filled("m01")}), "nộp.zip")
    assert [desk.codes(form) for form in same] == [[]]


def test_an_archive_of_too_many_or_no_files() -> None:
    assert "đề nghị nén" in refused(zipped(**{f"{number}.xlsx": "x" for number in range(MOST_FILES + 1)}), "nộp.zip")
    assert "0 tệp" in refused(zipped(**{".DS_Store": "x"}), "nộp.zip")


def test_a_locked_archive() -> None:
    content = bytearray(zipped(a="x" * 50))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = content.index(mark) + (6 if mark.endswith(b"\x04") else 8)
        content[at] |= 1
    assert "mật khẩu" in refused(bytes(content), "nộp.zip")


def test_the_content_decides_not_the_name() -> None:
    for name in ("bieu.xls", "bieu.csv", "bieu", "bieu.zip", "../../etc/passwd"):
        (form,) = desk.read(desk.filled("m01"), name)
        assert isinstance(form, ReadForm)
        assert desk.figures(form) == desk.meant("m01")


def test_binary_workbooks_are_answered() -> None:
    assert ".xlsb" in refused(zipped(**{"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"}))
    assert "Word" in refused(zipped(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}))


def test_a_locked_spreadsheet_of_libreoffice() -> None:
    manifest = '<manifest:manifest xmlns:manifest="urn:x"><manifest:encryption-data/></manifest:manifest>'
    content = zipped(**{"mimetype": "x", "content.xml": "noise", "META-INF/manifest.xml": manifest})
    assert "mật khẩu" in refused(content, "bieu.ods")


def test_repeated_rows_of_libreoffice_do_not_explode() -> None:
    ns = 'xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"'
    row = ('<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384" '
           'office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>')  # fmt: skip
    body = f'<office:body><office:spreadsheet><table:table table:name="A">{row}</table:table></office:spreadsheet></office:body>'
    content = zipped(
        **{"mimetype": "x", "content.xml": f"<office:document-content {ns}>{body}</office:document-content>"}
    )
    (form,) = desk.read(content, "bieu.ods")
    assert set(desk.codes(form)) == {"SUB002", "SUB009"}
