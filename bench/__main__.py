"""``make bench``: every module with ``rows()`` in turn; names on the command line choose some of them."""

from __future__ import annotations

import importlib
import platform
import sys
from pathlib import Path

SKIPPED = {"__init__", "__main__", "timing"}


def main(chosen: list[str]) -> None:
    print(f"CPython {platform.python_version()}, {platform.machine()}; medians of runs in turn", flush=True)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem in SKIPPED or (chosen and path.stem not in chosen):
            continue
        for row in importlib.import_module(f"bench.{path.stem}").rows():
            print(row, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
