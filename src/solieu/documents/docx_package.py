"""The parts of a Word file that somebody sent: an archive and XML that may be broken, huge or hostile.

Sizes are limited while unpacking, because an archive may lie about them. Entities are not resolved, nothing is
fetched, deep or huge trees are refused by libxml2; a document type declaration, which Word never writes, is refused.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from solieu.documents.limits import MEGABYTE, PART_BYTES, PARTS, PARTS_BYTES
from solieu.documents.unread import UnreadableError

_AGAIN = "Đề nghị mở bằng Word, lưu lại (Save As) rồi thử lại"
_BROKEN = f"Tệp Word bị hỏng. {_AGAIN}"
_KINDS = (
    ("xl/", "Đây là bảng tính, không phải văn bản. Đề nghị chọn tệp .docx, .pdf, .md hoặc .txt"),
    ("ppt/", "Đây là bản trình chiếu, không phải văn bản. Đề nghị chọn tệp .docx, .pdf, .md hoặc .txt"),
    ("content.xml", "Đây là tệp OpenDocument. Đề nghị mở bằng LibreOffice, lưu thành kiểu .docx rồi đọc soát"),
)
_NOT_WORD = "Đây là tệp nén, không phải tệp Word. Đề nghị giải nén rồi chọn từng tệp .docx, .pdf, .md hoặc .txt"


@dataclass(frozen=True, slots=True)
class Relation:
    """``kind`` is the last word of the relationship's type: footnotes, styles, header ..."""

    kind: str
    part: str


class Package:
    """Raises UnreadableError, also later, when a part that is asked for is broken or too large."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._left = PARTS_BYTES
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
            raise UnreadableError(_BROKEN) from None
        self.names = frozenset(self._archive.namelist())
        if len(self._archive.infolist()) > PARTS:
            raise UnreadableError(f"Tệp Word có hơn {PARTS} phần, không phải văn bản bình thường. {_AGAIN}")

    @cached_property
    def main(self) -> str:
        """Name of the part that holds the text."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and relation.part in self.names:
                if not relation.part.startswith("word/"):
                    self._refuse_kind()
                return relation.part
        self._refuse_kind()
        raise UnreadableError(_NOT_WORD)

    def _refuse_kind(self) -> None:
        for beginning, reason in _KINDS:
            if any(name.startswith(beginning) for name in self.names):
                raise UnreadableError(reason)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What a part (the package, for "") refers to inside the file."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        return () if root is None else tuple(_relations(root, folder))

    def related(self, part: str, kind: str) -> Iterator[str]:
        return (each.part for each in self.relations(part) if each.kind == kind and each.part in self.names)

    def xml(self, part: str) -> Any | None:
        """Root element of a part; None when there is no such part."""
        if part not in self.names:
            return None
        return parsed(self.read(part))

    def read(self, part: str) -> bytes:
        limit = min(PART_BYTES, self._left)
        try:
            with self._archive.open(part) as file:
                content = file.read(limit + 1)
        except RuntimeError:  # zipfile's word for an encrypted entry
            raise UnreadableError("Tệp có mật khẩu. Đề nghị bỏ mật khẩu rồi lưu lại") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
            raise UnreadableError(_BROKEN) from None
        if len(content) > limit:
            raise UnreadableError(
                f"Nội dung giải nén lớn hơn {limit // MEGABYTE} MB, không phải văn bản bình thường. {_AGAIN}"
            )
        self._left -= len(content)
        return content


def parsed(content: bytes) -> Any:
    """Root element of untrusted XML. Raises UnreadableError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        deep = "depth" in str(error) or "huge" in str(error).lower()
        why = "Tệp Word lồng quá sâu hoặc quá lớn, không phải văn bản bình thường" if deep else "Tệp Word bị hỏng"
        raise UnreadableError(f"{why}. {_AGAIN}") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(f"Tệp Word có khai báo lạ (DTD) và không được đọc để giữ an toàn. {_AGAIN}")
    return root


def _relations(root: Any, folder: str) -> Iterator[Relation]:
    for each in root:
        if each.get("TargetMode") != "External" and each.get("Target"):
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target"))).lstrip("/")
            yield Relation(each.get("Type", "").rpartition("/")[2], target)
