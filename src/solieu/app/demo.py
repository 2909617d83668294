"""The sample: forms filled, sent, explained and accepted by their senders, registers kept, the report compiled.

Everything happens through the same actions as in an office, on a clock that stands at the days of the sample.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

from solieu.actions import (
    accept,
    accept_narrative,
    confirm,
    count_register,
    decide,
    draft_report,
    explain,
    findings_of,
    grant,
    record_events,
)
from solieu.app.reception import blank, receive
from solieu.app.register_files import prepare, record_import
from solieu.app.sample_documents import outgoing_documents
from solieu.app.sample_values import (
    CellValue,
    Split,
    commune_values,
    filled_file,
    printed_values,
    register_files,
    rows_of,
)
from solieu.app.splitting import split, weight
from solieu.app.workspace import Workspace
from solieu.catalog import Catalog
from solieu.core import FactKey, Finding, Period, Series, parse_period
from solieu.facts import EntryEvent, Provenance, Source, Submission
from solieu.intake import fill_form
from solieu.reports import narratives_of
from solieu.rules import open_findings
from solieu.vietnamese import VIETNAM, write_number

REPORT = "bao_cao_quy"
PERIOD = parse_period("2024-Q1")
SOWN = "trong_trot.dien_tich_gieo_trong"
SOWN_REASON = (
    "Minh họa: lấy số tổng do Phòng Nông nghiệp và Phát triển nông thôn báo cáo, vì cộng các nhóm cây của xã, thị trấn "
    "tính trùng diện tích trồng xen, trồng gối."
)
SPLITS = {  # what a split over the communes has to keep, beside the sums
    "b01_ktxh_q": Split(totals={"04": ("07", "10")}, sums=frozenset({"01"})),
    "ct01_ktxh_q": Split(totals={"04": ("07", "10")}, sums=frozenset({"01"})),
    "b08_asxh_q": Split(like={"22": "21", "23": "21", "39": "38"}),  # people and rice follow the households
    "b09_ddmt_q": Split(like={"27": "26"}),  # what is confirmed follows what was received
}
Say = Callable[[str], None]


@dataclass(slots=True)
class SimulatedClock:
    """Stands still until it is set; each question moves it on by a second, so that deeds have an order."""

    moment: datetime = datetime(2023, 4, 3, 8, tzinfo=VIETNAM)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def set(self, year: int, month: int, day: int, hour: int = 8) -> None:
        self.moment = datetime(year, month, day, hour, tzinfo=VIETNAM)


@dataclass(slots=True)
class Built:
    """What the builder did, for the lines that it says at the end."""

    submissions: int = 0
    explained: list[Finding] = field(default_factory=list)
    looked: list[Finding] = field(default_factory=list)
    figures: int = 0


def build_demo(
    folder: Path, say: Say, *, clock: SimulatedClock | None = None, database_url: str = ""
) -> tuple[Workspace, Built]:
    """Make the sample workspace in an empty folder, on SQLite unless an address is given. ``say`` gets one line a step."""
    clock = clock or SimulatedClock()
    workspace = Workspace.create(folder, "chi_lang", clock=clock, database_url=database_url)
    builder = _Builder(workspace, clock, say, Built())
    builder.people()
    builder.last_year()
    builder.plan()
    builder.registers()
    builder.this_quarter()
    builder.decisions_and_texts()
    return workspace, builder.built


@dataclass(slots=True)
class _Builder:
    workspace: Workspace
    clock: SimulatedClock
    say: Say
    built: Built

    def people(self) -> None:
        """A user a sender, named after its unit; no persons are invented."""
        territory = self.workspace.definitions().territory
        day = date(2024, 3, 1)
        for unit in territory.subtree("huyen_chi_lang", day):
            row = territory.at(unit, day)
            if row is not None and row.kind in ("xa", "thi_tran", "co_quan", "phong"):
                grant(self.workspace.context(), unit, "nguoi_lap_bieu", unit)
                if row.kind in ("co_quan", "phong"):
                    grant(self.workspace.context(), unit, "xem", "huyen_chi_lang")
        grant(self.workspace.context(), "tong_hop", "tong_hop", "")
        grant(self.workspace.context(), "lanh_dao_van_phong", "lanh_dao_van_phong", "")
        grant(self.workspace.context(), "chu_tich", "chu_tich", "")
        grant(self.workspace.context(), "xem", "xem", "")

    @property
    def communes(self) -> tuple[str, ...]:
        return self.workspace.definitions().territory.children("huyen_chi_lang", date(2024, 3, 31))

    def last_year(self) -> None:
        self.clock.set(2023, 4, 20)
        before = PERIOD.same_last_year()
        self.say("Số chính thức quý I/2023 (suy ra từ các tỷ lệ so cùng kỳ)")
        self._forms(before)
        self.clock.set(2023, 4, 27)
        self._decide(FactKey(SOWN, "huyen_chi_lang", before, Series.actual()))

    def plan(self) -> None:
        self.clock.set(2024, 1, 5)
        self.say("Kế hoạch, dự toán năm 2024")
        self._forms(parse_period("2024"))

    def registers(self) -> None:
        self.clock.set(2024, 3, 4)
        self.say("Sổ văn bản viện dẫn, sổ dự án, sổ cầu")
        self._record("van_ban", list(_documents()), "van_phong")
        self._record("du_an", list(_projects()), "phong_tckh", Provenance.ILLUSTRATIVE, only_generated=True)
        self._record("cau", list(_bridges()), "phong_ktht")
        context = self.workspace.context("van_phong")
        issued, opened = outgoing_documents(context.catalog.working_days, self.clock(), "huyen_chi_lang")
        record_events(context, "van_ban_di", issued, unit="huyen_chi_lang", opened=opened)
        files = dict(register_files())
        for register in linked_first(context.catalog, files):
            self._import(register, files[register])

    def this_quarter(self) -> None:
        self.clock.set(2024, 3, 5)
        self.say("Biểu quý I/2024 của 20 xã, thị trấn và các phòng")
        self._forms(PERIOD)
        self.clock.set(2024, 3, 8)
        for register in self.workspace.definitions().catalog.registers.values():
            if register.counts:
                counted = count_register(self.workspace.context("tong_hop"), register.id, "huyen_chi_lang", PERIOD)
                self._answer_and_accept(counted, "tong_hop")

    def decisions_and_texts(self) -> None:
        self.clock.set(2024, 3, 11)
        self._decide(FactKey(SOWN, "huyen_chi_lang", PERIOD, Series.estimate()))
        self.clock.set(2024, 3, 12)
        for section, sender in _narratives(self.workspace):
            text = _asset(f"phan_viet/{section}.md")
            accept_narrative(self.workspace.context(sender), report=REPORT, section=section, period=PERIOD,
                             unit="huyen_chi_lang", sender=sender, text=text,
                             provenance=Provenance.ILLUSTRATIVE)  # fmt: skip
        self.clock.set(2024, 3, 14)
        draft_report(self.workspace.context("tong_hop"), REPORT, PERIOD)

    # --- forms

    def _forms(self, period: Period) -> None:
        """Every form of which the sample has a filled file: who sends it says the form, what is in it the file."""
        for form in self.workspace.definitions().catalog.forms.values():
            for sender in form.senders:
                csv = filled_file(form, sender, period)
                if csv and sender.kinds:
                    self._communes(form.id, period, csv)
                elif csv:
                    self._send(form.id, "huyen_chi_lang", period, sender.organisation, printed_values(csv))

    def _communes(self, form: str, period: Period, csv: str) -> None:
        """All communes with generated cells that sum exactly to the printed figures."""
        shares = commune_values(printed_values(csv), self.communes, SPLITS.get(form, Split()))
        for unit in self.communes:
            self._send(form, unit, period, unit, shares[unit], on_behalf=unit == self.communes[-1])

    def _send(self, form: str, unit: str, period: Period, sender: str, cells: Iterable[CellValue], *,
              on_behalf: bool = False) -> None:  # fmt: skip
        """The blank goes out, comes back filled, is explained and accepted. One commune's form is entered on its
        behalf by the office and confirmed by the commune."""
        content = self._filled(form, unit, period, sender, cells)
        actor = "tong_hop" if on_behalf else sender
        behalf = "theo điện thoại của đơn vị (minh họa)" if on_behalf else ""
        name = f"{form}.{unit}.{period}.xlsx" if sender == unit else f"{form}.{unit}.{period}.{sender}.xlsx"
        (received,) = receive(self.workspace, content, name, user=actor, on_behalf_of=behalf)
        if received.submission is None:
            raise RuntimeError(f"the sample's own form was refused: {received.findings}")
        (self.workspace.folder / "bieu").mkdir(exist_ok=True)
        (self.workspace.folder / "bieu" / name).write_bytes(content)
        submission = received.submission
        if on_behalf:
            submission = confirm(self.workspace.context(sender), submission.id)
        self._answer_and_accept(submission, sender)

    def _filled(self, form: str, unit: str, period: Period, sender: str, cells: Iterable[CellValue]) -> bytes:
        at = self.workspace.occasion(form, unit, period, sender)
        empty = blank(self.workspace, form, unit, period, sender)
        values, notes = {}, {}
        for cell in cells:
            values[cell.row, cell.column] = cell.quantity
            if cell.comment:
                notes[cell.row, cell.column] = cell.comment
        return fill_form(empty, values, notes, at, moment=self.workspace.clock())

    def _answer_and_accept(self, submission: Submission, sender: str) -> None:
        self.built.submissions += 1
        context = self.workspace.context("tong_hop")
        found = findings_of(context, submission)
        waiting = open_findings(found, context.store.explanations())
        for finding in waiting:
            text = _explanation(finding)
            explain(self.workspace.context(sender), submission.id, finding, text, provenance=Provenance.ILLUSTRATIVE)
            self.built.explained.append(finding)
        self.built.looked += [finding for finding in found if finding not in waiting]
        accept(self.workspace.context("tong_hop"), submission.id)

    def _decide(self, key: FactKey) -> None:
        decide(self.workspace.context("tong_hop"), key, Source.STATED, SOWN_REASON)

    # --- registers

    def _record(self, register: str, rows: list[tuple[str, date, str, dict[str, str]]], sender: str,
                provenance: Provenance = Provenance.REPORTED, *, only_generated: bool = False) -> None:  # fmt: skip
        """Events of one register; entries that stand for several of the source are marked minh họa."""
        for marked in (False, True):
            events = [
                (id, EntryEvent(name, day, self.clock(), sender, tuple(fields.items())))
                for id, day, name, fields in rows
                if (not only_generated and not marked)
                or (only_generated and ("minh họa" in fields.get("ten", "")) is marked)
            ]
            mark = provenance if marked else Provenance.REPORTED
            if events:
                record_events(self.workspace.context(sender), register, events, unit="huyen_chi_lang", provenance=mark)

    def _import(self, register: str, content: bytes) -> None:
        """Entries of a file as the export of a register writes it, recorded by the body that keeps the register."""
        definition = self.workspace.definitions().catalog.registers[register]
        context = self.workspace.context(definition.owner)
        done = prepare(context, definition, content, f"{register}.csv", "huyen_chi_lang")
        if done.refused:
            raise RuntimeError(f"the sample's own register was refused: {done.answers}")
        record_import(context, definition, done)


def linked_first(catalog: Catalog, registers: Iterable[str]) -> list[str]:
    """Registers in an order in which each comes behind those that its entries point to."""
    known = {name: {field.register for field in catalog.registers[name].fields} for name in registers}
    done: list[str] = []
    while left := [name for name in known if name not in done]:
        ready = [name for name in left if not (known[name] - {name, *done}) & set(left)]
        done += ready or left  # a ring: as they come
    return done


def _documents() -> Iterable[tuple[str, date, str, dict[str, str]]]:
    for row in rows_of("van_ban.csv"):
        fields = {name: row[name] for name in ("loai", "so_ky_hieu", "ngay", "co_quan", "trich_yeu") if row[name]}
        yield row["id"], _day(row["ngay"]) or date(2024, 1, 1), "vao_so", fields


def _projects() -> Iterable[tuple[str, date, str, dict[str, str]]]:
    """One row of the source says "46 projects with 32.800": entries are generated so that count and sum are exact."""
    for row in rows_of("du_an.csv"):
        count, total = int(row["so_luong"]), row["tong_von"].replace(".", "")
        names = [f"{row['ten']} số {number:02}" for number in range(1, count + 1)] if count > 1 else [row["ten"]]
        shares = split(Decimal(total), 0, {name: weight(name) for name in names})
        for number, name in enumerate(names, 1):
            shown = f"{name} (minh họa)" if count > 1 else name
            fields = {
                "ten": shown,
                "nguon": row["nguon"],
                "loai": row["loai"],
                "von": write_number(shares[name], 0),
                "vai_tro": row["vai_tro"],
                "la_du_an": row["la_du_an"],
            }
            yield f"{row['nguon']}_{row['loai']}_{number:02}", date(2023, 12, 29), "phan_bo", fields


def _bridges() -> Iterable[tuple[str, date, str, dict[str, str]]]:
    """What was built and where is the source's; the days of the events are generated."""
    for row in rows_of("cau.csv"):
        for name in ("khoi_cong", "thi_cong", "hoan_thanh"):
            day = _day(row[name])
            if day:
                yield row["id"], day, name, ({"ten": row["ten"], "xa": row["xa"]} if name == "khoi_cong" else {})


def _narratives(workspace: Workspace) -> Iterable[tuple[str, str]]:
    """Section and owner of every narrative that the sample has a text for."""
    return [(node.id, node.owner) for node in narratives_of(workspace.definitions().catalog.reports[REPORT])]


def _explanation(finding: Finding) -> str:
    for row in rows_of("giai_trinh.csv"):
        if row["ma"] == finding.code and row["bieu"] in (finding.where.form, ""):
            return row["giai_trinh"]
    raise RuntimeError(f"the sample has no explanation for {finding.code} at {finding.where}: {finding.message}")


def _asset(name: str) -> str:
    return files("solieu").joinpath("assets/sample/chi_lang", name).read_text(encoding="utf-8")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
