"""Rows of what came back: returned files, decisions on their changes, figures kept by hand, questions and opinions."""

from __future__ import annotations

from typing import Any

from solieu.core import Period, parse_period
from solieu.facts import (
    ChangeDecision,
    Override,
    Remark,
    RemarkKind,
    Reply,
    ReplyKind,
    ReturnedFile,
    Verdict,
)
from solieu.storage import models

_FILE = ("sha256", "report", "draft", "moment", "filename", "actor", "at", "history")
_DECISION = ("sha256", "change", "reason", "actor", "at")
_OVERRIDE = ("report", "figure", "printed", "replaces", "reason", "actor", "at", "basis")
_REMARK = ("id", "report", "author", "text", "actor", "at", "owner", "key", "figure", "words", "said_at", "sha256")


class TakenBackStore:
    """The part of the store that keeps what came back."""

    def add_returned(self, file: ReturnedFile) -> None:
        models.ReturnedFileRow.objects.create(**_values(file, _FILE), period=str(file.period))

    def returned_files(self, report: str = "", period: Period | None = None) -> tuple[ReturnedFile, ...]:
        """Oldest first."""
        found = models.ReturnedFileRow.objects.order_by("id")
        found = found.filter(report=report) if report else found
        found = found.filter(period=str(period)) if period else found
        return tuple(ReturnedFile(**_values(row, _FILE), period=parse_period(row.period)) for row in found)

    def add_change_decision(self, decision: ChangeDecision) -> None:
        models.ChangeDecisionRow.objects.create(**_values(decision, _DECISION), verdict=decision.verdict.value)

    def change_decisions(self, sha256: str) -> tuple[ChangeDecision, ...]:
        """What was decided of the changes of one file, oldest first; the last of a change holds."""
        found = models.ChangeDecisionRow.objects.filter(sha256=sha256).order_by("id")
        return tuple(ChangeDecision(**_values(row, _DECISION), verdict=Verdict(row.verdict)) for row in found)

    def add_override(self, override: Override) -> None:
        models.OverrideRow.objects.create(**_values(override, _OVERRIDE), period=str(override.period))

    def add_remark(self, remark: Remark) -> None:
        models.RemarkRow.objects.create(**_values(remark, _REMARK), kind=remark.kind.value, period=str(remark.period))

    def remark(self, id: str) -> Remark | None:
        row = models.RemarkRow.objects.filter(pk=id).first()
        return _remark_of(row) if row else None

    def remarks(self, kind: RemarkKind | None = None, sha256: str = "") -> tuple[Remark, ...]:
        """Oldest first."""
        found = models.RemarkRow.objects.order_by("at", "id")
        found = found.filter(kind=kind.value) if kind else found
        return tuple(map(_remark_of, found.filter(sha256=sha256) if sha256 else found))

    def add_reply(self, reply: Reply) -> None:
        models.ReplyRow.objects.create(
            remark_id=reply.remark, kind=reply.kind.value, text=reply.text, actor=reply.actor, at=reply.at
        )

    def replies(self) -> tuple[Reply, ...]:
        found = models.ReplyRow.objects.order_by("id")
        return tuple(Reply(row.remark_id, ReplyKind(row.kind), row.text, row.actor, row.at) for row in found)


def override_of(row: models.OverrideRow) -> Override:
    return Override(**_values(row, _OVERRIDE), period=parse_period(row.period))


def _remark_of(row: models.RemarkRow) -> Remark:
    return Remark(**_values(row, _REMARK), kind=RemarkKind(row.kind), period=parse_period(row.period))


def _values(one: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(one, name) for name in names}
