"""Forms: from one definition a blank sheet and its tolerant reader."""

from solieu.intake.blank import blank_form, fill_form
from solieu.intake.layout import Occasion, key_of, occasion
from solieu.intake.reading import ReadForm, read_form

__all__ = ["Occasion", "ReadForm", "blank_form", "fill_form", "key_of", "occasion", "read_form"]
