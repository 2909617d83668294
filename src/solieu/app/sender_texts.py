"""A department's own Word text becomes the prose of its section: kept as it came, its figures bound, its sums checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from solieu.actions import RefusalError, accept_narrative
from solieu.app.workspace import Workspace
from solieu.core import Finding, Period
from solieu.documents.document import Document
from solieu.documents.reading import read_document
from solieu.facts import Narrative
from solieu.proofread import proofread
from solieu.reports import check_narrative
from solieu.reports.adopting import Binder, Taken, candidates, prose_of
from solieu.reports.setting import Setting

_WRITTEN = (".md", ".markdown")  # prose that its writer put slots into


@dataclass(frozen=True, slots=True)
class Received:
    """``figures`` are those of a document with what became of each; ``findings`` what proofreading says of it, and of
    the prose that was made of it."""

    narrative: Narrative
    figures: tuple[Taken, ...]
    findings: tuple[Finding, ...]


def receive_text(
    workspace: Workspace,
    content: bytes,
    name: str,
    *,
    report: str,
    section: str,
    period: Period,
    sender: str = "",
    user: str = "",
) -> Received:
    """One version more of a section's prose, from Markdown as written or from a document that is bound here.

    Raises RefusalError for what cannot be read, for a secret document and for an unknown section.
    """
    context = workspace.context(user)
    held = workspace.definitions()
    root = held.catalog.root_unit
    document = None if PurePath(name).suffix.lower() in _WRITTEN else _document(content, name)
    figures: tuple[Taken, ...] = ()
    if document is None:
        text = _decoded(content, name)
    else:
        setting = Setting(workspace.evaluator(), report, period, root)
        text, figures = prose_of(document, Binder(setting, candidates(setting)))
    written = accept_narrative(context, report=report, section=section, period=period, unit=root,
                               sender=sender or root, text=text, original=content if document else b"")  # fmt: skip
    doubts = proofread(document).findings if document else ()
    return Received(written, figures, (*doubts, *check_narrative(written, held.catalog, held.territory)))


def original_of(workspace: Workspace, *, report: str, section: str, period: Period) -> bytes:
    """The document that the newest prose of a section was made of, as it came. Raises RefusalError when there is none."""
    object = f"{report}/{section}/{period}/{workspace.definitions().catalog.root_unit}"
    rows = [row for row in workspace.store.journal_of(object) if row.action == "narrative.accept"]
    sealed = max(rows, key=lambda row: row.number).details.get("original", "") if rows else ""
    if not sealed:
        raise RefusalError(f"phần viết {section} kỳ {period} không có văn bản gốc kèm theo")
    return workspace.store.content(sealed)


def _document(content: bytes, name: str) -> Document:
    document = read_document(content, name)
    if not isinstance(document, Document):
        raise RefusalError(f"{name}: {document.reason}")
    if document.stamp:
        raise RefusalError(f"văn bản đóng dấu {document.stamp}; không đưa văn bản mật vào hệ thống này")
    return document


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusalError(f"Tệp {name} không phải văn bản UTF-8; đề nghị lưu lại dạng UTF-8") from None
