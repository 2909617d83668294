"""Where the database is, whether its tables fit, and what is said when it cannot be used."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from databases import no_server, postgresql_database
from solieu.actions import journal_faults
from solieu.app.upgrading import upgrade_workspace
from solieu.app.workspace import Workspace, WorkspaceError
from solieu.storage import database
from solieu.storage.database import database_of
from workplace import DISTRICT, TestClock, budget, open_workplace

ADDRESSES = {
    "postgresql://an:b%40c@may-chu:5433/so_lieu": ("so_lieu", "an", "b@c", "may-chu", "5433", {}),
    "postgres://an@may-chu/so_lieu": ("so_lieu", "an", "", "may-chu", "", {}),
    "postgresql:///so_lieu?host=/var/run/postgresql": ("so_lieu", "", "", "/var/run/postgresql", "", {}),
    "postgresql://may/so?sslmode=require&options=-csearch_path%3Dkhac": (
        "so", "", "", "may", "", {"sslmode": "require", "options": "-csearch_path=khac"}
    ),
}  # fmt: skip


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_names_the_database_and_hands_its_options_on(url: str) -> None:
    name, user, password, host, port, options = ADDRESSES[url]
    found = database_of(Path("ws"), url)
    assert (found["NAME"], found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        name, user, password, host, port
    )  # fmt: skip
    assert {name: value for name, value in found["OPTIONS"].items() if name != "connect_timeout"} == options


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://an:mat_khau@may/so", "postgresql://"),
        ("so_lieu", "postgresql://"),
        ("postgresql://an:mat_khau@may:abc/so", "cổng"),
        ("postgresql://an:mat_khau@may:5432/", "tên cơ sở dữ liệu"),
    ],
)
def test_a_wrong_address_is_said_in_one_line_without_the_password(url: str, said: str) -> None:
    with pytest.raises(ValueError, match=said) as refused:
        database_of(Path("ws"), url)
    assert "mat_khau" not in str(refused.value) and "\n" not in str(refused.value)


def test_without_an_address_it_is_a_file_of_the_workspace(tmp_path: Path) -> None:
    assert database_of(tmp_path)["NAME"] == str(tmp_path / "solieu.sqlite3")


def test_a_workspace_keeps_the_database_that_it_was_made_with(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A DATABASE_URL that is set for something else does not turn it away from its own figures."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/khac")
    assert Workspace.open(office_folder).store.users()


@pytest.mark.postgres
def test_a_workspace_on_postgresql_asks_for_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if no_server():
        pytest.skip(no_server())
    with postgresql_database() as url:
        open_workplace(tmp_path / "ws", database_url=url).workspace.close()
        settings = (tmp_path / "ws/solieu.toml").read_text(encoding="utf-8")
        assert "postgresql://" not in settings, "an address may hold a password"
        monkeypatch.delenv("DATABASE_URL", raising=False)
        with pytest.raises(WorkspaceError, match="DATABASE_URL"):
            Workspace.open(tmp_path / "ws")
        with pytest.raises(WorkspaceError, match="đã chứa một không gian làm việc"):
            Workspace.create(tmp_path / "thu_hai", "chi_lang", database_url=url)
        assert not (tmp_path / "thu_hai/solieu.toml").exists()
        monkeypatch.setenv("DATABASE_URL", url)
        workspace = Workspace.open(tmp_path / "ws")
        assert workspace.store.users()
        workspace.close()


@pytest.mark.postgres
def test_two_workspaces_share_a_server_by_search_path(tmp_path: Path) -> None:
    if no_server():
        pytest.skip(no_server())
    import psycopg

    with postgresql_database() as url:
        for name in ("mot", "hai"):
            with psycopg.connect(url, autocommit=True) as server:
                server.execute(f"CREATE SCHEMA {name}")  # type: ignore[call-overload]
            office = open_workplace(tmp_path / name, database_url=f"{url}?options=-csearch_path%3D{name}")
            assert office.workspace.store.submissions() == ()
            office.accepted("b05_ns_q", DISTRICT, budget())
            office.workspace.close()


def test_a_workspace_that_was_begun_and_not_finished_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings are written last."""
    monkeypatch.setattr("solieu.app.workspace._write_settings", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        Workspace.create(tmp_path / "ws", "chi_lang")
    with pytest.raises(WorkspaceError, match=r"không thấy solieu\.toml"):
        Workspace.open(tmp_path / "ws")


# --- versions of the software


@pytest.fixture
def of_an_earlier_version(tmp_path: Path) -> Iterator[Path]:
    """A workspace as the first version of the tables held it, with two sends of one form, the later one accepted."""
    from django.core.management import call_command
    from django.db import connection

    office = open_workplace(tmp_path / "ws")
    first = office.send("b05_ns_q", DISTRICT, budget())
    office.accept(first)
    office.accepted("b05_ns_q", DISTRICT, budget("9.500"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute("UPDATE storage_submissionrow SET sender_key = sha256")
    call_command("migrate", "storage", "0001", verbosity=0, interactive=False)
    office.workspace.close()
    yield tmp_path / "ws"
    office.workspace.close()


def test_an_earlier_workspace_is_upgraded_with_everything_in_it(of_an_earlier_version: Path) -> None:
    folder = of_an_earlier_version
    with pytest.raises(WorkspaceError, match="solieu upgrade"):
        Workspace.open(folder)
    assert "Đã nâng cấu trúc dữ liệu" in upgrade_workspace(folder)[0]
    assert upgrade_workspace(folder) == ("Cấu trúc dữ liệu và danh mục đã là phiên bản hiện hành.",)
    workspace = Workspace.open(folder, clock=TestClock())
    first, second = workspace.store.submissions()
    assert (first.state, second.state, first.sender_key) == ("superseded", "accepted", "")
    accepted = workspace.store.journal_of(first.id)[-1].at
    assert workspace.snapshot(accepted).submissions[first.id].state == "accepted"
    assert workspace.snapshot(first.sent_at).submissions[first.id].state == "sent"
    assert {str(key.period) for key in workspace.snapshot().keys_of(DISTRICT, first.period)} == {"2024-Q1"}
    assert journal_faults(workspace.context()) == ()
    with pytest.raises(Exception, match="append only"):
        from django.db import connection

        connection.cursor().execute("DELETE FROM storage_revisionrow")


def test_a_workspace_of_a_later_version_is_left_alone(office_folder: Path) -> None:
    from django.db import connection

    Workspace.open(office_folder)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('storage', '0999_later', '2030-01-01')"
        )
    with pytest.raises(WorkspaceError, match="mới hơn"):
        Workspace.open(office_folder)


def test_the_tables_are_those_of_the_migrations(office_folder: Path) -> None:
    from django.core.management import call_command

    Workspace.open(office_folder)
    call_command("makemigrations", "storage", check=True, dry_run=True, verbosity=0)


# --- what is said


@pytest.mark.parametrize("part", ["solieu.toml", "solieu.sqlite3"])
def test_a_torn_workspace_is_said_in_one_line(office_folder: Path, part: str) -> None:
    (office_folder / part).write_bytes(b"\xff\x00 khong phai tep that" * 40)
    said = _said(office_folder)
    assert "khôi phục từ bản sao lưu" in said and "\n" not in said


def test_a_missing_database_is_not_made_anew(office_folder: Path) -> None:
    (office_folder / database.FILE).unlink()
    assert "thiếu tệp dữ liệu" in _said(office_folder)
    assert not (office_folder / database.FILE).exists()


def test_a_server_that_does_not_answer_is_said_in_one_line(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = (office_folder / "solieu.toml").read_text(encoding="utf-8")
    (office_folder / "solieu.toml").write_text(settings.replace('"sqlite"', '"postgresql"'), encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", "postgresql://an:mat_khau@127.0.0.1:1/so")
    said = _said(office_folder)
    assert said.startswith("không dùng được cơ sở dữ liệu") and "mat_khau" not in said and "\n" not in said


def _said(folder: Path) -> str:
    from solieu.cli.doors import refusal_text

    try:
        Workspace.open(folder).context()
    except Exception as error:  # noqa: BLE001 - what a person sees of whatever is raised
        return refusal_text(error)
    finally:
        database.close()
    pytest.fail("the workspace opens")


def test_a_copy_of_the_folder_is_a_workspace_of_its_own(office_folder: Path, tmp_path: Path) -> None:
    """One process may open one after the other; each answers for itself."""
    other = Path(shutil.copytree(office_folder, tmp_path / "khac"))
    clock = TestClock()
    first = Workspace.open(office_folder, clock=clock)
    from workplace import Workplace

    Workplace(first, clock).accepted("b05_ns_q", DISTRICT, budget())
    assert Workspace.open(other, clock=clock).store.submissions() == ()
    assert len(Workspace.open(office_folder, clock=clock).store.submissions()) == 1
