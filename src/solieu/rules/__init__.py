"""Rules: kinds in Python, rules in text, verdicts by interval, explanations as records."""

from solieu.rules.examples import check_rules, run_rule_examples
from solieu.rules.page import rule_list, rule_page
from solieu.rules.row import Judgement, Operand, Outcome
from solieu.rules.running import Checked, check_facts, check_submission, open_findings
from solieu.rules.two_ways import is_counted

__all__ = [
    "Checked",
    "Judgement",
    "Operand",
    "Outcome",
    "check_facts",
    "check_rules",
    "check_submission",
    "is_counted",
    "open_findings",
    "rule_list",
    "rule_page",
    "run_rule_examples",
]
