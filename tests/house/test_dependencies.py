"""The locks, the project file and the notice tell one story."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def lines(name: str) -> list[str]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def locked(name: str) -> set[str]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9][\w.-]*)==", text, re.MULTILINE))


def test_the_lock_is_made_from_the_dependencies_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert lines("run.in") == project["dependencies"]


def test_every_locked_package_has_hashes_and_no_lock_names_a_host() -> None:
    for name in ("run.txt", "dev.txt", "npm.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://|--index-url|--find-links|@ file:", text)
        blocks = re.split(r"^(?=[a-z0-9][\w.-]*==)", text, flags=re.MULTILINE)[1:]
        assert len(locked(name)) == len(blocks) >= 1
        assert all("--hash=sha256:" in block for block in blocks)


def test_the_npm_lock_names_no_host() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert '"integrity"' in text


def test_the_notice_names_every_package_that_the_product_brings() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    named = set(re.findall(r"^  ([a-z][a-z0-9-]*) {2,}\S", notice, re.MULTILINE))
    assert locked("run.txt") <= named
    assert named <= locked("run.txt") | {"psycopg"}
