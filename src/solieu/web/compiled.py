"""A report as of a moment, compiled once for each state of the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _

from solieu.actions import RefusalError
from solieu.app.publishing import Compiled, compiled
from solieu.app.workspace import WorkspaceError
from solieu.core import Period
from solieu.vietnamese import VIETNAM
from solieu.vietnamese.moments import read_moment
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
    moment = read_moment(text)
    if moment is None:
        raise Http404(_("không hiểu thời điểm “%s”; viết 14/03/2024 08:00") % text)
    return Asked(report, period, moment)


def compiled_once(wanted: Asked) -> Compiled:
    """Nothing changes without a row in the journal, so that its last digest is the key of what was compiled."""
    try:
        return _kept(wanted, serving().workspace.store.journal_state(), str(serving().workspace.folder))
    except (RefusalError, WorkspaceError):
        raise Http404 from None


@lru_cache(maxsize=16)
def _kept(wanted: Asked, state: str, folder: str) -> Compiled:
    return compiled(serving().workspace, wanted.report, wanted.period, as_of=wanted.moment)
