"""A workspace of an earlier version of the software comes to this one: its tables, and the catalogue that ships."""

from __future__ import annotations

from pathlib import Path

from solieu.actions import RefusalError, activate_catalog, deed, reindex
from solieu.actions.activate_catalog import SHIPPED
from solieu.app.workspace import Workspace, WorkspaceError, catalog_folder, checked_definitions


def upgrade_workspace(folder: Path, user: str = "") -> tuple[str, ...]:
    """What was done, in words. Raises RefusalError without the right: before anything is changed."""
    workspace = Workspace.open(folder, upgrading=True)
    if not any(role == "quan_tri" and not unit for role, unit in workspace.actor(user).roles):
        raise RefusalError("chỉ người quản trị nâng cấp được không gian làm việc")
    done = []
    if workspace.is_outdated:
        workspace.upgrade()
        _reindex(workspace, user)
        done.append("Đã nâng cấu trúc dữ liệu lên phiên bản phần mềm này.")
    done.extend(_catalog(workspace, user))
    return tuple(done) or ("Cấu trúc dữ liệu và danh mục đã là phiên bản hiện hành.",)


def _reindex(workspace: Workspace, user: str) -> None:
    """What is kept beside the entries of registers did not exist in earlier versions."""
    with deed(workspace.context(user)) as context:
        reindex(context, context.catalog.registers.values())


def _catalog(workspace: Workspace, user: str) -> list[str]:
    """The catalogue that the workspace was made with, as the software ships it now. One that an officer has chosen
    since (``solieu catalog use``) stays."""
    chosen = [row for row in workspace.store.journal() if row.action == "catalog.activate"]
    if len(chosen) > 1 and chosen[-1].details.get("origin") != SHIPPED:
        return ["Giữ danh mục mà người quản trị đã chọn; đổi bằng “solieu catalog use”."]
    try:
        found = checked_definitions(catalog_folder(workspace.settings["catalog"]))
    except WorkspaceError as error:
        return [f"Giữ danh mục đang dùng: {error}"]
    if found.catalog.version == workspace.definitions().catalog.version:
        return []
    activate_catalog(workspace.context(user), found.catalog, shipped=True)
    return [f"Đã dùng danh mục {found.catalog.name} phiên bản {found.catalog.version[:12]}."]
