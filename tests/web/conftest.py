"""The pages of the sample workspace: one copy to read from, and a fresh copy for whoever writes."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from web_office import Office, opened

from solieu.vietnamese import VIETNAM

READING_DAY = datetime(2024, 3, 20, 9, 30, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def embedded_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are tested on SQLite; the store has its own tests on both databases."""
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture(autouse=True)
def quick_passwords() -> Iterator[None]:
    """The slow hash of real passwords is Django's and is tested there."""
    from django.conf import settings
    from django.test import override_settings

    if not settings.configured:
        yield
        return
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session")
def reading_folder(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Signing in writes a session, so that even readers need a copy of their own."""
    return Path(shutil.copytree(sample_folder, tmp_path_factory.mktemp("doc") / "demo"))


@pytest.fixture
def visit(reading_folder: Path) -> Iterator[Callable[[str], Client]]:
    """A visitor of the sample as `solieu demo` serves it: by name, or "" for the read-only visitor."""
    office = opened(reading_folder, READING_DAY, read_only_user="xem")
    yield office.visitor
    office.close()


@pytest.fixture
def office(sample_folder: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of the sample that may be written to; nobody is signed in by itself. It is 2 June 2024, three days before
    the forms of quarter II are due."""
    folder = Path(shutil.copytree(sample_folder, tmp_path / "demo"))
    found = opened(folder, datetime(2024, 6, 2, 9, 0, tzinfo=VIETNAM))
    yield found
    found.close()
