"""A catalogue as files: read from a folder over its base, kept by its content, known by its hash."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path

from solieu.catalog.mistakes import Mistakes, nearest
from solieu.catalog.schema import pairs, simple_id
from solieu.catalog.yaml_text import compose
from solieu.core import Where

Bundle = Mapping[str, bytes]
HEAD = "catalog.yaml"
SHIPPED = "assets/catalogs"
SUFFIXES = (".yaml", ".yml", ".md")


def shipped(name: str) -> Path:
    """Folder of a catalogue that travels with the product. Raises FileNotFoundError with the names there are."""
    with as_file(files("solieu").joinpath(SHIPPED)) as folder:
        if name and (folder / name / HEAD).is_file():
            return folder / name
    raise FileNotFoundError(f"không có danh mục “{name}”; hiện có: {', '.join(shipped_names())}")


def shipped_names() -> tuple[str, ...]:
    """Names of all catalogues that travel with the product."""
    with as_file(files("solieu").joinpath(SHIPPED)) as folder:
        return tuple(sorted(path.name for path in folder.iterdir() if (path / HEAD).is_file()))


def read_folder(folder: Path) -> dict[str, bytes]:
    """All definition files below a folder by relative path, in canonical bytes; what is hidden is left out."""
    found = {}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.suffix in SUFFIXES and not any(part.startswith(".") for part in parts) and path.is_file():
            found["/".join(parts)] = canonical(path.read_bytes())
    return found


def canonical(content: bytes) -> bytes:
    """The same definition has the same bytes on every system: no byte order mark, lines end in LF, letters composed."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).encode()


def content_hash(bundle: Bundle) -> str:
    """The version of a catalogue: SHA-256 over paths and contents, whatever order the files come in."""
    digest = hashlib.sha256()
    for path in sorted(bundle):
        digest.update(f"{path}\0{len(bundle[path])}\0".encode())
        digest.update(bundle[path])
    return digest.hexdigest()


def layers(folder: Path, mistakes: Mistakes) -> tuple[Path, ...]:
    """The folder, the base that it builds on, the base of that. A base lies beside the folder or is shipped."""
    found = [folder]
    while (base := _base(found[-1], mistakes if len(found) == 1 else Mistakes())) is not None:
        if base.resolve() in {known.resolve() for known in found}:
            said = f"danh mục “{base.name}” dựa vòng quanh trên chính nó"
            mistakes.add("CAT108", "ring-of-catalogues", Where(file=HEAD, line=1, column=1), said)
            break
        found.append(base)
    return tuple(found)


def stacked(folders: tuple[Path, ...]) -> dict[str, bytes]:
    """One bundle: a file of a higher layer replaces the file of the same path whole; the head is the topmost one."""
    files: dict[str, bytes] = {}
    for folder in reversed(folders):
        files.pop(HEAD, None)
        files |= read_folder(folder)
    return files


def _base(folder: Path, mistakes: Mistakes) -> Path | None:
    head = folder / HEAD
    if not head.is_file():
        return None
    node = compose(canonical(head.read_bytes()).decode("utf-8", "replace"), HEAD, Mistakes())
    found = pairs(node, Mistakes()).get("base") if node else None
    name = simple_id(found[1], Mistakes()) if found else ""
    if not name or found is None:
        return None
    beside = folder.resolve().parent / name
    if (beside / HEAD).is_file():
        return beside
    try:
        return shipped(name)
    except FileNotFoundError as error:
        mistakes.add("CAT103", "unknown-catalogue", found[1].where, str(error), near=nearest(name, shipped_names()))
        return None
