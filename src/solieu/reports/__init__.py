"""Reports: templates, phrases and facts become a report in which every number is a Figure."""

from solieu.reports.checking import check_reports, narratives_of
from solieu.reports.compiling import check_narrative, compile_report, used_by
from solieu.reports.examples import run_phrase_examples
from solieu.reports.figures_json import dump, figures_json, trace_of
from solieu.reports.model import Citation, Figure, MissingFigure, Report, Section
from solieu.reports.outline import Outlined, outline
from solieu.reports.printed_page import to_paper
from solieu.reports.statements import run_statement_examples

__all__ = [
    "Citation",
    "Figure",
    "MissingFigure",
    "Outlined",
    "Report",
    "Section",
    "check_narrative",
    "check_reports",
    "compile_report",
    "dump",
    "figures_json",
    "narratives_of",
    "outline",
    "run_phrase_examples",
    "run_statement_examples",
    "to_paper",
    "trace_of",
    "used_by",
]
