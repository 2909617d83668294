"""``solieu register``: what is kept in a register, its history, recording, import, export, counting."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.days import DAY
from solieu.cli.doors import MOMENT, PERIOD, finding_line, in_workspace, say, write
from solieu.core import Period
from solieu.vietnamese import write_date, write_moment

if TYPE_CHECKING:
    from datetime import datetime

    from solieu.actions import Context
    from solieu.app.workspace import Workspace
    from solieu.catalog import Register
    from solieu.facts import Entry


@click.group()
def register() -> None:
    """Sổ: văn bản, dự án, cầu và các sổ khác của danh mục."""


@register.command("list")
@click.argument("name", metavar="[SỔ]", default="")
@click.option("--on", type=DAY, default=None, help="Tình trạng vào ngày này (mặc định: hôm nay).")
@click.option("--known-at", type=MOMENT, default=None, help="Theo những gì đã ghi sổ đến thời điểm này.")
@click.option("--state", default="", help="Chỉ các mục ở trạng thái này.")
@click.option("--search", "words", default="", help="Chỉ các mục có những từ này; không cần dấu.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=1000, show_default=True, help="Nhiều nhất chừng này mục."
)
@click.option("--totals", is_flag=True, help="Chỉ số mục theo trạng thái.")
@in_workspace
def register_list(workspace: Workspace, user: str, name: str, on: date | None, known_at: datetime | None, state: str,
                  words: str, limit: int, totals: bool) -> None:  # fmt: skip
    """Các sổ; hoặc các mục của một sổ, mới nhất trước. Sổ hạn chế chỉ có số tổng."""
    context = workspace.context(user)
    if not name:
        _say_registers(context)
    elif totals:
        _say_totals(context, name, on or context.today, known_at)
    else:
        _say_entries(context, name, on or context.today, known_at, state, words, limit)


def _say_registers(context: Context) -> None:
    from solieu.app.registers import totals

    for known in context.catalog.registers.values():
        closed = " (sổ hạn chế)" if known.access == "restricted" else ""
        say(f"{known.id}: {known.title}{closed}, {sum(totals(context, known).values())} mục")


def _say_totals(context: Context, name: str, day: date, known_at: datetime | None) -> None:
    from solieu.actions.find import register_of
    from solieu.app.registers import totals

    definition = register_of(context, name)
    found = totals(context, definition, day, known_at)
    for state, title in definition.states.items():
        say(f"{title}: {found.get(state, 0)}")
    say(f"{sum(found.values())} mục vào ngày {write_date(day)}.")


def _say_entries(context: Context, name: str, day: date, known_at: datetime | None, state: str, words: str,
                 limit: int) -> None:  # fmt: skip
    from solieu.actions.find import register_of
    from solieu.app.registers import page
    from solieu.registers import label, state_of

    definition = register_of(context, name)
    asked_day = None if known_at else day
    found = page(context, definition, words=words, state="" if known_at else state, day=asked_day, limit=limit)
    if state:
        page(context, definition, state=state, limit=1)  # names the states where this is none
    names = {unit: context.territory.name(unit, day) for unit in context.territory.units}
    count = 0
    for entry in found.entries:
        one = state_of(definition, entry, day, known_at)
        if one is not None and state in ("", one.state):
            count += 1
            title = definition.states.get(one.state, one.state)
            say(f"{entry.id}: {label(definition, one, names)} – {title} từ {write_date(one.since)}")
    more = found.total > len(found.entries)
    said = f"{count}/{'hơn ' if found.total_is_least else ''}{found.total}" if more else f"{count}"
    say(f"{said} mục vào ngày {write_date(day)}.")


@register.command("show")
@click.argument("name", metavar="SỔ")
@click.argument("entry", metavar="MỤC")
@in_workspace
def register_show(workspace: Workspace, user: str, name: str, entry: str) -> None:
    """Một mục với thời hạn và lịch sử của nó."""
    from solieu.actions.find import register_of
    from solieu.app.registers import entry as asked
    from solieu.registers import event_title

    context = workspace.context(user)
    definition = register_of(context, name)
    found = asked(context, name, entry)
    _say_clocks(context, definition, found)
    for event in found.events:
        fields = "; ".join(f"{field}={value}" for field, value in event.fields)
        document = f" theo {event.document}" if event.document else ""
        say(f"{write_date(event.happened_on)} {event_title(definition, event.name)}{document} "
            f"({event.actor} ghi {write_moment(event.recorded_at)}) {fields}".rstrip())  # fmt: skip


def _say_clocks(context: Context, register: Register, entry: Entry) -> None:
    from solieu.app.deadlines import clock_line
    from solieu.registers import clocks_of, state_of

    state = state_of(register, entry, context.today)
    for clock in clocks_of(state) if state else ():
        say(clock_line(clock))


@register.command("redact")
@click.argument("name", metavar="SỔ")
@click.argument("entry", metavar="MỤC")
@click.option("--reason", required=True, help="Lý do, ví dụ văn bản yêu cầu xóa dữ liệu cá nhân.")
@in_workspace
def register_redact(workspace: Workspace, user: str, name: str, entry: str, reason: str) -> None:
    """Xóa vĩnh viễn dữ liệu cá nhân của một mục; mục, lịch sử và số đếm vẫn còn."""
    from solieu.actions import redact

    count = redact(workspace.context(user), name, entry, reason)
    say(f"Đã xóa {count} giá trị cá nhân của mục {entry} trong sổ {name}.")


@register.command("record")
@click.argument("name", metavar="SỔ")
@click.argument("entry", metavar="MỤC")
@click.argument("event", metavar="VIỆC")
@click.argument("fields", metavar="[TRƯỜNG=GIÁ_TRỊ]...", nargs=-1)
@click.option("--on", type=DAY, default=None, help="Ngày xảy ra (mặc định: hôm nay).")
@click.option("--document", default="", help="Văn bản làm căn cứ.")
@click.option("--unit", default="", help="Đơn vị của mục mới (mặc định: đơn vị gốc).")
@in_workspace
def register_record(workspace: Workspace, user: str, name: str, entry: str, event: str, fields: tuple[str, ...],
                    on: date | None, document: str, unit: str) -> None:  # fmt: skip
    """Ghi một việc của một mục. Mọi sổ đều có “dinh_chinh” (đính chính trường) và “huy_viec” (hủy việc ghi nhầm)."""
    from solieu.actions import record_events
    from solieu.actions.find import register_of
    from solieu.facts import EntryEvent
    from solieu.registers import event_title

    pairs = tuple((name, value) for name, _, value in (text.partition("=") for text in fields))
    if any("=" not in text for text in fields):
        raise click.UsageError("mỗi trường viết dạng TRƯỜNG=GIÁ_TRỊ, ví dụ von=32.800")
    context = workspace.context(user)
    definition = register_of(context, name)
    happened = EntryEvent(event, on or context.today, context.now, context.actor.user, pairs, document)
    record_events(context, name, [(entry, happened)], unit=unit or context.catalog.root_unit)
    say(f"Đã ghi “{event_title(definition, event)}” của {entry}, ngày {write_date(happened.happened_on)}.")
    _say_differences(workspace.context(user), name)


@register.command("export")
@click.argument("name", metavar="SỔ")
@click.option(
    "--format", "format_", type=click.Choice(["csv", "xlsx"]), default=None, help="Mặc định: theo đuôi tệp, hoặc csv."
)
@click.option("--output", default="-", show_default=True, help="Tệp, hoặc - cho đầu ra chuẩn.")
@in_workspace
def register_export(workspace: Workspace, user: str, name: str, format_: str | None, output: str) -> None:
    """Xuất mọi việc của sổ ra CSV hoặc Excel; nhập lại được."""
    from solieu.actions.find import register_of
    from solieu.app.queries import entries
    from solieu.app.register_files import as_csv, as_xlsx

    context = workspace.context(user)
    definition, known = register_of(context, name), entries(context, name)
    chosen = format_ or ("xlsx" if output.lower().endswith(".xlsx") else "csv")
    write(as_xlsx(definition, known, context.territory) if chosen == "xlsx" else as_csv(definition, known), output)
    if output != "-":
        say(f"Đã xuất {len(known)} mục của {definition.title} vào {output}.")


@register.command("import")
@click.argument("name", metavar="SỔ")
@click.argument("file", metavar="TỆP", type=click.Path(exists=True, dir_okay=False))
@click.option("--unit", default="", help="Đơn vị của các mục mà tệp không nêu đơn vị (mặc định: đơn vị gốc).")
@in_workspace
def register_import(workspace: Workspace, user: str, name: str, file: str, unit: str) -> None:
    """Nhập các việc từ CSV hoặc Excel. Trả lời từng dòng; được cả hoặc không ghi gì; dòng đã có thì bỏ qua."""
    from solieu.actions.find import register_of
    from solieu.app.register_files import Outcome, prepare, record_import

    context = workspace.context(user)
    definition = register_of(context, name)
    done = prepare(context, definition, Path(file).read_bytes(), Path(file).name, unit or context.catalog.root_unit)
    for answer in done.answers:
        more = f": {answer.message}" if answer.message else ""
        say(f"{file}:{answer.line}: {answer.outcome.value} {answer.entry}{more}")
    if not done.answers:
        raise click.ClickException(f"{file}: bảng không có dòng nào")
    count = record_import(workspace.context(user), definition, done)
    known = sum(answer.outcome is Outcome.KNOWN for answer in done.answers)
    say(f"Đã ghi {count} việc vào {definition.title}" + (f"; {known} việc đã có." if known else "."))
    if count:
        _say_differences(workspace.context(user), name)


@register.command("count")
@click.argument("name", metavar="SỔ")
@click.option("--period", type=PERIOD, required=True, help="Kỳ báo cáo.")
@click.option("--unit", default="", help="Đơn vị (mặc định: đơn vị gốc).")
@in_workspace
def register_count(workspace: Workspace, user: str, name: str, period: Period, unit: str) -> None:
    """Đếm sổ cho một kỳ và gửi kết quả như một biểu."""
    from solieu.actions import count_register

    context = workspace.context(user)
    sent = count_register(context, name, unit or context.catalog.root_unit, period)
    say(f"Đã đếm sổ {name}: mã {sent.id}, {len(sent.staged)} số liệu; tiếp nhận bằng “solieu accept {sent.id}”.")


@register.command("check")
@click.argument("name", metavar="SỔ")
@in_workspace
def register_check(workspace: Workspace, user: str, name: str) -> None:
    """So sổ hiện nay với các số đã đếm và tiếp nhận."""
    if _say_differences(workspace.context(user), name):
        raise SystemExit(1)
    say(f"Các số đã tiếp nhận từ sổ {name} vẫn đúng với sổ.")


def _say_differences(context: Context, name: str) -> int:
    """A correction never moves a figure that was accepted; it is said where they now differ."""
    from solieu.actions import count_differences

    found = count_differences(context, name)
    for finding in found:
        say(finding_line(finding))
    return len(found)
