"""From accepted facts to derived ones: values with traces."""

from solieu.derive.evaluator import Evaluator
from solieu.derive.examples import GivenScope, check_formulas, run_formula_examples
from solieu.derive.measures import in_unit
from solieu.derive.scope import FactScope

__all__ = ["Evaluator", "FactScope", "GivenScope", "check_formulas", "in_unit", "run_formula_examples"]
