"""``solieu register``: what is kept in a register, its history, import and export."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import PERIOD, in_workspace, say, write
from solieu.core import Period

if TYPE_CHECKING:
    from solieu.app.workspace import Workspace
    from solieu.catalog import Register
    from solieu.facts import EntryEvent


@click.group()
def register() -> None:
    """Sổ: văn bản, dự án, cầu và các sổ khác của danh mục."""


@register.command("list")
@click.argument("name", default="")
@click.option("--on", default="", help="Tình trạng vào ngày này (2024-03-31).")
@click.option("--state", default="", help="Chỉ các mục ở trạng thái này.")
@in_workspace
def register_list(workspace: Workspace, user: str, name: str, on: str, state: str) -> None:
    """Các sổ; hoặc các mục của một sổ."""
    from solieu.registers import label, state_of

    held = workspace.definitions()
    if not name:
        for known in held.catalog.registers.values():
            say(f"{known.id}: {known.title}, {len(workspace.store.entries(known.id))} mục")
        return
    definition = _definition(workspace, name)
    day = _day(on)
    names = {unit: held.territory.name(unit, day) for unit in held.territory.units}
    for entry in workspace.store.entries(name):
        found = state_of(definition, entry, day)
        if found is not None and state in ("", found.state):
            say(
                f"{entry.id}: {label(definition, found, names)} – {definition.states[found.state]} từ {found.since:%d/%m/%Y}"
            )


@register.command("show")
@click.argument("name")
@click.argument("entry")
@in_workspace
def register_show(workspace: Workspace, user: str, name: str, entry: str) -> None:
    """Một mục với lịch sử của nó."""
    definition = _definition(workspace, name)
    found = next((one for one in workspace.store.entries(name) if one.id == entry), None)
    if found is None:
        raise click.ClickException(f"Sổ {name} không có mục “{entry}”")
    titles = {event.id: event.title for event in definition.events}
    for event in found.events:
        fields = "; ".join(f"{field}={value}" for field, value in event.fields)
        say(f"{event.happened_on:%d/%m/%Y} {titles.get(event.name, event.name)} ({event.actor}) {fields}".rstrip())


@register.command("export")
@click.argument("name")
@click.option("--output", default="-", show_default=True)
@in_workspace
def register_export(workspace: Workspace, user: str, name: str, output: str) -> None:
    """Xuất mọi việc của sổ ra CSV; nhập lại được."""
    definition = _definition(workspace, name)
    fields = [field.id for field in definition.fields]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(["muc", "ngay_viec", "viec", "van_ban", *fields])
    for entry in workspace.store.entries(name):
        for event in entry.events:
            values = dict(event.fields)
            row = [entry.id, event.happened_on.isoformat(), event.name, event.document]
            writer.writerow([*row, *(values.get(field, "") for field in fields)])
    write(text.getvalue().encode(), output)


@register.command("import")
@click.argument("name")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--unit", default="", help="Đơn vị của các mục (mặc định: đơn vị gốc).")
@in_workspace
def register_import(workspace: Workspace, user: str, name: str, file: str, unit: str) -> None:
    """Nhập các việc từ CSV (muc;ngay_viec;viec;...). Được cả hoặc không ghi gì."""
    from solieu.actions import record_events

    definition = _definition(workspace, name)
    events = list(_events(Path(file), definition, workspace, user))
    root = unit or workspace.definitions().catalog.root_unit
    record_events(workspace.context(user), name, events, unit=root)
    say(f"Đã ghi {len(events)} việc vào sổ {definition.title}.")


@register.command("count")
@click.argument("name")
@click.option("--period", type=PERIOD, required=True)
@click.option("--unit", default="")
@in_workspace
def register_count(workspace: Workspace, user: str, name: str, period: Period, unit: str) -> None:
    """Đếm sổ cho một kỳ và gửi kết quả như một biểu."""
    from solieu.actions import count_register

    root = unit or workspace.definitions().catalog.root_unit
    sent = count_register(workspace.context(user), name, root, period)
    say(f"Đã đếm sổ {name}: mã {sent.id}, {len(sent.staged)} số liệu; tiếp nhận bằng “solieu accept {sent.id}”.")


def _events(path: Path, definition: Register, workspace: Workspace, user: str):  # type: ignore[no-untyped-def]
    from solieu.facts import EntryEvent

    known = {field.id for field in definition.fields}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        missing = {"muc", "ngay_viec", "viec"} - set(rows.fieldnames or ())
        if missing:
            raise click.ClickException(f"{path}:1: thiếu cột {', '.join(sorted(missing))}")
        for line, row in enumerate(rows, 2):
            try:
                day = date.fromisoformat(row["ngay_viec"])
            except ValueError:
                raise click.ClickException(
                    f"{path}:{line}: “{row['ngay_viec']}” không phải ngày (2024-03-31)"
                ) from None
            fields = tuple((name, value) for name, value in row.items() if name in known and value)
            event: EntryEvent = EntryEvent(row["viec"], day, workspace.clock(), user or workspace.owner, fields,
                                           row.get("van_ban") or "")  # fmt: skip
            yield row["muc"], event


def _definition(workspace: Workspace, name: str) -> Register:
    registers = workspace.definitions().catalog.registers
    if name not in registers:
        raise click.ClickException(f"Không có sổ “{name}”; có: {', '.join(registers)}")
    return registers[name]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()  # noqa: DTZ011 - the officer's own day
    except ValueError:
        raise click.ClickException(f"“{text}” không phải ngày; viết 2024-03-31") from None
