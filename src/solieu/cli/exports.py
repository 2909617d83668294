"""``solieu master``: one form of one period from all who send it, as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from solieu.cli.doors import PERIOD, in_workspace, say, write
from solieu.core import Period

if TYPE_CHECKING:
    from solieu.app.workspace import Workspace

WIDE = 20  # figures side by side that still print legibly on one page


@click.command()
@click.argument("form", metavar="BIỂU")
@click.option("--period", type=PERIOD, required=True, help="Kỳ báo cáo, ví dụ 2024-Q1.")
@click.option("--transposed", is_flag=True, help="Chỉ tiêu theo dòng, đơn vị theo cột.")
@click.option("--output", default="", help="Tệp xlsx, hoặc - cho đầu ra chuẩn.")
@in_workspace
def master(workspace: Workspace, user: str, form: str, period: Period, transposed: bool, output: str) -> None:
    """Xuất bảng tổng hợp một biểu: mỗi đơn vị một dòng, có dòng cộng và nguồn số liệu."""
    from solieu.app.exports.master import master as gathered
    from solieu.app.exports.master_sheet import master_workbook

    found = gathered(workspace, form, period, user=user)
    target = output or f"tong_hop.{form}.{period}.xlsx"
    write(master_workbook(found, transposed=transposed), target)
    if target == "-":
        return
    say(f"Đã xuất bảng tổng hợp biểu {found.form.code} kỳ {period}, số liệu từ {found.counted}: {target}")
    for line in found.lines:
        if line.is_missing:
            say(f"  {line.name}: {line.standing[:1].lower()}{line.standing[1:]}")
    if not transposed and len(found.measured) > WIDE:
        say(f"  Bảng có {len(found.measured)} cột số liệu, khó đọc khi in; có thể dùng --transposed.")
