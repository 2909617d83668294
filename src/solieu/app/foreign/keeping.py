"""The mapped blanks of a workspace: which there are, and a mapping that an officer corrected."""

from __future__ import annotations

from collections.abc import Iterator

from solieu.actions import RefusalError, deed
from solieu.actions.journal import record
from solieu.app.foreign.mapping import BlankMap, paths, read_mapping
from solieu.app.workspace import Workspace
from solieu.core import Finding


def mapped_blanks(workspace: Workspace) -> Iterator[tuple[str, BlankMap | None, tuple[Finding, ...]]]:
    """Name, mapping (None where it cannot be read) and mistakes of every blank that is kept."""
    _, folder = paths(workspace, "x")
    held = workspace.definitions()
    for path in sorted(folder.glob("*.yaml")):
        yield path.stem, *read_mapping(path.read_text(encoding="utf-8-sig"), path.name, held)


def mapping_text(workspace: Workspace, name: str) -> str:
    """The mapping as it stands in its file. Raises RefusalError where there is none."""
    path, _ = paths(workspace, name)
    if not path.is_file():
        raise RefusalError(f"chưa có bảng ánh xạ “{name}”")
    return path.read_text(encoding="utf-8-sig")


def save_mapping(workspace: Workspace, name: str, text: str, *, user: str = "") -> tuple[Finding, ...]:
    """Keep a corrected mapping; with mistakes in it nothing is kept, and they are given back."""
    context = workspace.context(user)
    context.require("report.draft", "")
    before = mapping_text(workspace, name)
    path, _ = paths(workspace, name)
    text = "\n".join(text.splitlines()) + "\n"
    mapping, mistakes = read_mapping(text, path.name, workspace.definitions())
    if mistakes or mapping is None or text == before:
        return mistakes
    with deed(context) as doing:
        path.write_text(text, encoding="utf-8")
        record(doing, "foreign.map", name, sha256=workspace.store.seal(text.encode()))
    return ()
