"""The quarterly report of the sample, compiled once, as pure values: no database is asked after that."""

from datetime import datetime
from pathlib import Path

import pytest

from solieu.app.publishing import Compiled, compiled
from solieu.app.workspace import Definitions, Workspace, catalog_folder, checked_definitions
from solieu.core import parse_period
from solieu.vietnamese import VIETNAM

MOMENT = datetime(2024, 3, 20, 9, 30, tzinfo=VIETNAM)


@pytest.fixture(scope="session")
def held() -> Definitions:
    """The catalogue that ships, with every check passed."""
    return checked_definitions(catalog_folder("chi_lang"))


@pytest.fixture(scope="session")
def done(sample_folder: Path, monkeypatch_session: pytest.MonkeyPatch) -> Compiled:
    """The report of quarter I/2024 as of 20 March 2024."""
    return compiled(Workspace.open(sample_folder), "bao_cao_quy", parse_period("2024-Q1"), as_of=MOMENT)


@pytest.fixture(scope="session")
def next_quarter(sample_folder: Path, monkeypatch_session: pytest.MonkeyPatch) -> Compiled:
    """The same template one quarter later: nobody has sent anything yet."""
    return compiled(Workspace.open(sample_folder), "bao_cao_quy", parse_period("2024-Q2"), as_of=MOMENT)


@pytest.fixture(scope="session")
def monkeypatch_session() -> pytest.MonkeyPatch:
    """Without the database of another test run in the environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        yield patch
