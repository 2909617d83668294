"""Taking back an edited report as a whole process: find the draft, compile it, read the Word file, match, name changes.

The report is the sample's quarterly report, some twenty pages with its annexes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.timing import Row, side_by_side
from solieu.app.demo import build_demo
from solieu.app.publishing import compiled, printed
from solieu.core import parse_period

REPORT, PERIOD = "bao_cao_quy", parse_period("2024-Q1")
THEIRS = "import sys,docx;d=docx.Document(sys.argv[1]);print(len([p.text for p in d.paragraphs]))"


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name) / "demo", Path(name) / "bao_cao.docx"
        workspace, _ = build_demo(folder, lambda line: None)
        row = workspace.store.last_report(REPORT, PERIOD)
        assert row is not None
        file.write_bytes(printed(compiled(workspace, REPORT, PERIOD, as_of=row.moment), "docx"))
        workspace.close()
        ours = [sys.executable, "-m", "solieu", "--workspace", str(folder), "take-back", str(file)]
        yield side_by_side(
            "take back the report of some 20 pages as a whole process", lambda: _run(ours),
            "open it by python-docx-ng as a whole process", lambda: _run([sys.executable, "-c", THEIRS, str(file)]),
        )  # fmt: skip


def _run(command: list[str]) -> None:
    subprocess.run(command, capture_output=True, check=True)
