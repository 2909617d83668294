"""What a file may be at most, and how one is refused. Limits stand here with their reasons."""

from __future__ import annotations

import io
import zipfile

LARGEST_FILE = 20 * 2**20  # a form of ten thousand rows has 1 MB; scans are attached, not read
LARGEST_UNPACKED = 200 * 2**20
LARGEST_PART = 64 * 2**20  # one sheet of a million short rows
MOST_PARTS = 2000
MOST_FILES = 100  # files in one archive
MOST_SHEETS = 60  # all communes of a province's largest district in one workbook
MOST_CELLS = 100_000  # cells with content on one sheet
MOST_MERGED = 5000
LAST_COLUMN = 500  # a form has a dozen columns; what stands further right is not ours


class RefusedFileError(Exception):
    """The file cannot be read at all; the text says why, in Vietnamese, in one line."""


class SheetTooLargeError(Exception):
    """One sheet is beyond the limits; the others are still read."""


def open_archive(content: bytes) -> zipfile.ZipFile:
    """An archive within the limits. Declared sizes bind: zipfile reads no byte beyond them."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, IndexError):
        raise RefusedFileError("tệp hỏng hoặc bị cắt cụt; đề nghị mở, lưu lại và gửi lại") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise RefusedFileError("tệp nén bất thường, không được mở")
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedFileError("tệp có mật khẩu; đề nghị bỏ mật khẩu và gửi lại")
    return archive
