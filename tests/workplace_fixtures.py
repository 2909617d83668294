"""Fixtures: an office for every test, on SQLite and on PostgreSQL, made once a run and copied for each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from databases import Filling, no_server, postgresql_database
from solieu.app.workspace import Workspace
from workplace import TestClock, Workplace, open_workplace

DATABASES = [pytest.param("sqlite"), pytest.param("postgresql", marks=pytest.mark.postgres)]
unreachable = cache(no_server)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mau-sqlite") / "ws"
    open_workplace(folder).workspace.close()
    return folder


@pytest.fixture(scope="session")
def postgresql_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Filling]]:
    """A workspace folder and what its database holds; the database serves one test after the other."""
    folder = tmp_path_factory.mktemp("mau-pg") / "ws"
    with postgresql_database() as url:
        open_workplace(folder, database_url=url).workspace.close()
        yield folder, Filling.of(url)


@pytest.fixture(params=DATABASES)
def any_folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a workspace on either database."""
    folder = tmp_path / "ws"
    if request.param == "sqlite":
        monkeypatch.delenv("DATABASE_URL", raising=False)
        shutil.copytree(request.getfixturevalue("sqlite_template"), folder)
        yield folder
        return
    if unreachable():
        pytest.skip(unreachable())
    source, filling = request.getfixturevalue("postgresql_template")
    monkeypatch.setenv("DATABASE_URL", filling.url)
    shutil.copytree(source, folder)
    yield folder
    filling.put_back()


@pytest.fixture
def office_folder(sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a workspace on SQLite."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return Path(shutil.copytree(sqlite_template, tmp_path / "ws"))


def at_work(folder: Path) -> Workplace:
    clock = TestClock()
    return Workplace(Workspace.open(folder, clock=clock), clock)


@pytest.fixture
def anywhere(any_folder: Path) -> Iterator[Workplace]:
    """An office on either database."""
    found = at_work(any_folder)
    yield found
    found.workspace.close()


@pytest.fixture
def office_desk(office_folder: Path) -> Iterator[Workplace]:
    """An office on SQLite: for what does not depend on the database."""
    found = at_work(office_folder)
    yield found
    found.workspace.close()


@pytest.fixture
def sample_copy(sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample workspace that may be written to."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return Path(shutil.copytree(sample_folder, tmp_path / "demo"))


__all__ = [
    "any_folder",
    "anywhere",
    "office_desk",
    "office_folder",
    "postgresql_template",
    "sample_copy",
    "sqlite_template",
]
