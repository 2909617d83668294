"""Paper in: any report as one Document. The kind is told by the bytes; the name is only believed where bytes are silent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath

from solieu.documents.document import Document
from solieu.documents.limits import FILE_BYTES, MEGABYTE, TEXT_BYTES
from solieu.documents.unread import Unread, UnreadableError

_READ = ".docx, .pdf, .md hoặc .txt"
_AS_DOCX = "Đề nghị mở bằng Word hoặc LibreOffice, chọn Lưu thành (Save As) kiểu .docx rồi đọc soát tệp .docx"
_FOREIGN = (
    (b"{\\rtf", f"Đây là tệp RTF. {_AS_DOCX}"),
    (b"\x89PNG", "Đây là ảnh, chưa có chữ. Đề nghị nhận dạng chữ (OCR) rồi đọc soát tệp văn bản"),
    (b"\xff\xd8\xff", "Đây là ảnh, chưa có chữ. Đề nghị nhận dạng chữ (OCR) rồi đọc soát tệp văn bản"),
    (b"Rar!", f"Đây là tệp nén. Đề nghị giải nén rồi chọn từng tệp {_READ}"),
    (b"7z\xbc\xaf", f"Đây là tệp nén. Đề nghị giải nén rồi chọn từng tệp {_READ}"),
)
_SUFFIXES = {
    ".docx": "Tệp mang đuôi .docx nhưng nội dung không phải tệp Word. Đề nghị kiểm tra lại tệp hoặc xin lại bản gốc",
    ".docm": "Tệp mang đuôi .docm nhưng nội dung không phải tệp Word. Đề nghị kiểm tra lại tệp hoặc xin lại bản gốc",
    ".doc": f"Tệp mang đuôi .doc nhưng nội dung không phải tệp Word. {_AS_DOCX}",
    ".pdf": "Tệp mang đuôi .pdf nhưng nội dung không phải PDF. Đề nghị kiểm tra lại tệp hoặc xin lại bản gốc",
    ".csv": f"Đọc soát không nhận tệp bảng .csv. Đề nghị chọn tệp {_READ}",
    ".json": f"Đọc soát không nhận tệp .json. Đề nghị chọn tệp {_READ}",
    ".xml": f"Đọc soát không nhận tệp .xml. Đề nghị chọn tệp {_READ}",
}


def read_document(content: bytes, name: str) -> Document | Unread:
    """The document, or in one line why there is none. ``name`` is shown and tells Markdown from plain text."""
    try:
        return _reader(content, PurePath(name).suffix.lower())(content, name)
    except UnreadableError as error:
        return Unread(name, str(error))


def read_file(path: str) -> Document | Unread:
    """The same from a path; what the disk refuses is said too. Nothing larger than ``FILE_BYTES`` is taken in."""
    content = file_content(path)
    return content if isinstance(content, Unread) else read_document(content, path)


def file_content(path: str) -> bytes | Unread:
    try:
        with Path(path).open("rb") as file:
            content = file.read(FILE_BYTES + 1)
    except IsADirectoryError:
        return Unread(path, f"Đây là thư mục. Đề nghị chọn từng tệp {_READ}")
    except FileNotFoundError:
        return Unread(path, "Không có tệp này. Đề nghị kiểm tra tên và thư mục")
    except PermissionError:
        return Unread(path, "Không được phép mở tệp này. Đề nghị kiểm tra quyền đọc của tệp")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "tên tệp không hợp lệ"
        return Unread(path, f"Không mở được tệp ({reason}). Đề nghị kiểm tra lại tệp")
    if len(content) > FILE_BYTES:
        return Unread(path, f"Tệp lớn hơn {FILE_BYTES // MEGABYTE} MB. Đề nghị tách tệp hoặc bớt ảnh")
    return content


def _reader(content: bytes, suffix: str) -> Callable[[bytes, str], Document]:
    """Chosen by what the bytes begin with. Raises UnreadableError for kinds that are recognised and not read."""
    if not content.strip(b"\0 \r\n\t"):
        raise UnreadableError("Tệp trống. Đề nghị kiểm tra lại tệp")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _docx
    if b"%PDF-" in content[:1024]:
        return _pdf
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(_old_office(content, suffix))
    for beginning, reason in _FOREIGN:
        if content.startswith(beginning):
            raise UnreadableError(reason)
    if suffix in _SUFFIXES:
        raise UnreadableError(_SUFFIXES[suffix])
    if content[:1024].lstrip().lower().startswith((b"<!doctype html", b"<html", b"<?xml")):
        raise UnreadableError(f"Đây là trang web, không phải văn bản. Đề nghị chọn tệp {_READ}")
    return _markdown if suffix in (".md", ".markdown") else _text


def _old_office(content: bytes, suffix: str) -> str:
    if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0" in content:
        return "Tệp có mật khẩu. Đề nghị mở bằng Word, bỏ mật khẩu (File > Info > Protect Document) rồi lưu lại"
    if suffix in (".xls", ".ppt"):
        return f"Đây là tệp {suffix}, không phải văn bản. Đề nghị chọn tệp {_READ}"
    return f"Đây là tệp Word đời cũ (.doc). {_AS_DOCX}"


def _docx(content: bytes, name: str) -> Document:
    from solieu.documents.read_docx import read_docx

    return read_docx(content, name)


def _pdf(content: bytes, name: str) -> Document:
    from solieu.documents.pdf_process import read_pdf_apart

    return read_pdf_apart(content, name)


def _markdown(content: bytes, name: str) -> Document:
    return _plain(content, name, "markdown")


def _text(content: bytes, name: str) -> Document:
    return _plain(content, name, "text")


def _plain(content: bytes, name: str, kind: str) -> Document:
    from solieu.documents.read_text import read_text

    if len(content) > TEXT_BYTES:
        raise UnreadableError(
            f"Tệp văn bản lớn hơn {TEXT_BYTES // MEGABYTE} MB. Đề nghị tách thành nhiều tệp rồi đọc soát từng tệp"
        )
    return read_text(content, name, kind=kind)
