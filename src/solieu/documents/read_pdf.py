"""PDF files. (The reader comes with the next change.)"""

from __future__ import annotations

from solieu.documents.document import Document
from solieu.documents.unread import UnreadableError


def read_pdf(content: bytes, name: str) -> Document:
    """Raises UnreadableError."""
    raise UnreadableError("Chưa đọc được tệp PDF. Đề nghị chọn tệp .docx, .md hoặc .txt")
