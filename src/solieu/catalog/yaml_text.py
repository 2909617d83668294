"""YAML files as nodes with marks. Every scalar is text until a schema gives it a type (no "NO" becomes false)."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from solieu.catalog.mistakes import Mistakes
from solieu.core import Where

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML node and the file that it stands in."""

    raw: yaml.nodes.Node
    file: str

    @property
    def is_scalar(self) -> bool:
        return isinstance(self.raw, yaml.nodes.ScalarNode)

    @property
    def quotes(self) -> int:
        """Columns between the start of the node and its text."""
        return int(getattr(self.raw, "style", None) in ("'", '"'))

    @property
    def where(self) -> Where:
        mark = self.raw.start_mark
        return Where(file=self.file, line=mark.line + 1, column=mark.column + 1)


def compose(text: str, file: str, mistakes: Mistakes) -> Node | None:
    """The root node of a file, None (and a mistake) when it is no YAML or empty."""
    loader = _LOADER(text)
    try:
        raw = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Where(file=file, line=mark.line + 1, column=mark.column + 1) if mark else Where(file=file)
        mistakes.add("CAT101", "not-yaml", where, f"không đọc được tệp: {error.problem}")
        return None
    except yaml.YAMLError as error:
        mistakes.add("CAT101", "not-yaml", Where(file=file, line=1, column=1), f"không đọc được tệp: {error}")
        return None
    finally:
        loader.dispose()
    if raw is None:
        mistakes.add("CAT101", "not-yaml", Where(file=file, line=1, column=1), "tệp trống")
        return None
    return Node(raw, file)
