"""Every figure of a sentence: annotated cases, and properties that hold for any writing of them."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mention_notation import annotate, bare, cases

from solieu.vietnamese import Mention, MentionKind, find_mentions

CASES = cases("cases")
_NEW_TONES = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "õa": "oã",
    "ọa": "oạ",
    "ủy": "uỷ",
    "úy": "uý",
    "ũy": "uỹ",
    "ụy": "uỵ",
}


def _said(mentions: tuple[Mention, ...]) -> list[tuple[object, ...]]:
    return [
        (one.kind, one.value, one.unit, one.low, one.high, one.of, one.hedge, one.when, one.readings)
        for one in mentions
    ]  # fmt: skip


def test_there_are_cases_enough() -> None:
    assert len(CASES) > 400


@pytest.mark.parametrize("annotated", CASES)
def test_annotated_sentence(annotated: str) -> None:
    assert annotate(bare(annotated)) == annotated


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _no_break(text: str) -> str:
    return text.replace(" ", "\u00a0")


def _other_d(text: str) -> str:
    return text.replace("Đ", "\u00d0")


def _other_tones(text: str) -> str:
    for old, new in _NEW_TONES.items():
        text = text.replace(f"{old} ", f"{new} ")
    return text


def _invisible(text: str) -> str:
    return text.replace(" ", "\u200b ")


WRITINGS = (_decomposed, _no_break, _other_d, _other_tones, _invisible)


@given(st.sampled_from(CASES), st.sampled_from(WRITINGS))
def test_spellings_that_look_alike_read_alike(annotated: str, write: object) -> None:
    text = bare(annotated)
    assert _said(find_mentions(write(text))) == _said(find_mentions(text))  # type: ignore[operator]


_PIECES = """
0 1 02 15 1.234 12,5 12.5 1.578,85 60, 2024 29/02/2024 21/43 15-16 - – / . , ; : ( ) % ‰ ha tấn tạ/ha đồng đ triệu tỷ nghìn
xã hộ lượt người con trên gần khoảng trở lên từ đến ngày tháng năm quý I II lần thứ thôn lớp số 12/QĐ-UBND 29-NQ/TW x m3
m<sup>3</sup> <sup>7</sup> hai mươi mốt rưỡi Trà Nóc “ ” ** | QL1A 0912.345.678 giờ 30
"""
_ATOMS = st.sampled_from([*_PIECES.split(), "\n", "7 giờ 30"])


@given(st.lists(_ATOMS, max_size=30), st.sampled_from(["", " "]))
def test_mentions_are_in_order_and_quote_the_text(atoms: list[str], joint: str) -> None:
    text = joint.join(atoms)
    at = 0
    for mention in find_mentions(text):
        assert at <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
        at = mention.end


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for mention in find_mentions(text):
        assert text[mention.start : mention.end] == mention.surface


@pytest.mark.parametrize(
    "block",
    ["1", "1.", "1/", "1 ", "1-", "a", "A-", "x1", "1 tỷ ", "hai mươi ", "a@", "a.", "<sup>", "ngày 1, ", "(1) ", "\n",
     "*", "1*", "ước "],
)  # fmt: skip
def test_a_long_line_of_one_thing_is_read(block: str) -> None:
    find_mentions(block * (4_000 // len(block)))


def test_a_numeral_of_endless_digits_is_no_figure() -> None:
    (mention,) = find_mentions("9" * 5000)
    assert mention.kind is MentionKind.NONE_DATA


@pytest.mark.parametrize("joint", [" ", "-", ", "])
def test_a_run_of_bare_numerals_is_no_sentence(joint: str) -> None:
    short, long = joint.join(["12"] * 20), joint.join(["12"] * 80)
    assert len(find_mentions(short)) > 1
    assert [mention.kind for mention in find_mentions(f"Cột: {long} hết")] == [MentionKind.NONE_DATA]


def test_the_step_of_a_mention_is_its_last_printed_place() -> None:
    (mention,) = find_mentions("4,5 triệu USD")
    assert mention.interval is not None
    assert (mention.interval.low, mention.interval.high) == (4_450_000, 4_550_000)


def test_a_knot_of_letters_and_digits_holds_no_figures_and_costs_no_time() -> None:
    knot = "a1" * 200_000
    started = time.process_time()
    found = find_mentions(f"Trồng 412 cây {knot} và 38 ha ngô.")
    assert [one.surface for one in found] == ["412 cây", "38 ha"]
    assert time.process_time() - started < 5
