"""Files that are broken, huge or made to harm: one line with what to do, or a part that says what it left out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typst_paper import typst_pdf
from word_file import NAMESPACES, paragraph, run, table, word_file

from solieu.documents import docx_package, limits, pdf_process, pdf_sheets, read_pdf, reading
from solieu.documents.document import Document
from solieu.documents.reading import file_content, read_document, read_file
from solieu.documents.unread import Unread

GOOD = word_file(paragraph(run("Trồng được 412 cây.")))


def refused(content: bytes, name: str = "a.docx") -> str:
    """The reason: one line, in Vietnamese, that says what to do."""
    found = read_document(content, name)
    assert isinstance(found, Unread), found
    assert "\n" not in found.reason
    assert "Đề nghị" in found.reason or "nên không" in found.reason, found.reason
    return found.reason


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target.getvalue()


KINDS = [
    ("nothing", b"", "a.txt", "trống"),
    ("only blanks", b" \r\n\x00\n", "a.txt", "trống"),
    ("random bytes", bytes((number * 197 + 13) % 256 for number in range(4000)), "a.docx", "không phải tệp Word"),
    ("random bytes as pdf", bytes((number * 197 + 13) % 256 for number in range(4000)), "a.pdf", "không phải PDF"),
    ("random bytes as text", bytes((number * 197 + 13) % 256 for number in range(4000)), "a.txt", "nhị phân"),
    ("a cut archive", GOOD[: len(GOOD) // 2], "a.docx", "bị hỏng"),
    ("an archive of something else", zipped({"anh.txt": b"x"}), "a.docx", "tệp nén"),
    ("a workbook", zipped({"_rels/.rels": b"<r/>", "xl/workbook.xml": b"<w/>"}), "a.docx", "bảng tính"),
    ("slides", zipped({"ppt/presentation.xml": b"<w/>"}), "a.docx", "trình chiếu"),
    ("an OpenDocument text", zipped({"mimetype": b"x", "content.xml": b"<w/>"}), "a.odt", "OpenDocument"),
    ("an old Word file", b"\xd0\xcf\x11\xe0" + bytes(600), "a.doc", ".docx"),
    ("a Word file with a password", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "mật khẩu"),
    ("RTF", b"{\\rtf1 Xin ch\\u224 o}", "a.doc", "RTF"),
    ("a photograph", b"\xff\xd8\xff\xe0" + bytes(100), "a.pdf", "ảnh"),
    ("a page", b"<!DOCTYPE html><p>12</p>", "a.txt", "trang web"),
    ("a table of values", "xã;số\nBến Đò;412".encode(), "a.csv", "bảng"),
    ("a cut PDF", typst_pdf("412")[:700], "a.pdf", "hỏng"),
    ("a PDF without pages", b"%PDF-1.7\n%%EOF", "a.pdf", "hỏng"),
]


@pytest.mark.parametrize(("name", "content", "file", "word"), KINDS, ids=[case[0] for case in KINDS])
def test_kinds_that_are_not_read(name: str, content: bytes, file: str, word: str) -> None:
    assert word in refused(content, file)


def test_a_pdf_with_a_password() -> None:
    secret = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF"
    )
    assert "mật khẩu" in refused(secret, "a.pdf")


def declaring(declaration: str, text: str) -> bytes:
    body = f"<w:body>{paragraph(run(text))}</w:body>"
    xml = f"<!DOCTYPE w [{declaration}]><w:document {NAMESPACES}>{body}</w:document>"
    return word_file("", raw={"word/document.xml": xml.encode()})


def test_entities_are_never_resolved() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    refused(declaring(f'<!ENTITY l0 "ha">{laughs}', "&l9;"))
    assert "DTD" in refused(declaring('<!ENTITY x SYSTEM "file:///etc/hostname">', "&x;"))
    assert "DTD" in refused(declaring('<!ENTITY x "412">', "không dùng"))


def test_depth_has_an_end() -> None:
    deep = "<w:ins>" * 5000 + run("412") + "</w:ins>" * 5000
    assert "sâu" in refused(word_file(paragraph(deep)))
    nested = "<w:tbl><w:tr><w:tc>" * 60 + paragraph(run("412")) + "</w:tc></w:tr></w:tbl>" * 60
    assert isinstance(read_document(word_file(nested), "a.docx"), Document)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_unpacks_to_too_much_is_refused_while_unpacking(monkeypatch: pytest.MonkeyPatch, method: int) -> None:
    monkeypatch.setattr(docx_package, "PART_BYTES", 200_000)
    entries = {
        name: zipfile.ZipFile(io.BytesIO(GOOD)).read(name) for name in zipfile.ZipFile(io.BytesIO(GOOD)).namelist()
    }
    entries["word/document.xml"] = b"<w>" + b" " * 5_000_000 + b"</w>"
    assert "giải nén" in refused(zipped(entries, method))


def test_a_size_that_lies_is_no_help(monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive claims 10 bytes for a part of 5 MB."""
    monkeypatch.setattr(docx_package, "PART_BYTES", 200_000)
    content = word_file("", raw={"word/document.xml": b"<w>" + b" " * 5_000_000 + b"</w>"})
    size = (5_000_007).to_bytes(4, "little")
    assert content.count(size) >= 2
    refused(content.replace(size, (10).to_bytes(4, "little")))


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "PARTS_BYTES", 3000)
    styles = f"<w:style w:styleId='a'><w:name w:val='{'x' * 4000}'/></w:style>"
    assert "giải nén" in refused(word_file(paragraph(run("412")), parts={"styles": styles}))


