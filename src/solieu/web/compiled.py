"""A report as of a moment, compiled once for each state of the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.http import Http404, HttpRequest, QueryDict

from solieu.actions import RefusalError
from solieu.app.publishing import Compiled, compiled
from solieu.app.workspace import WorkspaceError
from solieu.core import Period
from solieu.vietnamese import VIETNAM
from solieu.web.serving import serving

MOMENT = "thoi-diem"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report, and as of when; ``moment`` is None for the figures as they stand."""

    report: str
    period: Period
    moment: datetime | None = None

    @property
    def query(self) -> str:
        """What every address within the report carries on."""
        if self.moment is None:
            return ""
        query = QueryDict(mutable=True)
        query[MOMENT] = self.moment.astimezone(VIETNAM).isoformat()
        return f"?{query.urlencode()}"


def asked(request: HttpRequest, report: str, period: Period) -> Asked:
    """404 for a moment that cannot be read."""
    text = request.GET.get(MOMENT, "").strip()
    if not text:
        return Asked(report, period)
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+"))  # a plus sign in an address that was typed by hand
    except ValueError:
        raise Http404 from None
    return Asked(report, period, moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM))


def compiled_once(wanted: Asked) -> Compiled:
    """Nothing changes without a row in the journal, so that its last digest is the key of what was compiled."""
    try:
        return _kept(wanted, serving().workspace.store.journal_state(), str(serving().workspace.folder))
    except (RefusalError, WorkspaceError):
        raise Http404 from None


@lru_cache(maxsize=16)
def _kept(wanted: Asked, state: str, folder: str) -> Compiled:
    return compiled(serving().workspace, wanted.report, wanted.period, as_of=wanted.moment)
