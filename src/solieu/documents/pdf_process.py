"""Reading a PDF in a process of its own, with a limit to its memory and computing time.

What is sent back is pickled: both ends are this program with the same rights, so nothing is gained by mistrust.
"""

from __future__ import annotations

import pickle
import subprocess
import sys

from solieu.documents.document import Document
from solieu.documents.limits import MEGABYTE, PDF_LAST_SECONDS, PDF_MEMORY
from solieu.documents.unread import UnreadableError

_TOO_MUCH = (
    f"PDF bị hỏng hoặc cần nhiều hơn {PDF_MEMORY // MEGABYTE} MB bộ nhớ, {PDF_LAST_SECONDS} giây để đọc. "
    "Đề nghị in lại thành PDF khác (Print to PDF) hoặc xin bản Word"
)
_CHILD = "from solieu.documents.pdf_process import answer; answer()"


def read_pdf_apart(content: bytes, name: str) -> Document:
    """As ``read_pdf``; a reader that breaks down takes nothing with it. Raises UnreadableError."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _CHILD, name],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=2 * PDF_LAST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableError(_TOO_MUCH) from None
    if done.returncode or not done.stdout:
        raise UnreadableError(_TOO_MUCH)
    found = pickle.loads(done.stdout)
    if isinstance(found, Document):
        return found
    raise UnreadableError(str(found))


def answer() -> None:
    """The other end: a PDF from standard input, its Document or the reason to standard output."""
    _limit()
    from solieu.documents.read_pdf import read_pdf

    found: Document | str
    try:
        found = read_pdf(sys.stdin.buffer.read(), sys.argv[1])
    except UnreadableError as error:
        found = str(error)
    except MemoryError:
        found = _TOO_MUCH
    sys.stdout.buffer.write(pickle.dumps(found))


def _limit() -> None:
    """Where the system can (not on Windows): its own end is then left to the time that the parent waits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (PDF_MEMORY, PDF_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PDF_LAST_SECONDS, PDF_LAST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
