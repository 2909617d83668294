"""What several packages test against: the sample workspace, built once a run."""

import os
from pathlib import Path

import pytest
from hypothesis import settings
from workplace_fixtures import *  # noqa: F403 - the fixtures of the office

# A slow machine is no failure. CI repeats the same examples every time; new ones are looked for at the desk.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of ``solieu demo`` on SQLite, without its printed report. Read it; copy it before writing to it.

    One process has one database: open it again with ``Workspace.open(sample_folder)`` when another was used between.
    """
    from solieu.app.demo import build_demo

    folder = tmp_path_factory.mktemp("mau") / "demo"
    url = os.environ.pop("DATABASE_URL", None)
    try:
        build_demo(folder, lambda line: None)
    finally:
        if url is not None:
            os.environ["DATABASE_URL"] = url
    return folder
