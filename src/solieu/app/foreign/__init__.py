"""A superior's own blank (office-habits A5.9): mapped once, cell by cell, then filled each period and sent back untouched
in look."""

FOLDER = "bieu_cap_tren"  # in the folder of the workspace
