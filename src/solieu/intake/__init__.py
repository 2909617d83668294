"""Forms: from one definition a blank sheet and its tolerant reader."""

from solieu.intake.answering import answer_workbook
from solieu.intake.blank import blank_form, fill_form
from solieu.intake.doubts import DOUBTS, doubt_page
from solieu.intake.layout import Occasion, key_of, occasion
from solieu.intake.reading import ReadForm, read_forms
from solieu.intake.recognition import Identity

__all__ = [
    "DOUBTS",
    "Identity",
    "Occasion",
    "ReadForm",
    "answer_workbook",
    "blank_form",
    "doubt_page",
    "fill_form",
    "key_of",
    "occasion",
    "read_forms",
]
