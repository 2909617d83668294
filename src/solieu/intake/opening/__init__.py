"""Opening what a sender handed in, without trusting it: limits first, then cells as they are.

The content decides what a file is, never its name. Nothing in a file is evaluated, executed or fetched.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from solieu.intake.opening.delimited import read_delimited
from solieu.intake.opening.limits import LARGEST_FILE, MOST_FILES, RefusedFileError, open_archive
from solieu.intake.opening.old_excel import read_old_excel
from solieu.intake.opening.ooxml import read_ooxml
from solieu.intake.opening.opendocument import read_opendocument
from solieu.intake.sheet import Book

__all__ = ["Opened", "RefusedFileError", "open_file"]

_OLE = b"\xd0\xcf\x11\xe0"
# What is told by its first bytes and answered with the one thing to do.
_OTHERS = {
    b"%PDF": "tệp PDF hoặc bản quét không đọc được số liệu; đề nghị gửi kèm tệp Excel của biểu",
    b"\xff\xd8\xff": "tệp ảnh không đọc được số liệu; đề nghị gửi kèm tệp Excel của biểu",
    b"\x89PNG": "tệp ảnh không đọc được số liệu; đề nghị gửi kèm tệp Excel của biểu",
    b"Rar!": "tệp nén .rar chưa đọc được; đề nghị gửi từng tệp Excel hoặc nén .zip",
    b"7z\xbc\xaf": "tệp nén .7z chưa đọc được; đề nghị gửi từng tệp Excel hoặc nén .zip",
    b"<": "tệp là trang web hoặc XML mang tên Excel; đề nghị mở bằng Excel, lưu lại dạng .xlsx và gửi lại",
    b"{\\rtf": "tệp văn bản, không phải bảng tính; đề nghị gửi tệp Excel của biểu",
}


_SCANS = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG")


@dataclass(frozen=True, slots=True)
class Opened:
    """One workbook of what was handed in; ``refused`` says why there is none. A scan or a picture may lie beside the
    workbooks of an archive."""

    filename: str
    content: bytes
    book: Book | None = None
    refused: str = ""
    is_scan: bool = False


def open_file(content: bytes, filename: str) -> tuple[Opened, ...]:
    """The workbooks in a file: one, or those of an archive, each read or refused by itself."""
    try:
        _check(content)
        if content.startswith(b"PK") and _is_collection(open_archive(content)):
            return tuple(_members(open_archive(content)))
        return (Opened(filename, content, _book(content, filename)),)
    except RefusedFileError as refused:
        return (Opened(filename, content, refused=str(refused)),)


def _check(content: bytes) -> None:
    if not content.strip():
        raise RefusedFileError("tệp rỗng; đề nghị gửi lại")
    if len(content) > LARGEST_FILE:
        raise RefusedFileError(f"tệp lớn {len(content) // 2**20} MB, quá mức {LARGEST_FILE // 2**20} MB")


def _book(content: bytes, filename: str) -> Book:
    if content.startswith(_OLE):
        return read_old_excel(content)
    if content.startswith(b"PK"):
        return _zipped(content)
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, said in _OTHERS.items():
        if start.startswith(mark):
            raise RefusedFileError(said)
    return read_delimited(content, PurePosixPath(filename).stem)


def _zipped(content: bytes) -> Book:
    archive = open_archive(content)
    names = set(archive.namelist())
    try:
        if "content.xml" in names:
            return read_opendocument(archive)
        if any(name.endswith("workbook.bin") for name in names):
            raise RefusedFileError("tệp .xlsb chưa đọc được; đề nghị lưu lại dạng .xlsx và gửi lại")
        if any(name.startswith("word/") for name in names):
            raise RefusedFileError("tệp Word, không phải bảng tính; đề nghị gửi tệp Excel của biểu")
        return read_ooxml(archive)
    except RefusedFileError:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file may break a reader anywhere
        raise RefusedFileError(
            f"tệp hỏng hoặc không phải tệp Excel ({type(error).__name__}); đề nghị mở, lưu lại và gửi lại"
        ) from None


def _is_collection(archive: zipfile.ZipFile) -> bool:
    names = archive.namelist()
    return "[Content_Types].xml" not in names and "mimetype" not in names and "content.xml" not in names


def _members(archive: zipfile.ZipFile) -> Iterator[Opened]:
    """Every file of an archive; one inside another is not opened."""
    files = [item for item in archive.infolist() if not item.is_dir() and not _is_litter(item.filename)]
    if not files or len(files) > MOST_FILES:
        raise RefusedFileError(f"tệp nén có {len(files)} tệp; đề nghị nén từ 1 đến {MOST_FILES} tệp Excel")
    for item in files:
        name, content = PurePosixPath(item.filename).name, b""
        try:
            content = archive.read(item)
            _check(content)
            if content.startswith(b"PK") and _is_collection(open_archive(content)):
                raise RefusedFileError("tệp nén nằm trong tệp nén không được mở; đề nghị gửi riêng")
            yield Opened(name, content, _book(content, name))
        except RefusedFileError as refused:
            yield Opened(name, content, refused=str(refused), is_scan=content.startswith(_SCANS))
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError):
            yield Opened(name, b"", refused="tệp trong tệp nén bị hỏng; đề nghị gửi lại")


def _is_litter(name: str) -> bool:
    """What systems leave in archives."""
    path = PurePosixPath(name)
    return path.name.startswith((".", "~$")) or path.name == "Thumbs.db" or "__MACOSX" in path.parts
