"""Phrases choose the words from the data: examples run, and no data makes them say what is not so."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.app.workspace import Definitions
from solieu.catalog.model import Phrase, PhraseExample, PhraseVariant
from solieu.core import Period, PeriodKind, Where
from solieu.core.quantity import round_half_away
from solieu.derive import Evaluator
from solieu.expressions import parse_expression
from solieu.facts import Snapshot
from solieu.reports import check_reports, run_phrase_examples
from solieu.reports.examples import spoken
from solieu.reports.setting import Setting
from solieu.vietnamese import Certain, read_number, write_number

SAME = ("so_cung_ky", "bang_cung_ky", "so_cung_ky_dem", "so_cung_ky_diem")
NUMBER = r"(-?[\d.]+(?:,\d+)?)"
values = (
    st.decimals(-(10**6), 10**6, places=2) | st.integers(-50, 50).map(lambda n: Decimal(n) / 10) | st.just(Decimal(0))
)
counts = st.integers(0, 40) | st.integers(0, 10**6)
directions = st.sampled_from(("up", "down", "none"))


def _say(held: Definitions, phrase: str, value: Decimal, base: Decimal, *, shift: str = "cung_ky",
         decimals: int = 2, **words: str) -> str:  # fmt: skip
    setting = Setting(
        Evaluator(held.catalog, held.territory, Snapshot(datetime(2000, 1, 1, tzinfo=UTC), {})), "",
        Period(2000, PeriodKind.QUARTER), "huyen_chi_lang",
    )  # fmt: skip
    unit = "%" if phrase == "so_cung_ky_diem" else " hộ"
    figures = {"gia_tri": value, f"gia_tri@{shift}": base}
    written = {name: f"{write_number(figure, decimals)}{unit}" for name, figure in figures.items()}
    return spoken(held.catalog.phrases[phrase], PhraseExample(written | words, "", Where()), setting)[1]


def _number(text: str) -> Decimal:
    match = re.search(NUMBER, text)
    assert match, text
    reading = read_number(match[1] + "%")
    assert isinstance(reading, Certain), text
    return reading.quantity.value


@pytest.mark.parametrize("phrase", SAME)
@given(value=values, base=values, good=directions)
def test_a_comparison_never_says_what_is_not_so(
    held: Definitions, phrase: str, value: Decimal, base: Decimal, good: str
) -> None:
    said = _say(held, phrase, value, base, chieu_tot=good)
    assert not re.search(r"-\s*\d", said), said
    if said.startswith("tăng"):
        assert value > base and _number(said) > 0
    elif said.startswith("giảm"):
        assert value < base and _number(said) > 0
    elif said.startswith("bằng cùng kỳ"):
        assert (base != 0 and abs(value / base - 1) < Decimal("0.0005")) or value == base
    elif "%" in said:
        assert said.startswith("bằng ") and _number(said) == round_half_away(value / base * 100, 1)
        assert _number(said) != 100
    else:
        assert base == 0 and said.endswith("không phát sinh") and (value == 0) == ("cũng" in said)


@given(value=values, base=values, good=directions)
def test_a_fall_is_told_by_the_direction_of_good(held: Definitions, value: Decimal, base: Decimal, good: str) -> None:
    """What had better shrink falls ("giảm"); anything else is told as a ratio, and never as a fall."""
    said = _say(held, "so_cung_ky", value, base, chieu_tot=good)
    if said.startswith("giảm") and value >= 0 and base >= 0:
        assert good == "down"


@given(value=counts, base=counts)
def test_counts_with_a_small_base_are_absolute(held: Definitions, value: int, base: int) -> None:
    said = _say(held, "so_cung_ky_dem", Decimal(value), Decimal(base), decimals=0)
    if base < 20:
        assert "%" not in said
    if value != base and "%" not in said:
        assert _number(said) == abs(value - base)
        assert said.startswith("tăng" if value > base else "giảm")


@given(value=values.map(abs), plan=values.map(abs).filter(bool), good=directions)
def test_only_more_than_the_year_s_plan_is_vuot(held: Definitions, value: Decimal, plan: Decimal, good: str) -> None:
    said = _say(held, "so_ke_hoach", value, plan, shift="ke_hoach(tinh)", level="tinh", chieu_tot=good)
    assert said.count("kế hoạch tỉnh giao") == 1 and "-" not in said
    if said.startswith("vượt"):
        assert value > plan and good == "up" and _number(said) == round_half_away((value / plan - 1) * 100, 1) > 0
    elif said.startswith("cao hơn"):
        assert value > plan and good == "down" and _number(said) > 0
    elif said.startswith("hoàn thành"):
        assert value == plan and good == "up"
    else:
        assert _number(said) == round_half_away(value / plan * 100, 1)
        assert said.startswith("đạt") or good != "up"
        assert not said.startswith("đạt") or _number(said) <= 100


@given(value=values)
def test_a_difference_is_told_without_a_sign(held: Definitions, value: Decimal) -> None:
    said = _say(held, "tang_giam", value, Decimal(1), level="tinh")
    assert said.startswith("tăng" if value > 0 else "giảm" if value < 0 else "bằng kế hoạch")
    assert value == 0 or _number(said) == abs(value)


@pytest.mark.parametrize("phrase", SAME)
def test_without_a_base_nothing_is_said(held: Definitions, phrase: str) -> None:
    example = PhraseExample({"gia_tri": "5%"}, "", Where())
    setting = Setting(
        Evaluator(held.catalog, held.territory, Snapshot(datetime(2000, 1, 1, tzinfo=UTC), {})), "",
        Period(2000, PeriodKind.QUARTER), "huyen_chi_lang",
    )  # fmt: skip
    assert spoken(held.catalog.phrases[phrase], example, setting) == (None, "missing")


# --- what is wrong with a phrase is named


def test_every_example_of_the_shipped_phrases_holds(held: Definitions) -> None:
    assert run_phrase_examples(held.catalog, held.territory) == ()
    assert all(len(phrase.examples) >= 4 for phrase in held.catalog.phrases.values())


def _phrase(text: str, when: str = "", lets: dict[str, str] | None = None, **example: str) -> Phrase:
    where = Where(file="phrases/thu.yaml", line=1, column=1)
    variant = PhraseVariant(parse_expression(when) if when else None, when, text, where)
    found = {name: (written, parse_expression(written)) for name, written in (lets or {}).items()}
    expect = example.pop("expect", "")
    examples = (PhraseExample(example, expect, where),) if expect else ()
    return Phrase("thu", (), found, (variant,), examples, where)


@pytest.mark.parametrize(
    ("phrase", "code", "word"),
    [
        (_phrase("đạt {gia_tri|so}"), "REP201", "chưa có ví dụ"),
        (_phrase("đạt {gia_tri|so}", gia_tri="5", expect="đạt 6"), "REP202", "đạt 5"),
        (_phrase("đạt", gia_tri="5", chieu_tot="len", expect="đạt"), "REP202", "len"),
        (_phrase("đạt {gia_tri|so}", "gia_tri > 0", gia_tri="-1", expect="missing"), "REP203", "đạt"),
        (_phrase("đạt 5%", gia_tri="5", expect="đạt 5%"), "REP105", "đạt 5%"),
        (_phrase("đạt {gia_tr|so}", gia_tri="5", expect="missing"), "REP102", "gia_tr"),
        (_phrase("đạt", "gia_tr > 0", gia_tri="5", expect="missing"), "REP102", "gia_tr"),
        (_phrase("đạt", lets={"a": "gia_tr + 1"}, gia_tri="5", expect="đạt"), "REP102", "gia_tr"),
        (_phrase("đạt {a|so}", lets={"a": "b + 1", "b": "a + 1"}, gia_tri="5", expect="đạt"), "REP109", "a → b → a"),
        (_phrase("đạt {a|so}", lets={"a": "a + 1"}, gia_tri="5", expect="đạt"), "REP109", "a → a"),
    ],
)
def test_a_mistake_of_a_phrase_is_named(held: Definitions, phrase: Phrase, code: str, word: str) -> None:
    catalog = replace(held.catalog, phrases={"thu": phrase}, reports={})
    found = (*check_reports(catalog, held.territory), *run_phrase_examples(catalog, held.territory))
    assert [fault for fault in found if fault.code == code and word in fault.message], found
    assert all(fault.where.file == "phrases/thu.yaml" for fault in found)
