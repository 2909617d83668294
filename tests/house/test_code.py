"""Signs of the house: files and functions that fit into a head, and no cupboard for everything."""

import ast
from pathlib import Path
from statistics import median

SOURCE = Path(__file__).parents[2] / "src" / "solieu"
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def functions(path: Path) -> list[tuple[str, int]]:
    """Every function of a file with the lines of its body, the docstring left out."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            found.append((f"{path.relative_to(SOURCE)}:{node.name}", (body[-1].end_lineno or 0) - body[0].lineno + 1))
    return found


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {str(path.relative_to(SOURCE)): path.read_text(encoding="utf-8").count("\n") for path in FILES}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_functions_are_short() -> None:
    lengths = dict(found for path in FILES for found in functions(path))
    assert median(lengths.values()) < 10
    assert {name: length for name, length in lengths.items() if length > 50} == {}


def test_there_is_no_cupboard_for_everything() -> None:
    assert not [path for path in SOURCE.rglob("*") if path.stem in {"utils", "helpers", "common", "manager", "misc"}]


def test_no_float_between_the_cell_and_the_page() -> None:
    """``float(`` is not called where figures live; measures of paper and time are other things."""
    rooms = ("core", "vietnamese", "expressions", "derive", "facts", "rules", "intake", "proofread", "registers")
    calls = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for room in rooms
        for path in (SOURCE / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
    ]
    assert calls == []
