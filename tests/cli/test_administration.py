"""Workspaces made, backed up, restored, upgraded; users, periods, the journal, registers and lists on the command line."""

from __future__ import annotations

import io
import shutil
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from command_line import CommandLine
from databases import no_server, postgresql_database
from solieu.app.workspace import Workspace
from workplace import COMMUNE, DISTRICT, TestClock, Workplace, budget


@pytest.fixture
def office(office_folder: Path) -> CommandLine:
    return CommandLine(office_folder)


@pytest.fixture
def used(office_folder: Path) -> CommandLine:
    """A workspace with an accepted form."""
    clock = TestClock()
    place = Workplace(Workspace.open(office_folder, clock=clock), clock)
    place.accepted("b05_ns_q", DISTRICT, budget())
    place.workspace.close()
    return CommandLine(office_folder)


# --- making


def test_init_makes_a_workspace_that_only_its_owner_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    said = CommandLine().done("init", tmp_path / "ws", "--catalog", "chi-lang", "--owner", "van_thu").out
    assert said.startswith("Đã tạo không gian làm việc") and "SQLite" in said and said.count("\n") == 1
    assert stat.S_IMODE((tmp_path / "ws/solieu.toml").stat().st_mode) == 0o600
    line = CommandLine(tmp_path / "ws")
    assert line.done("user", "list").out == "van_thu: quan_tri\n"
    shown = line.done("journal", "show").out.splitlines()
    assert [row.split()[3:6] for row in shown] == [
        ["van_thu", "user.grant", "van_thu"],
        ["van_thu", "catalog.activate", "chi_lang"],
    ]
    again = CommandLine()("init", tmp_path / "ws")
    assert again.status == 1 and "đã là một không gian làm việc" in again.said


@pytest.mark.postgres
def test_init_on_postgresql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if no_server():
        pytest.skip(no_server())
    with postgresql_database() as url:
        monkeypatch.setenv("DATABASE_URL", url)
        assert "PostgreSQL" in CommandLine().done("init", tmp_path / "ws").out
        line = CommandLine(tmp_path / "ws")
        assert "quan_tri: quan_tri" in line.done("user", "list").out
        refused = line("backup")
        assert refused.status == 1 and "pg_dump" in refused.said
        monkeypatch.setenv("DATABASE_URL", "mysql://x")
        wrong = line("user", "list")
        assert wrong.status == 1 and wrong.err == "Lỗi: DATABASE_URL phải bắt đầu bằng postgresql://\n"
        monkeypatch.setenv("DATABASE_URL", "postgresql://postgres@127.0.0.1:1/so")
        silent = line("user", "list")
        assert silent.status == 1 and len(silent.err.splitlines()) == 1
        monkeypatch.setenv("DATABASE_URL", url)
        Workspace.open(tmp_path / "ws").close()


# --- backup and restore


def test_a_backup_holds_everything_and_says_its_anchor(used: CommandLine, tmp_path: Path) -> None:
    said = used.done("backup", "--output", tmp_path / "b.zip").out
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    anchor = said.split("Mốc nhật ký: ")[1].strip()
    verified = used.done("journal", "verify", "--anchor", anchor).out
    assert "Nhật ký nguyên vẹn" in verified and verified.strip().endswith(anchor)

    restored = CommandLine(tmp_path / "lai")
    assert anchor in CommandLine().done("restore", tmp_path / "b.zip", tmp_path / "lai").out
    assert restored.done("list", "submissions").out == used.done("list", "submissions").out
    assert restored.done("journal", "show", "--last", 99).out == used.done("journal", "show", "--last", 99).out
    assert stat.S_IMODE((tmp_path / "lai/solieu.toml").stat().st_mode) == 0o600
    assert sorted(path.name for path in (tmp_path / "lai").iterdir() if not path.name.startswith("solieu.sqlite3-")) == [
        "solieu.sqlite3", "solieu.toml"
    ]  # fmt: skip
    full = CommandLine()("restore", tmp_path / "b.zip", tmp_path / "lai")
    assert full.status == 1 and "không trống" in full.said


