"""The chain over ALL figures of the sample: down to a cell or an entry, and from every cell up to its sentences."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from solieu.app.publishing import Compiled
from solieu.app.trace_text import Teller
from solieu.app.tracing import facts_in_cells, figures_from_cell, same_form, sentences, sentences_with
from solieu.cli import cli
from solieu.core import TraceKind
from solieu.reports import Figure, used_by


@pytest.fixture(scope="module")
def teller(done: Compiled) -> Teller:
    return Teller(done)


def _figure(done: Compiled, printed: str, section: str = "") -> Figure:
    return next(figure for figure in done.report.figures
                if figure.printed == printed and (not section or figure.section == section))  # fmt: skip


def test_every_figure_ends_in_cells_entries_and_constants_of_formulas(done: Compiled) -> None:
    for figure in done.report.figures:
        leaves = list(figure.trace.leaves())
        assert any(leaf.kind is TraceKind.FACT for leaf in leaves)
        for leaf in leaves:
            assert leaf.reading.is_present
            if leaf.kind is TraceKind.CONSTANT:
                assert leaf.origin is None and leaf.formula.isdecimal()  # a number of a formula: 1, 10, 100
                continue
            assert leaf.kind is TraceKind.FACT
            sent = done.snapshot.submissions[leaf.submission]
            origin = leaf.origin
            assert origin is not None and sent.sender and sent.sent_at < done.snapshot.moment
            if origin.key.startswith("register:"):
                _, register, ids = origin.key.split(":", 2)
                if done.held.catalog.registers[register].access == "restricted":  # totals only: a mark instead of ids
                    assert re.fullmatch(r"#[0-9a-f]{16}", ids)
                    continue
                assert set(ids.split(",")) <= {entry.id for entry in done.snapshot.entries[register]}
            else:
                assert re.fullmatch(r"[A-Z]+\d+", origin.cell) and origin.row and origin.field and origin.form


def test_every_leaf_is_told_with_form_row_column_sender_and_time(done: Compiled, teller: Teller) -> None:
    for figure in done.report.figures:
        told = "\n".join(teller.figure(figure))
        assert told.startswith(f"{figure.printed}  (mã {figure.id})")
        for leaf in figure.trace.leaves():
            if leaf.origin is not None and leaf.origin.cell:
                assert f"Biểu {leaf.origin.form}, dòng {leaf.origin.row}, cột “{leaf.origin.field}”" in told
            elif leaf.origin is not None:
                assert "mục của sổ" in told
        assert re.search(r"gửi \d\d:\d\d \d\d?/\d", told)


def test_every_figure_stands_in_a_sentence_that_prints_it(done: Compiled) -> None:
    by_figure = {sentence.figure: sentence for sentence in sentences(done.report)}
    assert set(by_figure) == {figure.id for figure in done.report.figures}
    for figure in done.report.figures:
        assert figure.printed in by_figure[figure.id].text


def test_a_sentence_is_whole(done: Compiled) -> None:
    """From a capital to the full stop; a list in brackets does not cut it."""
    bridges = _figure(done, "04 cầu, ngầm tràn dân sinh")
    (sentence,) = sentences_with(done.report, frozenset((bridges.id,)))
    assert sentence.text.startswith("Hoàn thành 04 cầu") and sentence.text.endswith(").")
    assert re.match(r"[a-zđ]\) Đầu tư", sentence.section)


def test_from_the_cell_b05_01_to_every_sentence_that_uses_it(done: Compiled) -> None:
    found = figures_from_cell(done.report, "B05", "01")
    revenue = "ngan_sach.thu_tren_dia_ban"
    assert {figure.printed for figure in found if figure.section == "ngan_sach"} == {
        "15.477 triệu đồng", "31,1%", "18,3%", "19.594 triệu đồng", "39,4%", "23,1%", "152,6%"
    }  # fmt: skip
    assert {figure.printed for figure in found if figure.section == "phu_luc"} == {
        "15.477",
        "19.594",
        "39,4",
        "23,1",
        "152,6",
    }
    assert {figure.indicator for figure in found} == {revenue}


def test_both_ways_agree(done: Compiled) -> None:
    """What a figure says it was made of says that it went into the figure."""
    leaves = [(figure.id, leaf) for figure in done.report.figures for leaf in figure.trace.leaves() if leaf.origin]
    users = {leaf.key: used_by(done.report, leaf.key) for _, leaf in leaves if leaf.key}
    rows = {(leaf.origin.form, leaf.origin.row) for _, leaf in leaves if leaf.origin and leaf.origin.cell}
    by_row = {row: {figure.id for figure in figures_from_cell(done.report, *row)} for row in rows}
    for figure, leaf in leaves:
        assert leaf.key is None or figure in users[leaf.key]
        assert leaf.origin and (not leaf.origin.cell or figure in by_row[leaf.origin.form, leaf.origin.row])


@pytest.mark.parametrize("named", ["B05", "b05", "B05/NS-Q", "b05_ns_q"])
def test_a_form_may_be_named_by_code_or_id(named: str) -> None:
    assert same_form("B05/NS-Q", named)


@pytest.mark.parametrize("named", ["B0", "B06", "B05/NS", "", "05"])
def test_other_names_are_other_forms(named: str) -> None:
    assert not same_form("B05/NS-Q", named)


def test_the_facts_of_a_cell_are_those_of_the_period(done: Compiled) -> None:
    facts = facts_in_cells(done.snapshot, "B01", "01", done.report.period)
    assert len(facts) == 2 * 21  # the department and twenty communes, two columns
    assert {fact.key.period for fact in facts} == {done.report.period}


def test_decision_explanation_history_and_mark_are_told(done: Compiled, teller: Teller) -> None:
    told = "\n".join(teller.figure(_figure(done, "3.696,3 ha")))
    for words in ("số chốt: số đơn vị ghi", "Giải trình DAT201", "Lịch sử ", "lần 1: 3.696,3 ha"):
        assert words in told
    growth = "\n".join(teller.figure(_figure(done, "13,6%")))
    assert "(3.696,3 ha ÷ 3.253,8 ha − 1) × 100 = 13,5995" in growth
    assert "3.253,8 ha [suy ra]" in growth


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("B05:01", "15.477 triệu đồng (mã f"),
        ("b05_ns_q:01", "19.594 triệu đồng (mã f"),
        ("ngan_sach.chi_tren_dia_ban/huyen_chi_lang/2024-Q1/estimate", "23,8% (mã f"),
        ("dau_tu.giai_ngan/huyen_chi_lang/2024-Q1/actual@2024-02-29/nguon=sdd", "chưa có số liệu"),
    ],
)
def test_the_command_answers(sample_folder: Path, monkeypatch: pytest.MonkeyPatch, asked: str, told: str) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    result = CliRunner().invoke(cli, ["--workspace", str(sample_folder), "trace", asked])
    assert (result.exit_code, told in result.output) == (0, True), result.output


@pytest.mark.parametrize("asked", ["B99:01", "faaaaaa", "hello", "a/b", "B05:", "khong.co/x/2024-Q1/dudoan", "::", ""])
def test_what_nobody_knows_is_said_in_one_line(
    sample_folder: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    result = CliRunner().invoke(cli, ["--workspace", str(sample_folder), "trace", asked])
    assert result.exit_code == 1
    assert "Traceback" not in result.output and result.output.startswith("Lỗi: ")
