"""docs/functions.md: every row names a definition that there is and a test that there is."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLACES = (
    ROOT / "src/solieu/assets/catalogs/chi_lang",
    ROOT / "src/solieu/assets/catalogs/viet_nam",
    ROOT / "src/solieu",
    ROOT,
)


def rows() -> list[list[str]]:
    text = (ROOT / "docs/functions.md").read_text(encoding="utf-8")
    found = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| F")
    ]
    assert all(len(row) == 5 and all(row) for row in found), [row for row in found if len(row) != 5 or not all(row)]
    return found


@cache
def names_of_tests(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_a_function_has_one_row() -> None:
    numbers = Counter(row[0] for row in rows())
    assert all(re.fullmatch(r"F\d{2,3}", number) for number in numbers)
    assert {number for number, count in numbers.items() if count > 1} == set()


def test_every_definition_is_there() -> None:
    named = {name.strip(" `") for row in rows() for name in row[3].split(",")}
    assert [name for name in sorted(named) if not any((place / name).exists() for place in PLACES)] == []


def test_every_test_is_there() -> None:
    for row in rows():
        file, _, test = row[4].strip("`").partition("::")
        assert test.partition("[")[0] in names_of_tests(file), row[0]
