"""``solieu demo``: the sample workspace, its report, and the page that shows it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.app.sample_day import MARK, keep_moment
from solieu.cli.doors import progress, refusals, say, write

if TYPE_CHECKING:
    from solieu.app.publishing import Compiled


@click.command()
@click.argument("folder", type=click.Path(), default="demo")
@click.option("--no-serve", is_flag=True, help="Dựng xong thì kết thúc, không mở trang.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Cổng của trang.")
def demo(folder: str, no_serve: bool, port: int) -> None:
    """Dựng không gian làm việc mẫu, lập báo cáo quý I/2024, đọc soát, rồi mở trang."""
    with refusals():
        target = _cleared(Path(folder))
        _build(target)
    if not no_serve:
        from solieu.cli.administration import serve_folder

        serve_folder(target, port, read_only_user="xem")


def _cleared(folder: Path) -> Path:
    """An earlier sample is made anew; any other folder is left alone."""
    if (folder / MARK).is_file():
        shutil.rmtree(folder)
    elif folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"Thư mục {folder} đã có nội dung khác; chọn thư mục trống: solieu demo THƯ_MỤC")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("", encoding="utf-8")
    return folder


def _build(folder: Path) -> None:
    from solieu.app.demo import PERIOD, REPORT, SimulatedClock, build_demo
    from solieu.app.publishing import FORMATS, compiled, filename, printed
    from solieu.rules import Outcome, check_facts

    clock = SimulatedClock()
    workspace, built = build_demo(folder, progress, clock=clock)
    keep_moment(folder, clock())
    done = compiled(workspace, REPORT, PERIOD)
    for format in FORMATS:
        write(printed(done, format), str(folder / "bao_cao" / filename(done, format)))
    judged = check_facts(workspace.evaluator(), PERIOD, (done.report.unit,))
    say(f"Đã gửi, giải trình và tiếp nhận {built.submissions} lần gửi; nhật ký {len(workspace.store.journal())} dòng.")
    say(
        f"Đã kiểm tra {len(judged.judgements)} quan hệ của quý I/2024: {judged.count(Outcome.HOLDS)} đúng, "
        f"{judged.count(Outcome.FAILS)} không khớp, {judged.count(Outcome.CANNOT_JUDGE)} chưa đủ số liệu để kết luận."
    )
    for finding in done.report.findings:
        answered = finding.fingerprint in done.snapshot.explanations
        say(f"  {finding.code} {finding.message} {'(đã giải trình)' if answered else ''}".rstrip())
    say(f"Báo cáo có {len(done.report.figures)} số liệu, {len(done.report.gaps)} chỗ thiếu:")
    for gap in done.report.gaps:
        say(f"  {gap.text}")
    for format in ("docx", "pdf"):
        _read_back(done, folder / "bao_cao" / filename(done, format))
    say("Các tệp:")
    for format in FORMATS:
        say(f"  {folder / 'bao_cao' / filename(done, format)}")
    say(f"  {folder / 'bieu'}/ (các biểu đã gửi)")
    say(f"Truy nguồn một số: solieu --workspace {folder} trace B05:01")


def _read_back(done: Compiled, file: Path) -> None:
    """Proofread what was printed; what is explained lies beside it as a record."""
    from solieu.app.reading_back import acceptances, read_back

    back = read_back(done, file.read_bytes(), file.name)
    write(acceptances(back.explained).encode(), f"{file}.chap-nhan.toml")
    counts = back.proofreading.coverage
    say(
        f"Đọc soát {file.name}: {counts.quantities} số liệu, xét {counts.judged} quan hệ, {counts.held} đúng, "
        f"{counts.failed} không khớp ({len(back.explained)} đã giải trình, {len(back.unexplained)} chưa)."
    )
