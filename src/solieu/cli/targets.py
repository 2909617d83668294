"""``solieu target``: what was assigned by which decision, revised since when, and whether the parts make the whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import MOMENT, PERIOD, finding_line, in_workspace, say
from solieu.core import Period, PeriodKind, Quantity
from solieu.vietnamese import write_date, write_moment, write_period

if TYPE_CHECKING:
    from solieu.app.targets import Target, Version
    from solieu.app.workspace import Workspace
    from solieu.territory import Territory


@click.group()
def target() -> None:
    """Chỉ tiêu kế hoạch: giao, điều chỉnh, đối chiếu."""


def _year(ctx: click.Context, param: click.Parameter, value: Period) -> Period:
    if value.kind is not PeriodKind.YEAR:
        raise click.BadParameter("kế hoạch giao theo năm; viết 2024", ctx, param)
    return value


YEAR = click.option("--year", type=PERIOD, required=True, callback=_year, help="Năm kế hoạch, ví dụ 2024.")
UNIT = click.option("--unit", default="", help="Mã đơn vị (mặc định: cả địa bàn).")
LEVEL = click.option("--level", default="", help="Cấp giao, ví dụ tinh, dieu_hanh, nam.")
AS_OF = click.option("--as-of", "moment", type=MOMENT, default=None, help="Như đã có vào một thời điểm.")


@target.command("list")
@YEAR
@UNIT
@LEVEL
@click.option("--history", is_flag=True, help="Kèm mọi lần giao, điều chỉnh.")
@AS_OF
@in_workspace
def target_list(workspace: Workspace, user: str, year: Period, unit: str, level: str, history: bool,
                moment: datetime | None) -> None:  # fmt: skip
    """Chỉ tiêu đang có hiệu lực: số giao, quyết định, chia theo quý."""
    from solieu.app.targets import targets

    found = targets(workspace, workspace.context(user), year, unit=unit, level=level, moment=moment)
    if not found:
        say(f"Chưa giao chỉ tiêu nào cho năm {year}.")
    for one in found:
        say(_line(workspace, one))
        territory = workspace.definitions().territory
        versions = (_version(version, territory) for version in one.versions if history)
        for line in (*_quarters(one), *versions):
            say(f"    {line}")


@target.command("assign")
@click.argument("values", metavar="CHỈ_TIÊU[@KỲ]=SỐ...", nargs=-1, required=True)
@YEAR
@UNIT
@click.option("--level", required=True, help="Cấp giao, ví dụ tinh, dieu_hanh, nam.")
@click.option("--decision", required=True, help="Quyết định giao: số, ký hiệu, ngày.")
@in_workspace
def target_assign(workspace: Workspace, user: str, values: tuple[str, ...], year: Period, unit: str, level: str,
                  decision: str) -> None:  # fmt: skip
    """Giao chỉ tiêu theo một quyết định, cả năm hoặc từng quý (@2024-Q1). Có hiệu lực khi được tiếp nhận."""
    _hand_in(workspace, user, values, year, unit, level, decision, revising=False)


@target.command("revise")
@click.argument("values", metavar="CHỈ_TIÊU[@KỲ]=SỐ...", nargs=-1, required=True)
@YEAR
@UNIT
@click.option("--level", required=True, help="Cấp giao, ví dụ tinh, dieu_hanh, nam.")
@click.option("--decision", required=True, help="Quyết định điều chỉnh: số, ký hiệu, ngày.")
@in_workspace
def target_revise(workspace: Workspace, user: str, values: tuple[str, ...], year: Period, unit: str, level: str,
                  decision: str) -> None:  # fmt: skip
    """Điều chỉnh chỉ tiêu đã giao theo một quyết định sau. Báo cáo đã phát hành giữ số cũ."""
    _hand_in(workspace, user, values, year, unit, level, decision, revising=True)


@target.command("compare")
@click.argument("indicator", metavar="[CHỈ_TIÊU]", default="")
@YEAR
@UNIT
@LEVEL
@AS_OF
@in_workspace
def target_compare(workspace: Workspace, user: str, indicator: str, year: Period, unit: str, level: str,
                   moment: datetime | None) -> None:  # fmt: skip
    """So các lần giao với nhau; so bốn quý với cả năm, đơn vị cấp dưới với chỉ tiêu chung."""
    from solieu.app.targets import differences, targets

    context = workspace.context(user)
    found = targets(workspace, context, year, unit=unit, indicator=indicator, level=level, moment=moment)
    if not found:
        raise click.ClickException(f"Chưa giao chỉ tiêu nào như vậy cho năm {year}.")
    revised = [one for one in found if len(one.versions) > 1]
    for one in revised:
        say(_line(workspace, one))
        for line in _steps(one, workspace.definitions().territory):
            say(f"    {line}")
    doubts = tuple(differences(found))
    for number, doubt in enumerate(doubts, 1):
        say(finding_line(doubt, number))
    say(f"Đã so {len(found)} chỉ tiêu năm {year}: {len(revised)} chỉ tiêu có điều chỉnh, {len(doubts)} điều cần xem.")


def _hand_in(workspace: Workspace, user: str, written: tuple[str, ...], year: Period, unit: str, level: str,
             decision: str, *, revising: bool) -> None:  # fmt: skip
    from solieu.app.assigning import assign, target_key

    values = {}
    for text in written:
        name, _, number = text.rpartition("=")
        values[target_key(workspace, name, unit, year, level)] = _quantity(text, number)
    received = assign(workspace, values, decision, user=user, revising=revising)
    for finding in received.findings:
        say(finding_line(finding))
    if received.submission is None:
        raise click.ClickException(f"Chưa giao được: {received.refused or 'biểu không đọc được'}")
    done = "Đã gửi điều chỉnh" if revising else "Đã gửi giao"
    say(f"{done} {len(values)} chỉ tiêu theo {decision}, mã {received.submission.id}; có hiệu lực khi được tiếp nhận.")


def _quantity(text: str, number: str) -> Quantity:
    from solieu.vietnamese import Certain, read_number

    reading = read_number(number)
    if not isinstance(reading, Certain):
        raise click.UsageError(f"không đọc chắc chắn được số trong “{text}”; viết ví dụ thuong_mai.ban_le=1.303")
    return reading.quantity


# --- lines


def _line(workspace: Workspace, one: Target) -> str:
    from solieu.app.targets import shown

    held = workspace.definitions()
    level = held.catalog.target_levels.get(one.key.series.level, one.key.series.level)
    cut = "".join(f", {held.catalog.dimensions[name].members.get(member, member)}" for name, member in one.key.cut)
    head = f"{one.indicator.title}{cut} ({held.territory.name(one.key.unit, one.key.period.end)}, {level})"
    return f"{head}: {shown(one.current.quantity)}, lần giao {one.current.number}"


def _quarters(one: Target) -> Iterator[str]:
    from solieu.app.targets import shown

    if one.quarters:
        yield "Kịch bản: " + "; ".join(
            f"{write_period(period, 'short')} {shown(version.quantity)}" for period, version in one.quarters
        )


def _version(version: Version, territory: Territory) -> str:
    from solieu.app.targets import shown

    basis = f"; {version.decision}" if version.decision else ""
    decided = f" (quyết định ngày {write_date(version.decided)})" if version.decided else ""
    sender = territory.name(version.sender, version.held_from.date())
    return (
        f"Lần {version.number}: {shown(version.quantity)}{basis}{decided}; "
        f"hiệu lực từ {write_moment(version.held_from)}, {sender} gửi, tài khoản {version.accepted_by} tiếp nhận"
    )


def _steps(one: Target, territory: Territory) -> Iterator[str]:
    from solieu.app.targets import change

    yield _version(one.versions[0], territory)
    for before, after in pairwise(one.versions):
        yield f"{_version(after, territory)}: {change(before, after)}"
