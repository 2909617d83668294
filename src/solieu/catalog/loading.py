"""From files to one frozen catalogue, with all mistakes of the run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from solieu.catalog import definitions, linking, model, register_schema, territories, working_days
from solieu.catalog.bundles import HEAD, Bundle, content_hash, layers, stacked
from solieu.catalog.mistakes import Mistakes, nearest
from solieu.catalog.schema import Field, list_of, record, same_definition
from solieu.catalog.yaml_text import Node, compose, place_of
from solieu.core import Finding, Where
from solieu.territory import Territory

FOLDERS = (
    "units",
    "dimensions",
    "cut_offs",
    "target_levels",
    "indicators",
    "forms",
    "registers",
    "rules",
    "phrases",
    "statements",
    "reports",
    "letters",
    "working_days",
)
SINGLE = (HEAD, "differences.yaml")
NESTED = ("indicators", "rules", "units", "reports")
_STEM = re.compile(r"[a-z][a-z0-9_]*\Z")
_RULE = re.compile(r"(?P<code>[A-Z]{3}[0-9]{3})_(?P<words>[a-z0-9]+(?:_[a-z0-9]+)*)\Z")


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be read of a catalogue in spite of its mistakes, so that further checks can go on."""

    catalog: model.Catalog
    territory: Territory


@dataclass(frozen=True, slots=True)
class Loaded:
    """``catalog`` and ``territory`` are there only when nothing was found; ``folders`` are the layers it came from."""

    catalog: model.Catalog | None
    territory: Territory | None
    draft: Draft
    mistakes: tuple[Finding, ...] = ()
    folders: tuple[Path, ...] = ()


def load_catalog(folder: Path) -> Loaded:
    """Read a catalogue from a folder, laid over the base that it names."""
    mistakes = Mistakes()
    folders = layers(folder, mistakes)
    return load_bundle(stacked(folders), mistakes=mistakes, folders=folders)


def load_bundle(bundle: Bundle, *, mistakes: Mistakes | None = None, folders: tuple[Path, ...] = ()) -> Loaded:
    """Read a catalogue from its files; the same files give an equal catalogue, today and in ten years."""
    mistakes = mistakes or Mistakes()
    _misplaced(bundle, mistakes)
    territory = territories.read(_nodes(bundle, "units", mistakes), mistakes)
    catalog = _catalog(bundle, mistakes)
    catalog = linking.check(catalog, territory, mistakes)
    found = mistakes.in_order()
    draft = Draft(catalog, territory)
    return Loaded(None, None, draft, found, folders) if found else Loaded(catalog, territory, draft, (), folders)


def _catalog(bundle: Bundle, mistakes: Mistakes) -> model.Catalog:
    head = _read(bundle, HEAD, record(definitions.CATALOG, same_definition), mistakes)
    read = partial(_folder, bundle, mistakes)
    return model.Catalog(
        name=head.get("name", ""),
        title=head.get("title", ""),
        version=content_hash(bundle),
        root_unit=head.get("root_unit", ""),
        target_levels=read("target_levels", definitions.TARGET_LEVEL, _title),
        cut_offs=read("cut_offs", definitions.CUT_OFF, model.CutOff),
        dimensions=read("dimensions", definitions.DIMENSION, model.Dimension),
        indicators=read("indicators", definitions.INDICATOR, model.Indicator),
        forms=read("forms", definitions.FORM, partial(_form, bundle)),
        registers=read("registers", register_schema.REGISTER, model.Register),
        rules=_rules(bundle, mistakes),
        phrases=read("phrases", definitions.PHRASE, model.Phrase),
        statements=read("statements", definitions.STATEMENT, _statement),
        reports=_reports(bundle, mistakes),
        letters=read("letters", definitions.LETTER, model.LetterDefinition),
        working_days=working_days.joined(read("working_days", working_days.YEAR, working_days.Year), mistakes),
        differences=tuple(_read(bundle, "differences.yaml", list_of(definitions.DIFFERENCE), mistakes) or ()),
        files=dict(bundle),
    )


def _misplaced(bundle: Bundle, mistakes: Mistakes) -> None:
    """Files that nothing would read: in a folder that is none, with another suffix, with a name that is no id."""
    for path in bundle:
        first, *rest = path.split("/")
        where = Where(file=path, line=1, column=1)
        if path.endswith(".yml"):
            mistakes.add("CAT103", "unknown-file", where, "tệp định nghĩa có đuôi .yaml, không phải .yml")
        elif not rest and path.endswith(".yaml") and path not in SINGLE:
            mistakes.add("CAT103", "unknown-file", where, f"không dùng tệp “{path}” ở đây", near=nearest(path, SINGLE))
        elif rest and first not in FOLDERS:
            mistakes.add("CAT103", "unknown-folder", where, f"không có thư mục “{first}”", near=nearest(first, FOLDERS))


def _compose(bundle: Bundle, path: str, mistakes: Mistakes) -> Node | None:
    text = _text(bundle, path, mistakes)
    return None if text is None else compose(text, path, mistakes)


def _text(bundle: Bundle, path: str, mistakes: Mistakes) -> str | None:
    try:
        return bundle[path].decode("utf-8")
    except UnicodeDecodeError as error:
        before = bundle[path][: error.start].decode("utf-8").split("\n")
        where = Where(file=path, line=len(before), column=len(before[-1]) + 1)
        mistakes.add("CAT101", "not-text", where, "tệp không ở bảng mã UTF-8 từ chỗ này")
        return None


