"""The sample, moved row by row to PostgreSQL, is the same workspace: it prints the same report, byte for byte."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from django.apps import apps

from databases import no_server, postgresql_database
from solieu.actions import journal_faults
from solieu.app.demo import PERIOD, REPORT
from solieu.app.publishing import compiled, printed
from solieu.app.workspace import Workspace
from solieu.vietnamese import VIETNAM

MOMENT = datetime(2024, 3, 20, tzinfo=VIETNAM)
FORMATS = ("json", "docx")


@pytest.mark.postgres
def test_the_report_does_not_depend_on_the_database(
    sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_server():
        pytest.skip(no_server())
    embedded = Workspace.open(sample_folder)
    wanted = {name: printed(compiled(embedded, REPORT, PERIOD, as_of=MOMENT), name) for name in FORMATS}
    tables = [*apps.get_app_config("storage").get_models()]
    rows = {table: list(table.objects.all()) for table in tables}
    embedded.close()
    with postgresql_database() as url:
        folder = tmp_path / "ws"
        shutil.copytree(sample_folder, folder)
        settings = (folder / "solieu.toml").read_text(encoding="utf-8")
        (folder / "solieu.toml").write_text(settings.replace('"sqlite"', '"postgresql"'), encoding="utf-8")
        monkeypatch.setenv("DATABASE_URL", url)
        workspace = Workspace.open(folder, upgrading=True)
        workspace.upgrade()
        for table in tables:
            table.objects.bulk_create(rows[table], batch_size=500)
        found = compiled(workspace, REPORT, PERIOD, as_of=MOMENT)
        assert {name: printed(found, name) for name in FORMATS} == wanted
        assert journal_faults(workspace.context()) == ()
        workspace.close()
