"""Workspaces, users, periods, the journal, backup and the page."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import PERIOD, in_workspace, progress, refusals, say, write
from solieu.core import Period
from solieu.vietnamese import VIETNAM

if TYPE_CHECKING:
    from solieu.app.workspace import Workspace

PORT = click.IntRange(1, 65535)
# Requests and answers pass through memory: a report that is proofread is promised to touch no disk, and what waitress
# sets aside beyond these sizes it writes to temporary files. The page refuses what is larger than 25 MB with a word; what
# is larger than memory may hold is refused before.
IN_MEMORY = {"inbuf_overflow": 32 * 2**20, "outbuf_overflow": 64 * 2**20, "max_request_body_size": 32 * 2**20}


@click.command()
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path())
@click.option(
    "--catalog", default="chi_lang", show_default=True, help="Tên danh mục kèm sản phẩm, hoặc thư mục danh mục."
)
@click.option("--owner", default="quan_tri", show_default=True, help="Tên người quản trị.")
def init(folder: str, catalog: str, owner: str) -> None:
    """Tạo không gian làm việc mới: trên SQLite kèm theo, hoặc trên PostgreSQL nếu có biến DATABASE_URL."""
    from solieu.app.workspace import Workspace

    name = catalog if Path(catalog).is_dir() else catalog.replace("-", "_")
    url = os.environ.get("DATABASE_URL", "")
    with refusals():
        Workspace.create(Path(folder), name, owner, database_url=url)
    where = "PostgreSQL của DATABASE_URL" if url else "SQLite trong thư mục"
    say(f"Đã tạo không gian làm việc {folder} theo danh mục {catalog}, dữ liệu ở {where}; người quản trị: {owner}.")


@click.command()
@click.option("--port", type=PORT, default=8000, show_default=True, help="Cổng của trang trên máy này.")
@in_workspace
def serve(workspace: Workspace, user: str, port: int) -> None:
    """Mở trang xem báo cáo và truy nguồn trên máy này."""
    serve_workspace(workspace, port, read_only_user="")


def serve_folder(folder: Path, port: int, *, read_only_user: str) -> None:
    from solieu.app.workspace import Workspace

    with refusals():
        serve_workspace(Workspace.open(folder), port, read_only_user=read_only_user)


def serve_workspace(workspace: Workspace, port: int, *, read_only_user: str) -> None:
    """Serve on loopback until interrupted. ``read_only_user`` is signed in by itself: for the sample only."""
    import waitress

    from solieu.app.sample_day import sample_clock
    from solieu.app.serving import page_of

    workspace.clock = sample_clock(workspace.folder) or workspace.clock
    page = page_of(workspace, read_only_user=read_only_user)
    try:
        server = waitress.create_server(page, host="127.0.0.1", port=port, threads=8, ident="SoLieu", **IN_MEMORY)
    except OSError as error:
        raise click.ClickException(
            f"Không mở được cổng {port} ({error.strerror}); chọn cổng khác bằng --port"
        ) from None
    progress(f"Trang đang mở tại http://127.0.0.1:{port}/ (Ctrl+C để dừng)")
    progress(_sign_in_hint(workspace, read_only_user))
    server.run()


def _sign_in_hint(workspace: Workspace, read_only_user: str) -> str:
    """How to get in: an account signs in with a password that somebody has set."""
    from solieu.app.accounts import with_password

    able = with_password()
    setting = f"solieu --workspace {workspace.folder} user password"
    if read_only_user:
        return f"Ai mở trang cũng xem được; muốn làm việc như một tài khoản, đặt mật khẩu: {setting} tong_hop"
    if not able:
        return f"Chưa tài khoản nào có mật khẩu, nên chưa ai đăng nhập được; đặt bằng: {setting} {workspace.owner}"
    few = ", ".join(able[:5]) + (f" và {len(able) - 5} tài khoản khác" if len(able) > 5 else "")
    return f"Đăng nhập được: {few}. Đặt mật khẩu cho tài khoản khác: {setting} TÊN"


@click.command("new-period")
@click.argument("period", metavar="KỲ", type=PERIOD)
@click.option("--output", type=click.Path(), default="bieu_trang", show_default=True, help="Thư mục nhận biểu trắng.")
@in_workspace
def new_period(workspace: Workspace, user: str, period: Period, output: str) -> None:
    """Phát biểu trắng của một kỳ cho mọi đơn vị phải gửi, kèm dự thảo công văn yêu cầu báo cáo, số ước và lời văn của
    kỳ trước, nhiệm vụ chuyển sang."""
    from solieu.app.periods import blanks_of
    from solieu.app.queries import require_whole_area

    require_whole_area(workspace.context(user))
    if output == "-":
        raise click.UsageError("--output là thư mục: một kỳ có nhiều biểu trắng")
    folder, count = Path(output) / str(period), 0
    for name, content in blanks_of(workspace, period):
        write(content, str(folder / name))
        count += 1
    if not count:
        raise click.ClickException(f"Danh mục không có biểu nào thu cho kỳ {period}.")
    say(f"Đã phát {count} biểu trắng kỳ {period} vào {folder}.")
    _write_request(workspace, period, folder)
    _write_last_period(workspace, period, folder)


def _write_last_period(workspace: Workspace, period: Period, folder: Path) -> None:
    """What the new period takes over: estimates against actuals, the last prose with marks, tasks that are not done."""
    from solieu.app import rolling

    held, before = workspace.definitions(), period.previous()
    estimates = rolling.estimates_of(workspace, before)
    if estimates:
        target = folder / f"uoc_va_chinh_thuc.{before}.csv"
        write(rolling.estimates_csv(estimates, held.catalog), str(target))
        count = {one: sum(found.standing is one for found in estimates) for one in rolling.Standing}
        said = ", ".join(f"{number} {standing}" for standing, number in count.items())
        say(f"Số ước kỳ {before}: {len(estimates)} số, {said}: {target}")
    texts = list(rolling.last_prose(workspace, before))
    for text in texts:
        owner = held.territory.name(text.owner, period.end) if text.owner in held.territory.units else text.owner
        sheet = rolling.prose_sheet(text, owner, period)
        write(sheet.encode(), str(folder / "loi_van_ky_truoc" / f"{text.report}.{text.section}.md"))
    if texts:
        stale = sum(text.stale for text in texts)
        say(f"Lời văn kỳ {before}: {len(texts)} mục, {stale} chỗ cần viết lại: {folder / 'loi_van_ky_truoc'}")
    tasks = list(rolling.open_tasks(workspace, period))
    if tasks:
        target = folder / f"nhiem_vu_chuyen_sang.{period}.csv"
        write(rolling.tasks_csv(tasks), str(target))
        late = sum(row[-1] == "quá hạn" for row in tasks)
        say(f"Nhiệm vụ chuyển sang: {len(tasks)} việc, {late} việc quá hạn: {target}")


def _write_request(workspace: Workspace, period: Period, folder: Path) -> None:
    """The letter that goes out with the blanks, where the catalogue has its words."""
    from solieu.app.chasing import chase
    from solieu.app.letters import REQUEST, printed, request

    catalog = workspace.definitions().catalog
    if REQUEST in catalog.letters:
        found = chase(workspace, period)
        target = folder / f"cong_van_yeu_cau.{period}.docx"
        write(printed(request(found, catalog), "docx", found.at), str(target))
        say(f"Đã lập dự thảo công văn yêu cầu báo cáo: {target}")


@click.group()
def period() -> None:
    """Đóng kỳ và mở lại kỳ."""


@period.command("close")
@click.argument("period", metavar="KỲ", type=PERIOD)
@in_workspace
def period_close(workspace: Workspace, user: str, period: Period) -> None:
    """Đóng kỳ: không gửi, không tiếp nhận, không chốt số thêm cho kỳ này."""
    from solieu.actions import close_period
    from solieu.facts import SubmissionState

    close_period(workspace.context(user), period)
    states = [sent.state for sent in workspace.store.submissions(period)]
    waiting = states.count(SubmissionState.SENT)
    say(f"Đã đóng kỳ {period}." + (f" Còn {waiting} lần gửi chưa tiếp nhận." if waiting else ""))


@period.command("reopen")
@click.argument("period", metavar="KỲ", type=PERIOD)
@click.argument("reason", metavar="LÝ_DO")
@in_workspace
def period_reopen(workspace: Workspace, user: str, period: Period, reason: str) -> None:
    """Mở lại kỳ đã đóng, nêu lý do."""
    from solieu.actions import reopen_period

    reopen_period(workspace.context(user), period, reason)
    say(f"Đã mở lại kỳ {period}.")


@click.group()
def journal() -> None:
    """Nhật ký: ai, việc gì, đối tượng nào, khi nào."""


@journal.command("show")
@click.option("--last", type=click.IntRange(1), default=20, show_default=True, help="Số dòng cuối.")
@in_workspace
def journal_show(workspace: Workspace, user: str, last: int) -> None:
    """In các dòng cuối của nhật ký."""
    from solieu.app.queries import journal as asked

    for row in asked(workspace.context(user), last):
        details = " ".join(f"{name}={value}" for name, value in row.details.items())
        at = row.at.astimezone(VIETNAM)
        say(f"{row.number:>6} {at:%d/%m/%Y %H:%M:%S} {row.actor} {row.action} {row.object} {details}".rstrip())


@journal.command("verify")
@click.option(
    "--anchor", "kept", default="", help="Mốc đã giữ ở nơi khác (SỐ_DÒNG:MÃ_BĂM): phát hiện cả dòng cuối bị bớt."
)
@in_workspace
def journal_verify(workspace: Workspace, user: str, kept: str) -> None:
    """Kiểm tra nhật ký và số liệu: không dòng nào, số nào, tệp gốc nào bị sửa hay bị bớt. In mốc để giữ nơi khác."""
    from solieu.actions import anchor, journal_faults

    context = workspace.context(user)
    faults = journal_faults(context, kept)
    for fault in faults:
        say(f"  {fault}")
    if faults:
        raise click.ClickException(f"Nhật ký không toàn vẹn: {len(faults)} điều.")
    last = anchor(context.store)
    say(f"Nhật ký nguyên vẹn: {last.partition(':')[0]} dòng. Mốc: {last}")


@click.group()
def user() -> None:
    """Người dùng và quyền."""


@user.command("grant")
@click.argument("name", metavar="NGƯỜI")
@click.argument("role", metavar="VAI_TRÒ")
@click.option("--unit", default="", help="Đơn vị và các đơn vị bên dưới; để trống: toàn hệ thống.")
@in_workspace
def user_grant(workspace: Workspace, user: str, name: str, role: str, unit: str) -> None:
    """Giao một vai trò: nguoi_lap_bieu, tong_hop, lanh_dao_van_phong, chu_tich, quan_tri, xem."""
    from solieu.actions import grant

    grant(workspace.context(user), name, role, unit)
    say(f"Đã giao vai trò {role} cho {name}{f' tại {unit}' if unit else ''}.")


@user.command("revoke")
@click.argument("name", metavar="NGƯỜI")
@click.argument("role", metavar="VAI_TRÒ")
@click.option("--unit", default="", help="Đơn vị đã giao; để trống: toàn hệ thống.")
@in_workspace
def user_revoke(workspace: Workspace, user: str, name: str, role: str, unit: str) -> None:
    """Thu lại một vai trò."""
    from solieu.actions import revoke

    revoke(workspace.context(user), name, role, unit)
    say(f"Đã thu vai trò {role} của {name}{f' tại {unit}' if unit else ''}.")


@user.command("password")
@click.argument("name", metavar="NGƯỜI")
@click.password_option(
    prompt="Mật khẩu mới", confirmation_prompt="Nhập lại mật khẩu", help="Mật khẩu; để trống: sẽ hỏi."
)
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
    from solieu.app.queries import users

    for name, roles in users(workspace.context(user)):
        say(f"{name}: {', '.join(f'{role}@{unit}' if unit else role for role, unit in roles)}")


@click.command()
@click.option("--output", default="", help="Tệp sao lưu (mặc định: theo thời điểm), hoặc - cho đầu ra chuẩn.")
@in_workspace
def backup(workspace: Workspace, user: str, output: str) -> None:
    """Sao lưu toàn bộ không gian làm việc vào một tệp. Tệp chứa khóa bí mật: cất nơi an toàn."""
    from solieu.app.backup import make_backup

    content, anchor = make_backup(workspace, user)
    target = output or f"solieu-{datetime.now(VIETNAM):%Y%m%d-%H%M%S}.zip"
    write(content, target, private=True)
    if target != "-":
        say(f"Đã sao lưu vào {target} ({len(content)} byte). Mốc nhật ký: {anchor}")


@click.command()
@click.argument("file", metavar="TỆP", type=click.Path(exists=True, dir_okay=False))
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path())
def restore(file: str, folder: str) -> None:
    """Khôi phục một bản sao lưu vào thư mục trống, sau khi kiểm tra nhật ký của nó."""
    from solieu.app.backup import restore_backup

    with refusals():
        anchor = restore_backup(Path(file), Path(folder))
    say(f"Đã khôi phục {file} vào {folder}. Mốc nhật ký: {anchor}")


@click.command()
@click.option("--workspace", "folder", type=click.Path(), default=None, help="Thư mục không gian làm việc.")
@click.option("--as", "user", default="", help="Người thực hiện (mặc định: chủ không gian làm việc).")
@click.pass_context
def upgrade(ctx: click.Context, folder: str | None, user: str) -> None:
    """Nâng cấu trúc dữ liệu lên phiên bản phần mềm này, và dùng danh mục hiện hành của nó."""
    from solieu.app.upgrading import upgrade_workspace

    shared = ctx.find_root().obj or {}
    with refusals():
        done = upgrade_workspace(Path(folder or shared.get("folder") or "."), user or shared.get("user", ""))
    for line in done:
        say(line)
