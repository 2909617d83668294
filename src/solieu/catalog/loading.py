"""From a folder of text (or a kept bundle of it) to one frozen catalogue, with all mistakes of the run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path, PurePosixPath
from typing import Any

from solieu.catalog import definitions, linking, model, territories
from solieu.catalog.mistakes import Mistakes, nearest
from solieu.catalog.schema import Field, list_of, pairs, record
from solieu.catalog.yaml_text import Node, compose
from solieu.core import Finding, Where
from solieu.territory import Territory

Bundle = Mapping[str, bytes]
SHIPPED = "assets/catalogs"
SUFFIXES = (".yaml", ".md")


@dataclass(frozen=True, slots=True)
class Loaded:
    """``catalog`` and ``territory`` are there only when nothing was found."""

    catalog: model.Catalog | None
    territory: Territory | None
    mistakes: tuple[Finding, ...] = ()


def load_catalog(folder: Path) -> Loaded:
    """Read a catalogue from a folder, laid over the shipped base that it names."""
    mistakes = Mistakes()
    own = read_folder(folder)
    base = _base_of(own, mistakes)
    return load_bundle({**base, **own}, mistakes=mistakes)


def shipped(name: str) -> Path:
    """Folder of a catalogue that travels with the product. Raises FileNotFoundError with the names there are."""
    with as_file(files("solieu").joinpath(SHIPPED)) as folder:
        if (folder / name / "catalog.yaml").is_file():
            return folder / name
        known = sorted(path.name for path in folder.iterdir())
    raise FileNotFoundError(f"không có danh mục “{name}”; hiện có: {', '.join(known)}")


def read_folder(folder: Path) -> dict[str, bytes]:
    """All definition files below a folder by relative path."""
    found = (path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(found)}


def content_hash(bundle: Bundle) -> str:
    """The version of a catalogue: SHA-256 over paths and contents."""
    digest = hashlib.sha256()
    for path in sorted(bundle):
        digest.update(f"{path}\0{len(bundle[path])}\0".encode())
        digest.update(bundle[path])
    return digest.hexdigest()


def _base_of(own: Bundle, mistakes: Mistakes) -> dict[str, bytes]:
    node = _compose(own, "catalog.yaml", Mistakes())
    name = pairs(node, Mistakes()).get("base") if node else None
    if name is None:
        return {}
    try:
        return read_folder(shipped(str(name[1].raw.value)))
    except FileNotFoundError as error:
        mistakes.add("CAT103", "unknown-catalogue", name[1].where, str(error))
        return {}


def load_bundle(bundle: Bundle, *, mistakes: Mistakes | None = None) -> Loaded:
    """Read a catalogue from its files; the same files give an equal catalogue, today and in ten years."""
    mistakes = mistakes or Mistakes()
    head = _read(bundle, "catalog.yaml", record(definitions.CATALOG, _head), mistakes) or _head(
        Where(file="catalog.yaml")
    )
    territory = territories.read(_nodes(bundle, "units", mistakes), mistakes)
    catalog = model.Catalog(
        name=head["name"],
        title=head["title"],
        version=content_hash(bundle),
        root_unit=head["root_unit"],
        target_levels=head["target_levels"],
        cut_offs=_keyed(head["cut_offs"], definitions.CUT_OFF, model.CutOff, mistakes),
        dimensions=_keyed(head["dimensions"], definitions.DIMENSION, model.Dimension, mistakes),
        indicators=_folder(bundle, "indicators", definitions.INDICATOR, model.Indicator, mistakes),
        forms=_folder(bundle, "forms", definitions.FORM, partial(_form, bundle), mistakes),
        registers=_folder(bundle, "registers", definitions.REGISTER, model.Register, mistakes),
        rules=_rules(bundle, mistakes),
        phrases=_folder(bundle, "phrases", definitions.PHRASE, model.Phrase, mistakes),
        reports=_reports(bundle, mistakes),
        differences=_read(bundle, "differences.yaml", list_of(definitions.DIFFERENCE), mistakes) or (),
        files=dict(bundle),
    )
    linking.check(catalog, territory, mistakes)
    found = mistakes.in_order()
    return Loaded(None, None, found) if found else Loaded(catalog, territory)


def _head(where: Where, **values: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "name": "",
        "title": "",
        "root_unit": "",
        "target_levels": {},
        "cut_offs": None,
        "dimensions": None,
    }
    return {**empty, **values}


def _compose(bundle: Bundle, path: str, mistakes: Mistakes) -> Node | None:
    try:
        text = bundle[path].decode("utf-8")
    except KeyError:
        mistakes.add("CAT106", "missing-file", Where(file=path, line=1, column=1), f"thiếu tệp {path}")
        return None
    except UnicodeDecodeError as error:
        mistakes.add("CAT101", "not-yaml", Where(file=path, line=1, column=1), f"tệp không phải UTF-8: {error.reason}")
        return None
    return compose(text, path, mistakes)


def _read(bundle: Bundle, path: str, read: Callable[[Node, Mistakes], Any], mistakes: Mistakes) -> Any:
    if path not in bundle and path != "catalog.yaml":
        return None
    node = _compose(bundle, path, mistakes)
    return read(node, mistakes) if node else None


def _nodes(bundle: Bundle, folder: str, mistakes: Mistakes) -> dict[str, Node]:
    paths = [path for path in sorted(bundle) if path.startswith(f"{folder}/") and path.endswith(".yaml")]
    found = {path: _compose(bundle, path, mistakes) for path in paths}
    return {path: node for path, node in found.items() if node is not None}


def _folder(
    bundle: Bundle, folder: str, fields: tuple[Field, ...], build: Callable[..., Any], mistakes: Mistakes
) -> dict[str, Any]:
    """One definition a file; the path without folder and suffix, dots for slashes, is its id."""
    read = record(fields, dict)
    found = {}
    for path, node in _nodes(bundle, folder, mistakes).items():
        name = PurePosixPath(path).relative_to(folder).with_suffix("").as_posix().replace("/", ".")
        found[name] = build(id=name, **read(node, mistakes))
    return found


def _keyed(
    node: Node | None, fields: tuple[Field, ...], build: Callable[..., Any], mistakes: Mistakes
) -> dict[str, Any]:
    if node is None:
        return {}
    read = record(fields, dict)
    return {key: build(id=key, **read(value, mistakes)) for key, (_, value) in pairs(node, mistakes).items()}


def _form(bundle: Bundle, id: str, **values: Any) -> model.Form:
    version = hashlib.sha256(bundle[f"forms/{id}.yaml"]).hexdigest()[:12]
    return model.Form(id=id, version=version, **values)


def _rules(bundle: Bundle, mistakes: Mistakes) -> dict[str, model.RuleDefinition]:
    found: dict[str, model.RuleDefinition] = {}
    raw = _folder(bundle, "rules", definitions.RULE, dict, mistakes)
    for name, values in raw.items():
        code, _, words = values.pop("id").rpartition(".")[2].partition("_")
        if code in found:
            mistakes.add("CAT102", "duplicate-code", values["where"], f"mã quy tắc {code} đã được dùng")
            continue
        found[code] = _rule(code, words.replace("_", "-") or name, values)
    return found


def _rule(code: str, name: str, values: dict[str, Any]) -> model.RuleDefinition:
    parameters = {key: values.pop(key) for key in definitions.RULE_PARAMETERS}
    examples = values.pop("examples")
    return model.RuleDefinition(
        code=code,
        name=name,
        parameters={key: value for key, value in parameters.items() if value is not None},
        bad=tuple(examples.get("bad", ())),
        good=tuple(examples.get("good", ())),
        **values,
    )


def _reports(bundle: Bundle, mistakes: Mistakes) -> dict[str, model.ReportDefinition]:
    found = {}
    for path, node in _nodes(bundle, "reports", mistakes).items():
        folder = PurePosixPath(path).parent
        values = record(definitions.REPORT, dict)(node, mistakes)
        for part in ("sections", "annexes"):
            values[part] = tuple(_template(bundle, folder, name, values["where"], mistakes) for name in values[part])
        found[folder.name] = model.ReportDefinition(id=folder.name, **values)
    return found


def _template(bundle: Bundle, folder: PurePosixPath, name: str, where: Where, mistakes: Mistakes) -> model.TemplateText:
    path = f"{folder}/{name}.md"
    if path not in bundle:
        known = [
            PurePosixPath(other).stem for other in bundle if other.startswith(f"{folder}/") and other.endswith(".md")
        ]
        mistakes.add("CAT103", "unknown-section", where, f"không có tệp phần “{name}.md”", near=nearest(name, known))
        return model.TemplateText(name, path, "")
    return model.TemplateText(name, path, bundle[path].decode("utf-8"))
