"""A whole workspace in one zip: settings, a consistent copy of the embedded database, the anchor of its journal, and the
mapped blanks of superiors."""

from __future__ import annotations

import io
import re
import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path

from solieu.actions import anchor, deed, journal_faults
from solieu.actions.journal import record
from solieu.app.foreign import FOLDER as BLANKS
from solieu.app.workspace import SETTINGS, Workspace, WorkspaceError
from solieu.storage.database import FILE

ANCHOR = "nhat_ky.txt"  # number and digest of the last row: rows cut off the copy's end are noticed
PARTS = (FILE, SETTINGS, ANCHOR)
_BLANK = re.compile(rf"{BLANKS}/[a-z0-9_]+\.(yaml|xlsx|xlsm)\Z")


def make_backup(workspace: Workspace, user: str = "") -> tuple[bytes, str]:
    """The zip, and the anchor of the journal in it. Works while the workspace is in use. The zip holds the secret of
    the workspace and hashed passwords. Raises WorkspaceError for a PostgreSQL workspace."""
    source = workspace.folder / FILE
    if workspace.settings.get("database") == "postgresql":
        raise WorkspaceError(
            "không gian làm việc dùng PostgreSQL: sao lưu bằng pg_dump, kèm tệp solieu.toml và thư mục bieu_cap_tren"
        )
    with deed(workspace.context(user)) as context:
        context.require("workspace.backup", "")
        record(context, "workspace.backup", workspace.folder.resolve().name)
    kept = anchor(workspace.store)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / FILE
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(copy)) as into:
            live.backup(into)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(copy, FILE)
            archive.write(workspace.folder / SETTINGS, SETTINGS)
            archive.writestr(ANCHOR, kept)
            for path in sorted((workspace.folder / BLANKS).glob("*")):
                if _BLANK.match(name := f"{BLANKS}/{path.name}"):
                    archive.write(path, name)
    return packed.getvalue(), kept


def restore_backup(source: Path, folder: Path) -> str:
    """Into an empty folder only; gives the anchor. What is torn or was tampered with is not handed over: the folder
    stays as it was."""
    if folder.exists() and any(folder.iterdir()):
        raise WorkspaceError(f"thư mục {folder} không trống; khôi phục vào thư mục khác")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".solieu-") as name:
        beside = Path(name) / "ws"
        beside.mkdir()
        _unpack(source, beside)
        kept = (beside / ANCHOR).read_text(encoding="utf-8")
        _verified(beside, kept, source)
        (beside / ANCHOR).unlink()
        folder.mkdir(exist_ok=True)
        for part in sorted(beside.iterdir()):
            shutil.move(part, folder / part.name)
    return kept


def _unpack(source: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            if sorted(name for name in archive.namelist() if not _BLANK.match(name)) != sorted(PARTS):
                raise WorkspaceError(f"{source} không phải bản sao lưu của SoLieu")
            archive.extractall(folder)
    except zipfile.BadZipFile:
        raise WorkspaceError(f"{source} không đọc được: tệp hỏng hoặc không phải bản sao lưu") from None
    (folder / SETTINGS).chmod(0o600)


def _verified(folder: Path, kept: str, source: Path) -> None:
    workspace = Workspace.open(folder, upgrading=True)
    try:
        faults = () if workspace.is_outdated else journal_faults(workspace.context(), kept)
    finally:
        workspace.close()
    if faults:
        raise WorkspaceError(f"{source} không toàn vẹn: {faults[0]}")
