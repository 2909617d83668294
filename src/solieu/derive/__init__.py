"""From accepted facts to derived ones: values with traces."""

from solieu.derive.evaluator import Evaluator, FactScope
from solieu.derive.examples import GivenScope, run_formula_examples

__all__ = ["Evaluator", "FactScope", "GivenScope", "run_formula_examples"]
