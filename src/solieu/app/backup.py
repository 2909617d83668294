"""A whole workspace in one zip: settings and a consistent copy of the embedded database."""

from __future__ import annotations

import sqlite3
import tempfile
import zipfile
from pathlib import Path

from solieu.app.workspace import SETTINGS, Workspace, WorkspaceError

DATABASE = "solieu.sqlite3"


def make_backup(workspace: Workspace, target: Path) -> int:
    """Bytes of the file. Works while the workspace is in use. Raises WorkspaceError for a PostgreSQL workspace."""
    database = workspace.folder / DATABASE
    if not database.is_file():
        raise WorkspaceError("không gian làm việc dùng PostgreSQL: sao lưu bằng pg_dump, kèm tệp solieu.toml")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        with sqlite3.connect(database) as source, sqlite3.connect(copy) as into:
            source.backup(into)
        into.close()
        beside = target.with_name(f".{target.name}.part")
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(copy, DATABASE)
            archive.write(workspace.folder / SETTINGS, SETTINGS)
        beside.replace(target)
    return target.stat().st_size


def restore_backup(source: Path, folder: Path) -> Workspace:
    """Into an empty folder only; the journal is verified before the workspace is handed over."""
    if folder.exists() and any(folder.iterdir()):
        raise WorkspaceError(f"thư mục {folder} không trống; khôi phục vào thư mục khác")
    try:
        with zipfile.ZipFile(source) as archive:
            if sorted(archive.namelist()) != sorted((DATABASE, SETTINGS)):
                raise WorkspaceError(f"{source} không phải bản sao lưu của SoLieu")
            folder.mkdir(parents=True, exist_ok=True)
            archive.extractall(folder)
    except zipfile.BadZipFile:
        raise WorkspaceError(f"{source} không đọc được: tệp hỏng hoặc không phải bản sao lưu") from None
    (folder / SETTINGS).chmod(0o600)
    return Workspace.open(folder)
