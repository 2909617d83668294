"""Workbooks that go out: master sheets, annex tables, a superior's own blank filled in (office-habits A5.8 to A5.10)."""
