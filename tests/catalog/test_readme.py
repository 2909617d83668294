"""The page for authors names every folder and every key."""

import re
from pathlib import Path

import pytest

import solieu.catalog
from solieu.catalog import definitions, register_schema, territories, working_days
from solieu.catalog.linking.book import SHIFTS
from solieu.catalog.loading import FOLDERS
from solieu.catalog.schema import Field, Read

PAGE = (Path(solieu.catalog.__file__).parent / "README.md").read_text(encoding="utf-8")
ROWS = {line.split("|")[1].strip(" `–"): line for line in PAGE.splitlines() if line.startswith("| ")}
TABLES: dict[str, tuple[Field, ...] | Read] = {
    "dimensions": definitions.DIMENSION,
    "cut_offs": definitions.CUT_OFF,
    "target_levels": definitions.TARGET_LEVEL,
    "indicators": definitions.INDICATOR,
    "forms": definitions.FORM,
    "senders": definitions.SENDER,
    "columns": definitions.COLUMN,
    "rows": definitions.ROW,
    "registers": register_schema.REGISTER,
    "fields": register_schema.REGISTER_FIELD,
    "events": register_schema.REGISTER_EVENT,
    "by": register_schema.WHO,
    "guards": register_schema.GUARD,
    "waits": register_schema.WAITING,
    "deadlines": register_schema.DEADLINE,
    "numbering": register_schema.NUMBERING,
    "unique": register_schema.UNIQUE,
    "secret": register_schema.SECRET,
    "tasks": register_schema.TASKS,
    "imports": register_schema.IMPORT,
    "import events": register_schema.FOREIGN_EVENT,
    "counts": register_schema.REGISTER_COUNT,
    "working_days": working_days.YEAR,
    "off": working_days.OFF,
    "rules": definitions.RULE,
    "phrases": definitions.PHRASE,
    "statements": definitions.STATEMENT,
    "reports": definitions.REPORT,
    "letters": definitions.LETTER,
}


def keys(table: tuple[Field, ...] | Read) -> set[str]:
    if isinstance(table, tuple):
        return {field.key for field in table}
    held = [cell.cell_contents for cell in table.__closure__ or ()]  # type: ignore[attr-defined]
    return {field.key for fields in held if isinstance(fields, tuple | list) for field in fields}


@pytest.mark.parametrize("name", TABLES)
def test_every_key_of_a_definition_is_named(name: str) -> None:
    wanted = keys(TABLES[name])
    assert wanted
    assert wanted <= set(re.findall(r"\w+", ROWS[name])), wanted - set(re.findall(r"\w+", ROWS[name]))


def test_every_folder_and_every_shift_is_named() -> None:
    assert set(FOLDERS) <= set(ROWS)
    assert keys(territories.ROW) | keys(territories.LINK) <= set(re.findall(r"\w+", ROWS["units"]))
    assert all(f"`@{shift}" in PAGE for shift in SHIFTS)
