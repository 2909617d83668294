"""docs/functions.md: every row names a definition that there is and a test that there is."""

from __future__ import annotations

import ast
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
    """F01 to F100: what the source report speaks of, each once."""
    assert Counter(row[0] for row in rows()) == Counter(f"F{number:02}" for number in range(1, 101))


def test_every_definition_is_there() -> None:
    named = {name.strip(" `") for row in rows() for name in row[3].split(",")}
    assert [name for name in sorted(named) if not any((place / name).exists() for place in PLACES)] == []


def test_every_test_is_there() -> None:
    for row in rows():
        for named in proofs_of(row):
            file, _, test = named.partition("::")
            assert test.partition("[")[0] in names_of_tests(file), row[0]


def proofs_of(row: list[str]) -> list[str]:
    return [one.strip(" `") for one in row[4].split(",")]


def test_the_first_definition_is_named_where_the_function_is_tested() -> None:
    """A test that never names a definition would not miss it: the case of the function does, or the test's source."""
    silent = []
    for row in rows():
        said = "\n".join(what_is_tried(row[0], named) for named in proofs_of(row))
        first = row[3].partition(",")[0].strip(" `")
        if Path(first).stem not in said:
            silent.append(f"{row[0]}: {first}")
    assert silent == []


def test_every_register_is_the_definition_of_a_function() -> None:
    named = {name.strip(" `") for row in rows() for name in row[3].split(",")}
    registers = PLACES[0].joinpath("registers").glob("*.yaml")
    assert {f"registers/{one.name}" for one in registers} - named == set()


def what_is_tried(function: str, test: str) -> str:
    """The source of the test's file, with the case of the function or, in brackets, the case that is meant."""
    file, _, name = test.partition("::")
    source = (ROOT / file).read_text(encoding="utf-8")
    case = name.partition("[")[2].rstrip("]") or function
    lines = [line for table in (ROOT / file).parent.glob("*.md") if table.name in source
             for line in table.read_text(encoding="utf-8").splitlines()]  # fmt: skip
    return source + "\n".join(line for line in lines if line.startswith(f"| {function} ") and case in line)
