"""What an office does with a form or an entry, at the command line, said once for the tests of functions."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

from command_line import CommandLine
from solieu.app.workspace import Workspace
from solieu.core import parse_period
from solieu.registers import clock_of, state_of
from solieu.vietnamese import write_quantity
from workplace import DISTRICT

SAMPLE = files("solieu").joinpath("assets/sample/chi_lang")
Q1 = parse_period("2024-Q1")
REASON = "Đã đối chiếu với sổ sách của đơn vị (minh họa)."
SERIES = {"uoc": "estimate", "thuc_hien": "actual@", "": "actual"}


def sheet(office: CommandLine, case: dict[str, str], cells: str, target: Path) -> Path:
    """The sample's sheet of a sender with some cells changed, filled into the blank of the office."""
    form, unit, sender = case["form"], case["unit"], case["sender"]
    own, common = (SAMPLE.joinpath(f"{form}.{Q1}.{name}csv") for name in (f"{sender}.", ""))
    values: dict[tuple[str, str], str] = {}
    if unit == DISTRICT:
        for line in (own if own.is_file() else common).read_text(encoding="utf-8").splitlines()[1:]:
            row, column, value, *_ = line.split(";")
            values[row, column] = value
    for part in cells.split(", "):
        place, _, value = part.partition("=")
        row, _, column = place.partition(".")
        values[row, column] = value
    table = target.with_suffix(".csv")
    rows = "".join(f"{row};{column};{value};;\n" for (row, column), value in values.items() if value)
    table.write_text(f"dong;cot;gia_tri;danh_dau;ghi_chu\n{rows}", encoding="utf-8")
    office.by(sender).done("form", "fill", form, "--unit", unit, "--period", Q1, "--sender", sender,
                           "--values", table, "--output", target)  # fmt: skip
    return target


def number_of(case: dict[str, str]) -> str:
    form, unit, sender = case["form"], case["unit"], case["sender"]
    return f"{form}.{unit}.{Q1}.1" if sender == unit else f"{form}.{unit}.{Q1}.{sender}.1"


def answered(office: CommandLine, case: dict[str, str]) -> None:
    """What the sheet is asked about, answered by its sender."""
    for line in office.by("tong_hop")("check", number_of(case)).out.splitlines():
        if "Cần giải trình" in line:
            words = ("explain", number_of(case), line.split(".")[0].strip(), REASON)
            office.by(case["sender"]).done(*words)


def stands(office: CommandLine, case: dict[str, str]) -> str:
    """The accepted value of ``indicator[member]@series``."""
    assert office.folder is not None
    name, _, shift = case["figure"].partition("@")
    indicator, _, member = name.rstrip("]").partition("[")
    facts = Workspace.open(office.folder).snapshot().facts
    (found,) = [
        fact for key, fact in facts.items()
        if (key.indicator, key.unit, key.period) == (indicator, case["unit"], Q1)
        and str(key.series).startswith(SERIES[shift]) and (member or None) == (key.cut[0][1] if key.cut else None)
    ]  # fmt: skip
    assert found.reading.quantity is not None
    return write_quantity(found.reading.quantity, prose=False)


def events_of(text: str) -> list[tuple[str, str, list[str]]]:
    """``kiem_tra 2024-02-20 ton_tai=2, ...`` with · between: event, day, fields."""
    steps = [step.split(" ", 2) for step in text.split(" · ")]
    return [(step[0], step[1], step[2].split(", ") if len(step) > 2 else []) for step in steps]


def is_late(office: CommandLine, register: str, entry: str, deadline: str, day: str) -> bool:
    """Whether the deadline was over on a day and was not on the day before."""
    assert office.folder is not None
    workspace = Workspace.open(office.folder)
    definition = workspace.definitions().catalog.registers[register]
    (found,) = [one for one in workspace.store.entries(register) if one.id == entry]
    first = date.fromisoformat(day)
    standings = []
    for at in (first - timedelta(days=1), first):
        state = state_of(definition, found, at)
        clock = clock_of(state, deadline) if state else None
        standings.append(clock.standing if clock else "")
    return standings[1] == "qua_han" and standings[0] != "qua_han"


def sent_late_and_accepted(office: CommandLine, case: dict[str, str], target: Path) -> None:
    """A form that is overdue is refused from a stranger, sent by its owner, answered, accepted, and no longer overdue."""
    desk = office.by("tong_hop")
    late = desk.done("chase", "--period", Q1, "--form", case["form"]).out
    filled = sheet(office, case, case["cells"], target)
    stranger = office.by("quan_su")("submit", filled)
    assert stranger.status != 0, stranger.said
    office.by(case["sender"]).done("submit", filled)
    answered(office, case)
    desk.done("accept", number_of(case))
    after = desk.done("chase", "--period", Q1, "--form", case["form"]).out
    assert late.count("quá hạn") - after.count("quá hạn") == 1
    assert stands(office, case) == case["stands"]
