"""The prose of the repository is its own, and its links lead somewhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from runs import BYTES, digest, runs

ROOT = Path(__file__).parents[2]
READ = {".md", ".py", ".yaml", ".csv", ".po", ".html", ".toml", ".txt", ".js", ".css"}
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\((?P<to>[^)\s]+)\)")
FENCE = re.compile(r"^(?P<fence>`{3,}).*?^(?P=fence)\s*$", re.MULTILINE | re.DOTALL)


def kept_files() -> list[Path]:
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if asked.returncode != 0:
        pytest.skip("no repository around this copy")
    return [ROOT / name for name in asked.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def known_runs() -> frozenset[bytes]:
    """Truncated hashes of the runs of eight words in the source report and in examined sentences."""
    content = (Path(__file__).parent / "source_runs.bin").read_bytes()
    return frozenset(content[place : place + BYTES] for place in range(0, len(content), BYTES))


def test_no_sentence_of_the_source_stands_in_the_repository() -> None:
    """A run that is a name, a title or a term of the trade was judged as one and is not among the hashes."""
    known, found = known_runs(), []
    for path in (path for path in kept_files() if path.suffix in READ):
        text = path.read_text(encoding="utf-8", errors="replace")
        for run, place in runs(text):
            if digest(run) in known:
                found.append(f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, place) + 1}: {run}")
    assert found == []


def test_a_run_of_the_source_would_be_found() -> None:
    """The hashes are whole, and the comparison is one of letters alone: marks, case and line ends do not hide a run."""
    content = (Path(__file__).parent / "source_runs.bin").read_bytes()
    assert len(content) % BYTES == 0 and len(known_runs()) > 7000
    plain = "một hai ba bốn năm sáu bảy tám"
    ((run, _),) = runs(plain)
    assert [digest(said) for said, _ in runs("Một, hai ba;\nbốn – năm (sáu) bảy: tám.")] == [digest(run)]
    assert list(runs("một hai ba bốn năm sáu bảy 8")) == [], "a run with a number is no sentence"
    assert list(runs("Một Hai Ba Bốn năm sáu bảy tám")) == [], "a run of capitals is a name"


def links(text: str) -> list[str]:
    return [found["to"] for found in LINK.finditer(FENCE.sub("", text))]


def test_relative_links_lead_to_files() -> None:
    broken = []
    for path in (path for path in kept_files() if path.suffix == ".md" and "assets" not in path.parts):
        for link in links(path.read_text(encoding="utf-8")):
            target = urlsplit(link)
            if not target.scheme and target.path and not (path.parent / unquote(target.path)).exists():
                broken.append(f"{path.relative_to(ROOT)}: {link}")
    assert broken == []


def test_a_link_is_read_as_markdown_reads_it() -> None:
    assert links("[a](b.md) ![x](y.png) [c](d/e.md#f)\n```\n[no](no.md)\n```\n") == ["b.md", "d/e.md#f"]
