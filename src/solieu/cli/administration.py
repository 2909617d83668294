"""Workspaces, users, periods, the journal, backup and the page."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import PERIOD, in_workspace, progress, refusals, say
from solieu.core import Period

if TYPE_CHECKING:
    from solieu.app.workspace import Workspace


@click.command()
@click.argument("folder", type=click.Path())
@click.option(
    "--catalog", default="chi_lang", show_default=True, help="Tên danh mục kèm sản phẩm, hoặc thư mục danh mục."
)
@click.option("--owner", default="quan_tri", show_default=True, help="Tên người quản trị.")
def init(folder: str, catalog: str, owner: str) -> None:
    """Tạo không gian làm việc mới."""
    from solieu.app.workspace import Workspace

    with refusals():
        Workspace.create(Path(folder), catalog.replace("-", "_") if "/" not in catalog else catalog, owner)
    say(f"Đã tạo không gian làm việc {folder} theo danh mục {catalog}; người quản trị: {owner}.")


@click.command()
@click.option("--port", default=8000, show_default=True)
@in_workspace
def serve(workspace: Workspace, user: str, port: int) -> None:
    """Mở trang xem báo cáo và truy nguồn trên máy này."""
    serve_folder(workspace.folder, port, read_only_user="")


def serve_folder(folder: Path, port: int, *, read_only_user: str) -> None:
    """Serve on loopback until interrupted. ``read_only_user`` is signed in by itself: for the sample only."""
    import waitress

    from solieu.app.serving import page_of
    from solieu.app.workspace import Workspace

    page = page_of(Workspace.open(folder), read_only_user=read_only_user)
    progress(f"Trang đang mở tại http://127.0.0.1:{port}/ (Ctrl+C để dừng)")
    try:
        waitress.serve(page, host="127.0.0.1", port=port, threads=8, ident="SoLieu")
    except OSError as error:
        raise click.ClickException(f"Không mở được cổng {port}: {error.strerror}; chọn cổng khác bằng --port") from None


@click.command("new-period")
@click.argument("period", type=PERIOD)
@click.option("--output", type=click.Path(), default="bieu_trang", show_default=True, help="Thư mục nhận biểu trắng.")
@in_workspace
def new_period(workspace: Workspace, user: str, period: Period, output: str) -> None:
    """Phát biểu trắng của một kỳ cho mọi đơn vị phải gửi."""
    from solieu.app.periods import blanks_of

    count = 0
    for name, content in blanks_of(workspace, period):
        target = Path(output) / str(period) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        count += 1
    say(f"Đã phát {count} biểu trắng kỳ {period} vào {Path(output) / str(period)}.")


@click.group()
def journal() -> None:
    """Nhật ký: ai, việc gì, đối tượng nào, khi nào."""


@journal.command("show")
@click.option("--last", default=20, show_default=True, help="Số dòng cuối.")
@in_workspace
def journal_show(workspace: Workspace, user: str, last: int) -> None:
    """In các dòng cuối của nhật ký."""
    for row in workspace.store.journal()[-last:]:
        details = " ".join(f"{name}={value}" for name, value in row.details.items())
        say(f"{row.number:>6} {row.at.astimezone():%d/%m/%Y %H:%M:%S} {row.actor} {row.action} {row.object} {details}")


@journal.command("verify")
@in_workspace
def journal_verify(workspace: Workspace, user: str) -> None:
    """Kiểm tra chuỗi băm của nhật ký: không dòng nào bị sửa hay bị bớt."""
    from solieu.actions import broken_rows

    rows = workspace.store.journal()
    broken = broken_rows(rows)
    if broken:
        raise click.ClickException(f"Nhật ký bị đứt ở dòng: {', '.join(map(str, broken[:10]))}")
    say(f"Nhật ký nguyên vẹn: {len(rows)} dòng.")


@click.group()
def user() -> None:
    """Người dùng và quyền."""


@user.command("grant")
@click.argument("name")
@click.argument("role")
@click.option("--unit", default="", help="Đơn vị và các đơn vị bên dưới; để trống: toàn hệ thống.")
@in_workspace
def user_grant(workspace: Workspace, user: str, name: str, role: str, unit: str) -> None:
    """Giao một vai trò."""
    from solieu.actions import grant

    grant(workspace.context(user), name, role, unit)
    say(f"Đã giao vai trò {role} cho {name}{f' tại {unit}' if unit else ''}.")


@user.command("password")
@click.argument("name")
@click.password_option(prompt="Mật khẩu mới", confirmation_prompt="Nhập lại mật khẩu")
@in_workspace
def user_password(workspace: Workspace, user: str, name: str, password: str) -> None:
    """Đặt mật khẩu đăng nhập trang."""
    from solieu.app.accounts import set_password

    set_password(workspace.context(user), name, password)
    say(f"Đã đặt mật khẩu cho {name}.")


@user.command("list")
@in_workspace
def user_list(workspace: Workspace, user: str) -> None:
    """Người dùng với vai trò."""
    for name in workspace.store.users():
        roles = ", ".join(f"{role}{f'@{unit}' if unit else ''}" for role, unit in workspace.store.roles_of(name))
        say(f"{name}: {roles}")


@click.command()
@click.option("--output", type=click.Path(), default="", help="Tệp sao lưu (mặc định: theo thời điểm).")
@in_workspace
def backup(workspace: Workspace, user: str, output: str) -> None:
    """Sao lưu toàn bộ không gian làm việc vào một tệp."""
    from solieu.app.backup import make_backup

    target = Path(output or f"solieu-{datetime.now().astimezone():%Y%m%d-%H%M%S}.zip")
    size = make_backup(workspace, target)
    say(f"Đã sao lưu vào {target} ({size} byte).")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.argument("folder", type=click.Path())
def restore(file: str, folder: str) -> None:
    """Khôi phục một bản sao lưu vào thư mục trống."""
    from solieu.app.backup import restore_backup

    with refusals():
        restore_backup(Path(file), Path(folder))
    say(f"Đã khôi phục {file} vào {folder}.")


@click.command()
@in_workspace
def upgrade(workspace: Workspace, user: str) -> None:
    """Nâng cấu trúc dữ liệu lên phiên bản phần mềm này, và dùng danh mục hiện hành của nó."""
    from solieu.actions import activate_catalog
    from solieu.app.workspace import SETTINGS, catalog_folder, checked_definitions

    settings = tomllib.loads((workspace.folder / SETTINGS).read_text(encoding="utf-8"))
    found = checked_definitions(catalog_folder(settings["catalog"]))
    if found.catalog.version == workspace.definitions().catalog.version:
        say("Cấu trúc dữ liệu và danh mục đã là phiên bản hiện hành.")
        return
    activate_catalog(workspace.context(user), found.catalog)
    say(f"Đã dùng danh mục {found.catalog.name} phiên bản {found.catalog.version[:12]}.")
