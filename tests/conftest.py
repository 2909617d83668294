"""What several packages test against: the sample workspace, built once a run."""

import os
import shutil
from pathlib import Path
from time import sleep

import pytest
from hypothesis import settings

from workplace_fixtures import *  # noqa: F403 - the fixtures of the office

# A slow machine is no failure. CI repeats the same examples every time; new ones are looked for at the desk.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The workspace of ``solieu demo`` on SQLite, without its printed report. Read it; copy it before writing to it.

    One process has one database: open it again with ``Workspace.open(sample_folder)`` when another was used between.
    """
    if worker_id == "master":
        return _built(tmp_path_factory.mktemp("mau") / "demo")
    shared = tmp_path_factory.getbasetemp().parent / "mau"
    try:
        shared.mkdir()
    except FileExistsError:  # another worker builds it
        for _ in range(1500):
            if (shared / "xong").exists():
                break
            sleep(0.2)
        else:
            raise RuntimeError("the worker that builds the sample did not finish in five minutes") from None
    else:
        _built(shared / "demo")
        (shared / "xong").touch()
    return Path(shutil.copytree(shared / "demo", tmp_path_factory.mktemp("mau") / "demo"))


def _built(folder: Path) -> Path:
    from solieu.app.demo import build_demo

    url = os.environ.pop("DATABASE_URL", None)
    try:
        build_demo(folder, lambda line: None)
    finally:
        if url is not None:
            os.environ["DATABASE_URL"] = url
    return folder
