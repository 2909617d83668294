"""65 communes send 200 figures each, and they are submitted and accepted (rights, checks, journal, one transaction each),
against a bare bulk insert of as many revision rows into the same database."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from bench.timing import Row, side_by_side
from solieu.actions import accept, submit
from solieu.app.workspace import Workspace
from solieu.core import FactKey, Quantity, Reading, Series, Where, parse_period
from solieu.facts import StagedFact, Submission, SubmissionState

UNITS, ROWS, COLUMNS = 65, 40, 5
PERIOD = parse_period("2024-Q1")
SERIES = ("ck", "th", "ca", "uoc", "nam")


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _catalogue(folder / "lon")
        offices = iter(Workspace.create(folder / f"noi_{number}", str(folder / "lon")) for number in range(100))
        yield side_by_side(
            f"submit and accept {UNITS} sends of {ROWS * COLUMNS} figures",
            lambda: _send_all(next(offices)),
            "bare bulk_create of as many revision rows",
            lambda: _insert_all(next(offices)),
            runs=3,
        )


def _send_all(office: Workspace) -> None:
    for number in range(1, UNITS + 1):
        sent = submit(office.context(), _draft(number), f"bieu {number}".encode())
        accept(office.context(), sent.id)


def _insert_all(office: Workspace) -> None:
    from django.db import transaction

    from solieu.storage import models

    sent = submit(office.context(), replace(_draft(1), staged=()), b"bieu")
    now = datetime.now(UTC)
    with transaction.atomic():
        models.RevisionRow.objects.bulk_create(
            [
                models.RevisionRow(
                    key=str(fact.key), unit=fact.key.unit, period=str(PERIOD), number=1, reading="15|ha|1|",
                    submission_id=sent.id, origin="{}", accepted_at=now, accepted_by="ai", status="preliminary",
                    provenance="reported", note="", stated_total=False,
                )
                for number in range(1, UNITS + 1)
                for fact in _draft(number).staged
            ],
            batch_size=500,
        )  # fmt: skip


def _draft(number: int) -> Submission:
    unit = f"xa_{number}"
    return Submission(
        id="", form="lon", form_version="", unit=unit, period=PERIOD, sender=unit, actor="",
        sent_at=datetime.min.replace(tzinfo=UTC), state=SubmissionState.DRAFT, sender_key=unit,
        filename=f"lon.{unit}.xlsx", staged=tuple(_facts(unit)),
    )  # fmt: skip


def _facts(unit: str) -> Iterator[StagedFact]:
    columns = (
        (PERIOD.same_last_year(), Series.actual()),
        (PERIOD, Series.actual(PERIOD.end_of_month(1))),
        (PERIOD, Series.actual()),
        (PERIOD, Series.estimate()),
        (PERIOD.whole_year(), Series.actual()),
    )
    for row in range(1, ROWS + 1):
        for place, (period, series) in enumerate(columns):
            key = FactKey(f"lon.dong_{row}", unit, period, series)
            where = Where(sheet="Biểu", cell=f"{'EFGHI'[place]}{row + 9}", form="L/LON-Q", row=f"{row:02}",
                          field=SERIES[place], key=str(key))  # fmt: skip
            yield StagedFact(key, Reading.of(Quantity(Decimal(1000 + 7 * row + place) / 10, "ha", 1)), where)


def _catalogue(folder: Path) -> None:
    """An invented district of 65 communes (minh họa) with one form of 200 figures."""
    units = ['huyen: [{from: 2000-01-01, kind: huyen, name: Lớn, code: "900", parent: "", order: 1}]',
             'phong: [{from: 2000-01-01, kind: co_quan, name: Phòng Lớn, code: "", parent: huyen, order: 100}]']  # fmt: skip
    units += [
        f'xa_{n}: [{{from: 2000-01-01, kind: xa, name: Xã {n}, code: "{90000 + n}", parent: huyen, order: {n}}}]'
        for n in range(1, UNITS + 1)
    ]
    columns = (
        "{id: ck, head: 'TH {same_period}', kind: value, period: same_last_year}",
        "{id: th, head: 'TH đến {cut_off}', kind: value, series: actual_at_cut_off}",
        "{id: ca, head: 'TH {period}', kind: value}",
        "{id: uoc, head: 'Ước TH {period}', kind: value, series: estimate}",
        "{id: nam, head: 'TH {year}', kind: value, period: year}",
    )
    form = ["code: L/LON-Q", "title: Biểu lớn", "frequency: Q", "senders: [{kinds: [xa]}]", "receiver: phong", "due_days: 5",
            "cut_off: cuoi", "columns:", *(f"  - {text}" for text in columns), "rows:"]  # fmt: skip
    form += [f'  - {{code: "{n:02}", title: Chỉ tiêu số {n}, indicator: lon.dong_{n}}}' for n in range(1, ROWS + 1)]
    texts = {
        "catalog.yaml": "name: lon\ntitle: Huyện Lớn (minh họa)\nroot_unit: huyen\n",
        "cut_offs/cuoi.yaml": "title: hết tháng trước\nmonths_before_end: 1\n",
        "units/don_vi.yaml": "\n".join(units),
        "forms/lon.yaml": "\n".join(form),
    }
    for n in range(1, ROWS + 1):
        texts[f"indicators/lon/dong_{n}.yaml"] = (
            f"title: Chỉ tiêu {n}\nmeasure: ha\nnature: flow\nover_time: none\nover_units: none\ndecimals: 1\n"
        )
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
