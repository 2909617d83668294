"""Sending and accepting the forms of a province: 65 units × 200 cells, with rules, journal and all, against the bare
bulk insert of as many rows by the same ORM into the same database."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path

from bench.timing import Row, side_by_side
from solieu import actions
from solieu.app.workspace import Workspace
from solieu.core import Period, PeriodKind, Quantity, Reading, Where
from solieu.facts import StagedFact, Submission, SubmissionState
from solieu.intake import layout

UNITS, LINES = 65, 100  # two value columns: 200 cells a form
FORM, ROOT = "b99_thu_q", "tinh_thu"
ANY = f"{FORM}.xa_01.2000-Q1.1"  # rows belong to a submission


FORM_HEAD = """code: B99/THU-Q
title: Biểu thử
frequency: Q
senders:
  - {kinds: [xa]}
receiver: tinh_thu
due_days: 5
cut_off: cuoi_ky
measure: ha
columns:
  - {id: th, head: Thực hiện, kind: value, series: actual_at_cut_off}
  - {id: uoc, head: Ước, kind: value, series: estimate}
rows:
"""
INDICATOR = """title: Dòng {number}
noun: dòng {number}
measure: ha
nature: flow
over_time: sum
over_units: sum
owner: {owner}
cut_off: cuoi_ky
"""
RULE = """kind: order
less: {name}@thuc_hien
more: {name}@uoc
series: uoc
consequence: explain
why: Ước cả kỳ không thấp hơn thực hiện.
examples:
  good: [{{{name}@thuc_hien: "10", {name}@uoc: "20"}}]
  bad: [{{{name}@thuc_hien: "30", {name}@uoc: "20"}}]
"""


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        workspace = Workspace.create(Path(name) / "ws", str(catalogue(Path(name) / "danh_muc")))
        yield side_by_side(
            f"submit and accept {UNITS} units × {LINES * 2} cells",
            sending(workspace).__next__,
            "bulk_create of the same rows alone",
            inserting(workspace).__next__,
        )


def catalogue(folder: Path) -> Path:
    """A province with a long form and a rule on every tenth line."""
    files = {
        "catalog.yaml": f"name: thu\ntitle: Tỉnh thử (minh họa)\nbase: viet_nam\nroot_unit: {ROOT}\n",
        "units/tinh.yaml": _unit(ROOT, "tinh", "99", '""', 1),
        "units/xa.yaml": "".join(_unit(f"xa_{n:02}", "xa", f"9{n:04}", ROOT, n) for n in range(1, UNITS + 1)),
        f"forms/{FORM}.yaml": FORM_HEAD
        + "".join(
            f'  - {{code: "{n:03}", title: Dòng {n}, indicator: thu.dong_{n:03}}}\n' for n in range(1, LINES + 1)
        ),
    }
    for number in range(1, LINES + 1):
        files[f"indicators/thu/dong_{number:03}.yaml"] = INDICATOR.format(number=number, owner=ROOT)
    for number in range(10, LINES + 1, 10):
        files[f"rules/thu/DAT5{number // 10:02}_actual_above_estimate_{number:03}.yaml"] = RULE.format(
            name=f"thu.dong_{number:03}"
        )
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def _unit(id: str, kind: str, code: str, parent: str, order: int) -> str:
    row = f'{{from: 1945-01-01, kind: {kind}, name: Thử {order}, code: "{code}", parent: {parent}, order: {order}}}'
    return f"{id}:\n  - {row}\n"


def drafts(workspace: Workspace, period: Period) -> list[Submission]:
    """What the reader makes of every unit's sheet."""
    form = workspace.definitions().catalog.forms[FORM]
    found = []
    for number in range(1, UNITS + 1):
        unit = f"xa_{number:02}"
        at = workspace.occasion(FORM, unit, period)
        staged = [
            StagedFact(layout.key_of(row, column, at), Reading.of(Quantity(Decimal(index + number * 2 + place), "ha")),
                       Where(sheet="Biểu", cell=f"E{index}", form=form.code, row=row.code, field=column.id))
            for index, row in enumerate(form.rows)
            for place, column in enumerate(form.columns)
        ]  # fmt: skip
        found.append(
            Submission("", FORM, form.version, unit, period, unit, "", datetime.min.replace(tzinfo=UTC), SubmissionState.DRAFT,
                       filename="b99.xlsx", staged=tuple(staged))
        )  # fmt: skip
    return found


def periods() -> Iterator[Period]:
    yield from (Period(2000 + number // 4, PeriodKind.QUARTER, number % 4 + 1) for number in count())


def sending(workspace: Workspace, runs: int = 7) -> Iterator[int]:
    """One quarter at each call; the reading of the sheets is not part of it."""
    coming = periods()
    ready = [drafts(workspace, next(coming)) for _ in range(runs)]
    for quarter in ready:
        accepted = 0
        for draft in quarter:
            sent = actions.submit(workspace.context(), draft, f"{draft.unit} {draft.period}".encode())
            accepted += len(actions.accept(workspace.context(), sent.id))
        assert accepted == UNITS * LINES * 2
        yield accepted


def inserting(workspace: Workspace) -> Iterator[int]:
    """The same 13,000 rows as they end up in the table, by 65 transactions of 200."""
    from django.db import transaction

    from solieu.storage import encoding, models

    first = drafts(workspace, next(periods()))
    for run in count():
        written = 0
        for draft in first:
            at = datetime(1999, 1, 1, tzinfo=UTC)
            revisions = [
                models.RevisionRow(key=f"{fact.key}#{run}", unit=draft.unit, period="1999-Q1", number=1, reading="1|ha|0|",
                                   submission_id=ANY, origin=encoding.where_to_text(fact.origin), accepted_at=at, accepted_by="x",
                                   status="so_bo", provenance="reported", note="", stated_total=False)
                for fact in draft.staged
            ]  # fmt: skip
            with transaction.atomic():
                models.RevisionRow.objects.bulk_create(revisions)
            written += len(revisions)
        yield written