def _read(bundle: Bundle, path: str, read: Callable[[Node, Mistakes], Any], mistakes: Mistakes) -> Any:
    if path in bundle:
        node = _compose(bundle, path, mistakes)
        return read(node, mistakes) if node else {}
    if path == HEAD:
        mistakes.add("CAT106", "missing-file", Where(file=path, line=1, column=1), f"thiếu tệp {path}")
    return {}


def _nodes(bundle: Bundle, folder: str, mistakes: Mistakes) -> dict[str, Node]:
    paths = [path for path in sorted(bundle) if path.startswith(f"{folder}/") and path.endswith(".yaml")]
    found = {path: _compose(bundle, path, mistakes) for path in paths}
    for path in (path for path, node in found.items() if node is None):
        mistakes.unread.add(_id(path))
        mistakes.untold |= {"unit"} if folder == "units" else set()
    return {path: node for path, node in found.items() if node is not None}


def _id(path: str) -> str:
    """The path without folder and suffix, dots for slashes."""
    return path.removesuffix(".yaml").partition("/")[2].replace("/", ".")


def _folder(
    bundle: Bundle, mistakes: Mistakes, folder: str, fields: tuple[Field, ...], build: Callable[..., Any]
) -> dict[str, Any]:
    """One definition a file; its path is its id."""
    read = record(fields, same_definition)
    found = {}
    for path, node in _nodes(bundle, folder, mistakes).items():
        _check_name(folder, path, mistakes)
        name = _id(path)
        found[name] = build(id=name, **read(node, mistakes))
    return found


def _check_name(folder: str, path: str, mistakes: Mistakes) -> None:
    """The path is the id: letters that an expression and the key of a fact can hold, folders only where they nest."""
    where = Where(file=path, line=1, column=1)
    parts = path.removesuffix(".yaml").split("/")[1:]
    if folder not in NESTED and len(parts) > 1:
        mistakes.add("CAT104", "wrong-name", where, f"tệp của “{folder}” không đặt trong thư mục con")
    for part in parts if folder != "rules" else parts[:-1]:
        if not _STEM.match(part):
            said = f"“{part}” trong tên tệp không phải mã (chữ cái thường không dấu đứng đầu, số, gạch dưới)"
            mistakes.add("CAT104", "wrong-name", where, said)


def _title(id: str, title: str, where: Where) -> str:
    return title


def _statement(id: str, holds: tuple[str, Any], examples: dict[str, Any], **values: Any) -> model.Statement:
    """What could not be read stands here as ""; it was named already."""
    written, tree = holds or ("", None)
    good, bad = (tuple((examples or {}).get(side) or ()) for side in ("good", "bad"))
    return model.Statement(id=id, holds_text=written, holds=tree, good=good, bad=bad, **values)


def _form(bundle: Bundle, id: str, **values: Any) -> model.Form:
    path = f"forms/{id.replace('.', '/')}.yaml"
    return model.Form(id=id, version=hashlib.sha256(bundle[path]).hexdigest()[:12], **values)


def _rules(bundle: Bundle, mistakes: Mistakes) -> dict[str, model.RuleDefinition]:
    found: dict[str, model.RuleDefinition] = {}
    for name, values in _folder(bundle, mistakes, "rules", definitions.RULE, dict).items():
        match, where = _RULE.match(name.rpartition(".")[2]), values["where"]
        if match is None:
            said = "tên tệp quy tắc viết dạng DAT201_ten_loi_bang_tieng_anh.yaml"
            mistakes.add("CAT104", "wrong-name", where, said)
        elif match["code"] in found:
            other = found[match["code"]].where.file
            mistakes.add("CAT102", "duplicate-code", where, f"mã quy tắc {match['code']} đã dùng ở {other}")
            found[name] = _rule(name, match["words"].replace("_", "-"), values)
        else:
            found[match["code"]] = _rule(match["code"], match["words"].replace("_", "-"), values)
    return found


def _rule(code: str, name: str, values: dict[str, Any]) -> model.RuleDefinition:
    parameters = {key: values.pop(key) for key in definitions.RULE_PARAMETERS}
    examples = values.pop("examples")
    values.pop("id")
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
        if len(folder.parts) != 2 or PurePosixPath(path).name != "report.yaml":
            said = "mỗi báo cáo là một thư mục reports/<mã>/ với tệp report.yaml"
            mistakes.add("CAT103", "unknown-file", Where(file=path, line=1, column=1), said)
            continue
        values = record(definitions.REPORT, same_definition)(node, mistakes)
        for part in ("sections", "annexes"):
            texts = [_template(bundle, folder, name, values["where"], mistakes) for name in values[part] if name]
            values[part] = tuple(texts)
        found[folder.name] = model.ReportDefinition(id=folder.name, **values)
    return found


def _template(bundle: Bundle, folder: PurePosixPath, name: str, where: Where, mistakes: Mistakes) -> model.TemplateText:
    path = f"{folder}/{name}.md"
    if path not in bundle:
        known = [
            PurePosixPath(other).stem for other in bundle if other.startswith(f"{folder}/") and other[-3:] == ".md"
        ]
        said = f"không có tệp phần “{name}.md”"
        mistakes.add("CAT103", "unknown-section", place_of(name, where), said, near=nearest(name, known))
        return model.TemplateText(name, path, "")
    return model.TemplateText(name, path, _text(bundle, path, mistakes) or "")
