"""Questions about a workspace, each with the person who asks: nobody reads what belongs to others.

What was sent is read by those whose area it is about and by its sender; a report by those who may read its whole area;
the journal and the list of users by those who answer for the workspace. Definitions are open to every user.
"""

from __future__ import annotations

from solieu.actions import Context, JournalRow, RefusalError
from solieu.actions.find import register_of
from solieu.app.registers import readable_units, require_open
from solieu.core import Period
from solieu.facts import Entry, Submission


def may_read(context: Context, sent: Submission) -> bool:
    """One's own area, and what one has sent oneself."""
    day = sent.period.end
    return context.may("read", sent.unit, day) or context.may("read", sent.sender, day)


def submissions(context: Context, period: Period | None = None) -> tuple[Submission, ...]:
    """Envelopes of what this person may read, oldest first."""
    return tuple(sent for sent in context.store.submissions(period) if may_read(context, sent))


def submission(context: Context, id: str) -> Submission:
    """Raises RefusalError for an id that there is not, with those that look like it, and for what belongs to others."""
    found = context.store.submission(id)
    if found is None:
        near = [known.id for known in submissions(context) if id and id in known.id][:5]
        raise RefusalError(f"không có lần gửi “{id}”" + (f"; gần giống: {', '.join(near)}" if near else ""))
    if not may_read(context, found):
        raise RefusalError(f"{context.actor.user} chỉ xem được số liệu của đơn vị mình")
    return found


def entries(context: Context, register: str) -> tuple[Entry, ...]:
    """Entries of the areas that this person may read, without personal fields; the keeper of a register reads all."""
    definition = register_of(context, register)
    require_open(context, definition)
    units = readable_units(context, definition)
    known = context.store.entries(register)
    return known if units is None else tuple(entry for entry in known if entry.unit in units)


def journal(context: Context, last: int = 0) -> tuple[JournalRow, ...]:
    context.require("journal.read", "")
    return context.store.journal(last)


def users(context: Context) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Every user with roles and the units that they hold for."""
    context.require("user.read", "")
    return tuple((name, context.store.roles_of(name)) for name in context.store.users())


def require_whole_area(context: Context) -> None:
    """For reports, and for traces that lead anywhere."""
    context.require("read", context.catalog.root_unit)