def _changed_backup(content: bytes, statement: str, folder: Path) -> bytes:
    """The zip with a statement run on its database."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    (folder / "copy").write_bytes(parts["solieu.sqlite3"])
    with closing(sqlite3.connect(folder / "copy")) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute(statement)
        database.commit()
    parts["solieu.sqlite3"] = (folder / "copy").read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE storage_revisionrow SET reading = '1|triệu đồng|0|'",
        "UPDATE storage_journalentryrow SET actor = 'ai_do' WHERE number = 2",
        "DELETE FROM storage_journalentryrow WHERE number = (SELECT max(number) FROM storage_journalentryrow)",
    ],
)
def test_a_backup_that_was_changed_is_not_handed_over(used: CommandLine, tmp_path: Path, statement: str) -> None:
    content = used.done("backup", "--output", "-").content
    (tmp_path / "b.zip").write_bytes(_changed_backup(content, statement, tmp_path))
    answer = CommandLine()("restore", tmp_path / "b.zip", tmp_path / "lai")
    assert answer.status == 1 and "không toàn vẹn" in answer.said
    assert not (tmp_path / "lai").exists() and not list(tmp_path.glob(".solieu-*"))


def test_a_torn_or_strange_backup(used: CommandLine, tmp_path: Path) -> None:
    content = used.done("backup", "--output", "-").content
    (tmp_path / "torn.zip").write_bytes(content[: len(content) // 2])
    with zipfile.ZipFile(tmp_path / "strange.zip", "w") as archive:
        archive.writestr("../../etc/passwd", "x")
    for name in ("torn", "strange"):
        answer = CommandLine()("restore", tmp_path / f"{name}.zip", tmp_path / "lai")
        assert answer.status == 1 and not (tmp_path / "lai").exists()


def test_a_backup_is_made_while_others_write(used: CommandLine, tmp_path: Path) -> None:
    """The copy holds a moment between two deeds, never half of one."""
    import threading

    from solieu.app.backup import make_backup

    stop = threading.Event()

    def writes() -> None:
        number = 0
        with sqlite3.connect(used.folder / "solieu.sqlite3", timeout=20) as database:  # type: ignore[operator]
            while not stop.is_set():
                number += 1
                database.execute(
                    "INSERT INTO storage_originalrow (sha256, content) VALUES (?, ?)", (f"{number:064}", b"x" * 5000)
                )
                database.commit()

    writer = threading.Thread(target=writes)
    writer.start()
    try:
        for number in range(3):
            content, _ = make_backup(Workspace.open(used.folder))  # type: ignore[arg-type]
            (tmp_path / f"{number}.zip").write_bytes(content)
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        CommandLine().done("restore", tmp_path / f"{number}.zip", tmp_path / f"lai_{number}")


# --- upgrade


def test_upgrade_leaves_a_catalogue_alone_that_the_locality_has_chosen(office: CommandLine, tmp_path: Path) -> None:
    assert "đã là phiên bản hiện hành" in office.done("upgrade").out
    office.done("catalog", "export", tmp_path / "danh_muc")
    path = tmp_path / "danh_muc/catalog.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("title: Huyện Chi Lăng", "title: Huyện Chi Lăng (riêng)"),
        encoding="utf-8",
    )
    office.done("catalog", "use", tmp_path / "danh_muc")
    assert "Giữ danh mục mà người quản trị đã chọn" in office.done("upgrade").out
    workspace = Workspace.open(office.folder)  # type: ignore[arg-type]
    assert workspace.definitions().catalog.title.startswith("Huyện Chi Lăng (riêng)")


def _retitle(path: Path, title: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: Huyện Chi Lăng", f"title: {title}"), encoding="utf-8")


def test_upgrade_brings_the_catalogue_that_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace made on a folder of definitions follows that folder."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    CommandLine().done("catalog", "export", tmp_path / "danh_muc")
    CommandLine().done("init", tmp_path / "ws", "--catalog", tmp_path / "danh_muc")
    path = tmp_path / "danh_muc/catalog.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("title: Huyện Chi Lăng", "title: Huyện Chi Lăng (mới)"),
        encoding="utf-8",
    )
    line = CommandLine(tmp_path / "ws")
    assert "Đã dùng danh mục chi_lang phiên bản" in line.done("upgrade").out
    shutil.rmtree(tmp_path / "danh_muc")
    assert "Giữ danh mục đang dùng" in line.done("upgrade").out


# --- users, periods, journal


def test_users_come_and_go(office: CommandLine) -> None:
    office.done("user", "grant", "can_bo", "nguoi_lap_bieu", "--unit", COMMUNE)
    assert f"can_bo: nguoi_lap_bieu@{COMMUNE}" in office.done("user", "list").out
    assert "Đã đặt mật khẩu" in office.done("user", "password", "can_bo", "--password", "mat-khau-dai-lam").out
    office.by("can_bo").done("user", "password", "can_bo", "--password", "mat-khau-cua-toi")
    refused = office.by("can_bo")("user", "password", "quan_tri", "--password", "mat-khau-cua-toi")
    assert refused.status == 1 and "không có quyền" in refused.said
    office.done("user", "revoke", "can_bo", "nguoi_lap_bieu", "--unit", COMMUNE)
    assert "can_bo" not in office.done("user", "list").out
    assert "mat-khau" not in office.done("journal", "show").out


def test_periods_open_close_and_open_again(used: CommandLine, tmp_path: Path) -> None:
    said = used.done("new-period", "2024-Q2", "--output", tmp_path / "bieu").out
    files = sorted(path.name for path in (tmp_path / "bieu/2024-Q2").glob("*.xlsx"))
    assert f"Đã phát {len(files)} biểu trắng" in said and f"b01_ktxh_q.{COMMUNE}.2024-Q2.xlsx" in files
    assert used.done("list", "periods").out == "2024-Q1: 1 lần gửi\n"
    used.by("tong_hop").done("period", "close", "2024-Q1")
    assert used.done("list", "periods").out == "2024-Q1: 1 lần gửi (đã đóng)\n"
    used.by("lanh_dao_van_phong").done("period", "reopen", "2024-Q1", "bổ sung số liệu")
    assert "reason=bổ sung số liệu" in used.done("journal", "show", "--last", "1").out


def test_the_journal_says_everything_in_order(used: CommandLine) -> None:
    rows = used.by("tong_hop").done("journal", "show", "--last", "2").out.splitlines()
    b05 = f"b05_ns_q.{DISTRICT}.2024-Q1.phong_tckh.1"
    assert [row.split()[3:6] for row in rows] == [
        ["phong_tckh", "submission.submit", b05],
        ["tong_hop", "submission.accept", b05],
    ]


def test_a_journal_that_was_touched_is_said_with_status_1(used: CommandLine) -> None:
    with sqlite3.connect(used.folder / "solieu.sqlite3") as database:  # type: ignore[operator]
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE storage_journalentryrow SET actor = 'ai_do' WHERE number = 2")
    answer = used("journal", "verify")
    assert answer.status == 1 and "chuỗi băm đứt ở dòng 2" in answer.out and "Nhật ký không toàn vẹn" in answer.err


# --- registers and lists


def test_a_register_on_the_command_line(office: CommandLine, tmp_path: Path) -> None:
    keeper, desk = office.by("phong_ktht"), office.by("tong_hop")
    table = tmp_path / "cau.csv"
    lines = (
        "muc;ngay_viec;viec;ten;xa",
        "a;2024-01-10;khoi_cong;Cầu A;xa_bang_mac",
        "b;mai;khoi_cong;Cầu B;xa_bang_mac",
    )
    table.write_text("\n".join(lines), encoding="utf-8")
    refused = keeper("register", "import", "cau", table)
    assert refused.status == 1
    assert (
        f"{table}:2: ghi a: Khởi công" in refused.out
        and f"{table}:3: không ghi b: “mai” không phải ngày" in refused.out
    )
    assert "không dòng nào được ghi" in refused.err
    assert "0 mục" in desk.done("register", "list", "cau").out

    table.write_text(table.read_text(encoding="utf-8").replace("mai", "2024-02-10"), encoding="utf-8")
    assert "Đã ghi 2 việc" in keeper.done("register", "import", "cau", table).out
    assert "Đã ghi 0 việc" in keeper.done("register", "import", "cau", table).out
    assert "1 mục vào ngày 31/01/2024" in desk.done("register", "list", "cau", "--on", "31/1/2024").out
    counted = desk.done("register", "count", "cau", "--period", "2024-Q1").out
    desk.done("accept", counted.split("mã ")[1].split(",")[0])
    desk.done("register", "check", "cau")
    recorded = keeper.done(
        "register", "record", "cau", "a", "thi_cong", "--on", "2024-02-20", "--document", "QĐ 15/QĐ-UBND"
    ).out
    assert "Đã ghi “Đang thi công” của a" in recorded and "DAT902 count-differs-from-accepted" in recorded
    answer = desk("register", "check", "cau")
    assert answer.status == 1 and "đã tiếp nhận 2 cầu, sổ nay cho 1 cầu" in answer.out
    shown = desk.done("register", "show", "cau", "a").out.splitlines()
    assert len(shown) == 2 and "20/02/2024 Đang thi công theo QĐ 15/QĐ-UBND (phong_ktht ghi" in shown[1]
    for name in ("cau.xlsx", "cau.csv"):
        assert "Đã xuất 2 mục" in desk.done("register", "export", "cau", "--output", tmp_path / name).out
    assert "3 việc đã có" in keeper.done("register", "import", "cau", tmp_path / "cau.xlsx").out


def test_lists(used: CommandLine) -> None:
    assert "b05_ns_q: B05/NS-Q" in used.done("list", "forms").out
    assert used.done("list", "reports").out.startswith("bao_cao")
    used.by("tong_hop").done("report", "draft", "bao_cao_quy", "--period", "2024-Q1")
    assert "2024-Q1 dự thảo lần 1: dự thảo" in used.done("list", "reports").out
    assert "cau: Sổ theo dõi cầu" in used.done("register", "list").out
