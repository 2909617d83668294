"""Every rule shows itself: its example is found, its counter-example is not, its page says so."""

import re

import pytest

from solieu.documents.document import Document
from solieu.documents.reading import read_document
from solieu.proofread import proofread
from solieu.proofread.rules import RULES, Rule, stale_sections
from solieu.proofread.rules.page import proofread_rule_list, proofread_rule_page

ALL = list(RULES.values())


def markdown(text: str) -> Document:
    document = read_document(text.encode(), "vi-du.md")
    assert isinstance(document, Document)
    return document


def codes(rule: Rule, text: str) -> set[str]:
    previous = markdown(stale_sections.EXAMPLE_BEFORE) if rule is stale_sections.STALE else None
    return {one.code for one in proofread(markdown(text), previous=previous).findings}


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_the_example_raises_this_rule_alone(rule: Rule) -> None:
    assert codes(rule, rule.example) == {rule.code}


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_the_counter_example_raises_nothing(rule: Rule) -> None:
    assert codes(rule, rule.counter_example) == set()


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_the_page_holds_both_examples(rule: Rule) -> None:
    page = proofread_rule_page(rule.code)
    assert page is not None
    for text in (rule.example, rule.counter_example, rule.why):
        assert text.split("\n")[0] in page


def test_codes_and_names_are_stable_and_unique() -> None:
    assert all(re.fullmatch(r"DOC\d{3}", rule.code) for rule in ALL)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name) for rule in ALL)
    assert len({rule.name for rule in ALL}) == len(ALL)
    assert len(proofread_rule_list().splitlines()) == len(ALL)


def test_there_is_no_page_of_a_rule_that_is_not() -> None:
    assert proofread_rule_page("DOC999") is None


def test_the_command_line_shows_a_rule_without_a_workspace() -> None:
    from click.testing import CliRunner

    from solieu.cli import cli

    shown = CliRunner().invoke(cli, ["rule", "doc201"])
    assert shown.exit_code == 0
    assert "sum-of-parts-differs" in shown.output
    assert RULES["DOC201"].example in shown.output
