"""A report that came as a document becomes a report of this workspace: its figures bound, its prose kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import yaml

from solieu.actions import Context, RefusalError, accept_narrative, activate_catalog
from solieu.app.examining import examples_of
from solieu.app.workspace import Workspace
from solieu.catalog import Catalog, load_bundle, shipped
from solieu.catalog.model import ReportDefinition
from solieu.core import Period
from solieu.documents.document import Document
from solieu.facts import Provenance
from solieu.reports.adopting import PHRASES, Adopted, Binder, candidates, outline_of
from solieu.reports.setting import Setting

_BASE = "viet_nam"
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class Adoption:
    """What came of a document: the report under its name, and every figure with what became of it."""

    report: str
    period: Period
    adopted: Adopted


def adopt(workspace: Workspace, document: Document, report: str, period: Period, *, user: str = "") -> Adoption:
    """Leave the document as a report of the catalogue and its prose as texts of the period, all of it or nothing.

    Raises RefusalError for a secret document, a name that is taken or no name, and a document without a body.
    """
    context = workspace.context(user)
    _require_name(context.catalog, report)
    if document.stamp:
        raise RefusalError(f"văn bản đóng dấu {document.stamp}; không đưa văn bản mật vào hệ thống này")
    setting = Setting(workspace.evaluator(), report, period, context.catalog.root_unit)
    adopted = outline_of(document, Binder(setting, candidates(setting)))
    if not adopted.sections:
        raise RefusalError("không thấy nội dung báo cáo trong văn bản")
    changed = _with_report(context.catalog, _files(context.catalog, report, period, adopted))
    with workspace.store.transaction():
        activate_catalog(context, changed)
        for id, text in adopted.narratives.items():
            _keep(replace(context, catalog=changed), report, id, period, text)
    return Adoption(report, period, adopted)


def _keep(context: Context, report: str, id: str, period: Period, text: str) -> None:
    root = context.catalog.root_unit
    accept_narrative(context, report=report, section=id, period=period, unit=root, sender=root, text=text,
                     provenance=Provenance.REPORTED)  # fmt: skip


def _require_name(catalog: Catalog, report: str) -> None:
    if not _NAME.match(report):
        raise RefusalError(f"“{report}” không làm tên báo cáo được; viết chữ thường không dấu, ví dụ bao_cao_nam_truoc")
    if report in catalog.reports:
        raise RefusalError(f"danh mục đã có báo cáo “{report}”; đề nghị chọn tên khác")


def _with_report(catalog: Catalog, files: Mapping[str, bytes]) -> Catalog:
    """The catalogue with the files of the report. A fault in them is our own failure, since we wrote them."""
    loaded = load_bundle({**catalog.files, **files})
    if loaded.catalog is None or loaded.territory is None:
        raise AssertionError(f"the adopted template does not load: {loaded.mistakes[0]}")
    if faults := examples_of(loaded.catalog, loaded.territory):
        raise AssertionError(f"the adopted template is at fault: {faults[0]}")
    return loaded.catalog


def _files(catalog: Catalog, report: str, period: Period, adopted: Adopted) -> dict[str, bytes]:
    folder = f"reports/{report}"
    head = yaml.safe_dump(_definition(catalog, period, adopted), allow_unicode=True, sort_keys=False, width=1000)
    texts = {f"{folder}/{id}.md": text for id, text in adopted.sections.items()}
    written = {name: text.encode("utf-8") for name, text in {f"{folder}/report.yaml": head, **texts}.items()}
    return {**_phrases(catalog), **written}


def _phrases(catalog: Catalog) -> dict[str, bytes]:
    """The phrases that adopted templates speak with, where an older catalogue lacks them."""
    lacking = [f"phrases/{name}.yaml" for name in PHRASES if name not in catalog.phrases]
    return {path: (shipped(_BASE) / path).read_bytes() for path in lacking}


def _definition(catalog: Catalog, period: Period, adopted: Adopted) -> dict[str, object]:
    """Head and parties as the locality's other reports have them; a person changes them in the catalogue."""
    frequency = period.kind.value
    known = sorted(catalog.reports.values(), key=lambda one: (one.frequency != frequency, -len(one.sections), one.id))
    return {
        "title": "Báo cáo lập từ văn bản đã có",
        "frequency": frequency,
        **(_parties(known[0]) if known else _PARTIES),
        "sections": list(adopted.sections),
        "annexes": [],
    }


def _parties(known: ReportDefinition) -> dict[str, object]:
    return {
        "unit_kinds": [str(kind) for kind in known.unit_kinds],
        "head": {str(name): str(text) for name, text in known.head.items()},
        "recipients": [str(recipient) for recipient in known.recipients],
        "closing": str(known.closing),
    }


_PARTIES: Mapping[str, object] = {
    "unit_kinds": ["huyen"],
    "head": {"issuing_body": "ỦY BAN NHÂN DÂN", "symbol": "/BC-UBND", "place": "…", "type_name": "BÁO CÁO",
             "subject": "Tình hình kinh tế - xã hội {ky}", "authority": "TM. ỦY BAN NHÂN DÂN",
             "signer_title": "CHỦ TỊCH"},
    "recipients": ["Như trên;", "Lưu: VT."],
    "closing": "Trên đây là báo cáo {ky}./.",
}  # fmt: skip
