"""Numbers of documents in all grammars that are in use; citations.md holds the sentences and what they cite."""

import unicodedata
from pathlib import Path

import pytest

from solieu.vietnamese import find_citations, find_mentions


def _cases() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in (Path(__file__).parent / "citations.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("- "):
            found.append((line[2:], []))
        elif line.startswith("  - "):
            found[-1][1].append(line[4:])
    return found


CASES = _cases()


def _written(text: str) -> list[str]:
    return [
        " · ".join(
            (one.surface, one.number or "-", str(one.year or "-"), one.type_symbol or "-", one.issuer_symbol or "-",
             one.date.isoformat() if one.date else "-")
        )
        for one in find_citations(text)
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_cited(text: str, expected: list[str]) -> None:
    assert _written(text) == expected


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_a_decomposed_text_cites_the_same(text: str, expected: list[str]) -> None:
    apart = unicodedata.normalize("NFD", text)
    found = find_citations(apart)
    assert [unicodedata.normalize("NFC", one.surface) for one in found] == [line.split(" · ")[0] for line in expected]
    assert all(apart[one.start : one.end] == one.surface for one in found)


def test_what_stands_around_the_number_is_named() -> None:
    (one,) = find_citations("theo Quyết định số 1719/QĐ-TTg ngày 14/10/2021 của Thủ tướng Chính phủ về phê duyệt")
    assert (one.document, one.issuer) == ("Quyết định", "Thủ tướng Chính phủ")


def test_a_cited_number_is_no_figure() -> None:
    text = "Nghị quyết số 08/2019/NQ-HĐND ngày 10/12/2019 hỗ trợ 150 ha"
    assert [mention.surface for mention in find_mentions(text) if mention.is_data] == ["150 ha"]
