"""From accepted facts to derived ones: values with traces."""

from solieu.derive.evaluator import Evaluator, FactScope
from solieu.derive.examples import GivenScope, check_formulas, run_formula_examples

__all__ = ["Evaluator", "FactScope", "GivenScope", "check_formulas", "run_formula_examples"]
