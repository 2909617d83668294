"""Statements of an assessment are held against the figures of the period."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from solieu.app.publishing import Compiled
from solieu.app.workspace import Definitions
from solieu.facts import Narrative, Provenance
from solieu.reports import compile_report, run_statement_examples
from solieu.reports.statements import stated

TABLE = (Path(__file__).parent / "statements.md").read_text(encoding="utf-8").splitlines()
CASES = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE if line.startswith("| ")][1:]


@pytest.mark.parametrize(("name", "text", "wanted"), CASES)
def test_a_statement_is_told_from_an_aim(held: Definitions, name: str, text: str, wanted: str) -> None:
    assert bool(stated(held.catalog.statements[name], text)) is (wanted == "yes")


def _said(done: Compiled, text: str) -> list[tuple[str, str]]:
    """Codes and messages about statements, when the assessment of the period reads so."""
    first = next(one for one in done.snapshot.narratives if one.section == "ket_qua_chung")
    written: Narrative = replace(first, text=text, version=first.version + 1, provenance=Provenance.ILLUSTRATIVE)
    snapshot = replace(done.snapshot, narratives=(*done.snapshot.narratives, written))
    report = compile_report(done.held.catalog, done.held.territory, snapshot, done.report.id, done.report.period)
    return [(one.code, one.message) for one in report.findings if one.code in ("REP502", "REP503")]


def test_the_sample_states_nothing_that_its_figures_do_not_bear_out(done: Compiled) -> None:
    assert [one.message for one in done.report.findings if one.code in ("REP502", "REP503")] == []


def test_a_claim_against_the_figures_is_found_with_them(done: Compiled) -> None:
    """11 accidents after 7: the prose may not say that all three went down."""
    ((code, message),) = _said(done, "Tai nạn giao thông giảm cả ba tiêu chí.")
    assert code == "REP502"
    assert "tai nạn giao thông 11 vụ" in message and "cùng kỳ 7 vụ" in message and "không đúng với số liệu" in message


def test_a_claim_that_holds_is_no_finding(done: Compiled) -> None:
    assert _said(done, "Trên địa bàn không có hộ thiếu đói, không xảy ra ngộ độc thực phẩm.") == []


def test_a_claim_without_its_figures_is_said_to_be_unproved(next_quarter: Compiled, done: Compiled) -> None:
    first = next(one for one in done.snapshot.narratives if one.section == "ket_qua_chung")
    written = replace(first, text="Không có hộ thiếu đói.", period=next_quarter.report.period)
    snapshot = replace(next_quarter.snapshot, narratives=(*next_quarter.snapshot.narratives, written))
    held = next_quarter.held
    report = compile_report(held.catalog, held.territory, snapshot, "bao_cao_quy", next_quarter.report.period)
    assert [one.code for one in report.findings if one.code in ("REP502", "REP503")] == ["REP503"]


def test_a_definition_that_does_not_prove_itself_is_named(held: Definitions) -> None:
    statement = held.catalog.statements["khong_ngo_doc"]
    for wrong, code in ((replace(statement, good=()), "REP204"), (replace(statement, bad=statement.good), "REP205")):
        catalog = replace(held.catalog, statements={"khong_ngo_doc": wrong})
        assert [one.code for one in run_statement_examples(catalog)] == [code]
