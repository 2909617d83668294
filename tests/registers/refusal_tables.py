"""Tables of what may happen to an entry: ``refusals/REGISTER.md``, one row an event that is tried.

Lines above the table name what has happened before: `` `mo`: khoi_cong 2024-01-10 ten=Cầu Thử; xa=xa_bang_mac ``, with
→ between events. In the column of fields such a name stands for the fields of its last event. An empty answer means
that the event is possible; else the answer holds these words. `` Beside: REGISTER ENTRY STATE `` names an entry of
another register that is there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "refusals"
_NAME = re.compile(r"`(\w+)`: (.+)")
_BESIDE = re.compile(r"Beside: (\w+) (\w+) (\w+)")
Step = tuple[str, str, dict[str, str]]  # event, day, fields


@dataclass(frozen=True, slots=True)
class Try:
    register: str
    line: int
    before: tuple[Step, ...]
    step: Step
    answer: str
    beside: Mapping[tuple[str, str], str]  # the state of an entry, by its register and id

    def __str__(self) -> str:
        return f"{self.register}:{self.line}"


def tries() -> list[Try]:
    return [one for path in sorted(FOLDER.glob("*.md")) for one in _of(path)]


def _of(path: Path) -> list[Try]:
    names: dict[str, tuple[Step, ...]] = {}
    beside: dict[tuple[str, str], str] = {}
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if match := _NAME.match(line):
            names[match[1]] = _steps(match[2], names)
        elif match := _BESIDE.match(line):
            beside[match[1], match[2]] = match[3]
        elif line.startswith("|") and not line.startswith(("| already", "|-")):
            before, event, day, fields, answer = (cell.strip() for cell in line.strip("|").split("|"))
            step = event, day, _fields(fields, names)
            found.append(Try(path.stem, number, _steps(before, names), step, answer, beside))
    return found


def _steps(text: str, names: dict[str, tuple[Step, ...]]) -> tuple[Step, ...]:
    steps: tuple[Step, ...] = ()
    for part in filter(None, (one.strip() for one in text.split("→"))):
        if part.startswith("`"):
            steps += names[part.strip("`")]
            continue
        event, day, *fields = part.split(" ", 2)
        steps += ((event, day, _fields(" ".join(fields), names)),)
    return steps


def _fields(text: str, names: dict[str, tuple[Step, ...]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        name, _, value = part.partition("=")
        found |= names[part.strip("`")][-1][2] if part.startswith("`") else {name.strip(): value.strip()}
    return found
