"""The sample on PostgreSQL gives the report of the sample on SQLite, byte for byte."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from databases import no_server, postgresql_database
from solieu.actions import journal_faults
from solieu.app.demo import PERIOD, REPORT, build_demo
from solieu.app.publishing import compiled, printed
from solieu.app.workspace import Workspace
from solieu.vietnamese import VIETNAM

MOMENT = datetime(2024, 3, 20, tzinfo=VIETNAM)


@pytest.mark.postgres
def test_the_report_does_not_depend_on_the_database(
    sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_server():
        pytest.skip(no_server())
    embedded = Workspace.open(sample_folder)
    wanted = {name: printed(compiled(embedded, REPORT, PERIOD, as_of=MOMENT), name) for name in ("json", "docx")}
    rows = [(row.number, row.at, row.actor, row.action, row.object) for row in embedded.store.journal()]
    with postgresql_database() as url:
        monkeypatch.setenv("DATABASE_URL", url)
        workspace, _ = build_demo(tmp_path / "ws", lambda line: None, database_url=url)
        found = compiled(workspace, REPORT, PERIOD, as_of=MOMENT)
        assert {name: printed(found, name) for name in ("json", "docx")} == wanted
        assert [(row.number, row.at, row.actor, row.action, row.object) for row in workspace.store.journal()] == rows
        assert journal_faults(workspace.context()) == ()
        workspace.close()
