"""``solieu foreign``: a superior's own blank, mapped once, filled each period."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import PERIOD, in_workspace, progress, say, write
from solieu.core import Period

if TYPE_CHECKING:
    from solieu.app.workspace import Workspace


@click.group()
def foreign() -> None:
    """Biểu của cấp trên: ánh xạ một lần, mỗi kỳ điền lại, giữ nguyên hình thức."""


@foreign.command("map")
@click.argument("blank", metavar="TỆP", type=click.Path(exists=True, dir_okay=False))
@click.option("--name", required=True, help="Tên của biểu, chữ thường không dấu, ví dụ bieu_so_nn.")
@in_workspace
def map_(workspace: Workspace, user: str, blank: str, name: str) -> None:
    """Giữ biểu trắng của cấp trên và gợi ý mỗi ô lấy số liệu nào."""
    from solieu.app.foreign.filling import map_blank

    found = map_blank(workspace, Path(blank).read_bytes(), Path(blank).name, name, user=user)
    say(f"Đã lập bảng ánh xạ {found.path}: {found.sure} ô nhận ra, {len(found.lines) - found.sure} gợi ý cần xem lại.")
    say(f"Xem và sửa tệp ấy, rồi điền: solieu foreign fill {name} --period KỲ --output TỆP")


@foreign.command("fill")
@click.argument("name")
@click.option("--period", type=PERIOD, required=True, help="Kỳ báo cáo, ví dụ 2024-Q1.")
@click.option("--blank", default=None, type=click.Path(exists=True, dir_okay=False),
              help="Biểu trắng cấp trên gửi kỳ này, nếu khác biểu đã giữ.")  # fmt: skip
@click.option("--output", required=True, help="Tệp xlsx, hoặc - cho đầu ra chuẩn.")
@in_workspace
def fill(workspace: Workspace, user: str, name: str, period: Period, blank: str | None, output: str) -> None:
    """Điền biểu của cấp trên; nêu những ô chưa có số liệu và những ô không ghi được."""
    from solieu.app.foreign.filling import MistakenMappingError, fill_blank

    content = Path(blank).read_bytes() if blank else b""
    try:
        done = fill_blank(workspace, name, period, user=user, blank=content)
    except MistakenMappingError as mistaken:
        for finding in mistaken.findings:
            progress(f"{finding.where}: {finding.message} {finding.next_step}".rstrip())
        raise
    write(done.content, output)
    if output == "-":
        return
    say(f"Đã điền {len(done.written)} ô của biểu {name} kỳ {period}: {output}")
    for title, lines in (("Để trống vì chưa có số liệu", done.without_value), ("Không ghi", done.left),
                         ("Cần xem lại", done.hedged)):  # fmt: skip
        if lines:
            say(f"{title} ({len(lines)}):")
        for line in lines:
            say(f"  {line}")
