"""Findings gained and lost on the case files, after a change of the rules.

python -m tests.proofread.corpus [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from proofread.sentences import CASES, answered, read_cases


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CASES
    gained = lost = kept = 0
    for case in read_cases(folder):
        found = answered(case.text)
        for what in sorted(found - case.expected):
            gained += 1
            print(f"+ {case} {what}: {case.text}")
        for what in sorted(case.expected - found):
            lost += 1
            print(f"- {case} {what}: {case.text}")
        kept += len(found & case.expected)
    print(f"{gained} findings gained, {lost} lost, {kept} as before")
    return 1 if gained or lost else 0


if __name__ == "__main__":
    sys.exit(main())