def test_an_archive_of_very_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "PARTS", 50)
    assert "phần" in refused(word_file(paragraph(run("412")), raw={f"word/{n}.bin": b"" for n in range(60)}))


def test_one_line_of_100_megabytes() -> None:
    line = b"tong so 412 cay, " * (100 * limits.MEGABYTE // 17)
    assert "16 MB" in refused(line, "a.txt")


def test_a_pdf_of_very_many_pages_is_read_in_part_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_pdf, "PDF_PAGES", 3)
    pages = "\n#pagebreak()\n".join(f"Trang {n} có 412 cây." for n in range(1, 9))
    found = read_pdf.read_pdf(typst_pdf(pages), "a.pdf")
    assert found.passages[-1].page == 3
    assert any("3 trang đầu trong 8 trang" in reason for reason in found.unread)


def test_a_page_of_very_many_letters_and_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_sheets, "PDF_PAGE_LETTERS", 40)
    monkeypatch.setattr(pdf_sheets, "PDF_PAGE_RULES", 5)
    cells = "".join(f"[{n}]," for n in range(60))
    found = read_pdf.read_pdf(typst_pdf(f"#table(columns: 6, {cells})"), "a.pdf")
    assert any("quá nhiều ký tự" in reason for reason in found.unread)
    assert not any(passage.cell for passage in found.passages)


def test_more_passages_than_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from solieu.documents import assembly

    monkeypatch.setattr(assembly, "PASSAGES", 10)
    found = read_document("\n\n".join(f"Xã số {n} trồng cây." for n in range(30)).encode(), "a.txt")
    assert isinstance(found, Document)
    assert len(found.passages) == 10
    assert found.unread


def test_files_that_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Không có tệp" in reason_of(str(tmp_path / "mat.txt"))
    assert "thư mục" in reason_of(str(tmp_path))
    assert "không hợp lệ" in reason_of("a\0b")
    (tmp_path / "khoa.txt").write_text("412")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "quyền" in reason_of(str(tmp_path / "khoa.txt"))


def test_a_file_larger_than_is_taken_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "FILE_BYTES", 10)
    (tmp_path / "to.txt").write_bytes(b"x" * 11)
    assert isinstance(file_content(str(tmp_path / "to.txt")), Unread)


def reason_of(path: str) -> str:
    found = read_file(path)
    assert isinstance(found, Unread)
    return found.reason


SEEDS = [
    (GOOD, "a.docx"),
    (word_file(table("<w:tr><w:tc>" + paragraph(run("412")) + "</w:tc></w:tr>")), "a.docx"),
    (typst_pdf("Năm 2025#footnote[Gồm 412.] trồng 800 cây."), "a.pdf"),
    ("Trồng 800 cây<sup>1</sup>.\n\n<sup>1</sup> Gồm 412 cây.".encode(), "a.md"),
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=20))
def test_damaged_files_are_answered(seed: tuple[bytes, str], changes: list[tuple[int, int]]) -> None:
    """Bytes changed anywhere: a document or one line, never an exception."""
    content = bytearray(seed[0])
    for at, byte in changes:
        content[at % len(content)] = byte
    found = answered(bytes(content), seed[1])
    assert isinstance(found, Document | Unread)


def answered(content: bytes, name: str) -> Document | Unread:
    """As ``read_document``, without a process of its own for every PDF."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_process, "read_pdf_apart", read_pdf.read_pdf)
        return read_document(content, name)


NAMES = [
    "p",
    "r",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "ins",
    "del",
    "hyperlink",
    "txbxContent",
    "pict",
    "fldSimple",
]


def wrapped(name: str, parts: list[str]) -> str:
    return f"<w:{name}>{''.join(parts)}</w:{name}>"


ELEMENTS = st.recursive(
    st.sampled_from([run("412"), "<w:tab/>", "<w:t>1</w:t>", "<w:footnoteReference/>", "<w:tcPr/>", ""]),
    lambda inner: st.builds(wrapped, st.sampled_from(NAMES), st.lists(inner, max_size=4)),
    max_leaves=20,
)


@settings(max_examples=100, deadline=None)
@given(ELEMENTS)
def test_elements_in_any_order_are_answered(body: str) -> None:
    """Well-formed XML that no Word would write."""
    assert isinstance(read_document(word_file(body + paragraph(run("Hết."))), "a.docx"), Document)


def test_a_reader_that_breaks_down_takes_nothing_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_process, "_CHILD", "import os; os.abort()")
    assert "bộ nhớ" in refused(typst_pdf("412"), "a.pdf")


def test_the_memory_of_the_reader_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream of 2 KB may unpack to gigabytes; here the reader asks for as much itself."""
    hungry = "from solieu.documents import pdf_process; pdf_process._limit(); import sys; sys.stdout.buffer.write(b'x' * 2 * 10**9)"
    monkeypatch.setattr(pdf_process, "_CHILD", hungry)
    assert "bộ nhớ" in refused(typst_pdf("412"), "a.pdf")


def test_a_pdf_of_damaged_pages_says_which() -> None:
    pdf = pypdfium2.PdfDocument(typst_pdf("Trang 1.\n#pagebreak()\nTrang 2."))
    target = io.BytesIO()
    pdf.save(target)
    found = read_document(target.getvalue().replace(b"/Contents", b"/Kontents"), "a.pdf")
    assert isinstance(found, Document | Unread)
