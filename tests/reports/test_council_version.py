"""The short version that is read aloud to the council says the figures of the full report, rounded with their direction."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.app.publishing import Compiled, compiled
from solieu.app.workspace import Workspace
from solieu.core import Hedge, Quantity, parse_period
from solieu.documents import NoteMark, runs_of
from solieu.reports.aloud import aloud
from solieu.vietnamese import convert


@pytest.fixture(scope="module")
def council(sample_folder: Path, done: Compiled, monkeypatch_session: pytest.MonkeyPatch) -> Compiled:
    moment = done.snapshot.moment
    return compiled(Workspace.open(sample_folder), "bao_cao_hdnd", parse_period("2024-Q1"), as_of=moment)


def test_no_figure_differs_from_the_full_report(done: Compiled, council: Compiled) -> None:
    """Each stands in the full report with the same trace, and what is said of it is true."""
    full = {(str(figure.key), figure.trace.formula, figure.trace.reading) for figure in done.report.figures}
    assert len(council.report.figures) >= 20
    for figure in council.report.figures:
        assert (str(figure.key), figure.trace.formula, figure.trace.reading) in full, figure.printed
        exact, said = figure.trace.reading.quantity, figure.quantity
        value = convert(exact.value, exact.unit, said.unit) if "đồng" in said.unit else exact.value  # 04 cầu: a noun
        assert value is not None
        assert abs(value - said.value) * 10 <= abs(value), f"{figure.printed} is said for {exact}"


def test_it_is_made_to_be_read_aloud(council: Compiled) -> None:
    runs = [run for block in council.paper.blocks for run in runs_of(block)]
    assert not any(isinstance(run, NoteMark) for run in runs)
    text = "".join(getattr(run, "text", "") for run in runs)
    assert not re.search(r"[()\[\]]", text)
    assert "gần 20 tỷ đồng" in text
    assert not council.report.gaps


@given(
    st.decimals("0.1", "99999999", places=2),
    st.integers(0, 2),
    st.sampled_from(["ha", "triệu đồng", "người", "%"]),
    st.sampled_from(list(Hedge)),
)
def test_the_direction_of_rounding_is_said(value: Decimal, decimals: int, unit: str, hedge: Hedge) -> None:
    exact = Quantity(round(value, decimals), unit, decimals, hedge)
    said = aloud(exact)
    meant = convert(exact.value, unit, said.unit) if said.unit != unit else exact.value
    assert meant is not None
    if hedge is Hedge.NONE:
        expected = Hedge.NONE if said.value == meant else Hedge.UNDER if said.value > meant else Hedge.OVER
        assert said.hedge is expected
    elif said.value != meant:
        assert said.hedge in (hedge, Hedge.ABOUT)
