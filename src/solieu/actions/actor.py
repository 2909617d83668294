"""Who acts, and what that person may do where: roles × the subtree of a unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from solieu.core import ROLES
from solieu.territory import Territory

_EVERYONE = frozenset(ROLES)
_SENDERS = frozenset({"nguoi_lap_bieu", "tong_hop", "quan_tri"})
_OFFICE = frozenset({"tong_hop", "quan_tri"})
_LEADERS = frozenset({"lanh_dao_van_phong", "chu_tich"})  # who keeps the system signs and issues nothing
RIGHTS: dict[str, frozenset[str]] = {
    "read": _EVERYONE,
    "submission.submit": _SENDERS,  # the office only on behalf of a unit, see below
    "submission.submit_as_unit": frozenset({"nguoi_lap_bieu", "quan_tri"}),
    "submission.confirm": frozenset({"nguoi_lap_bieu"}),  # the unit itself, nobody for it
    "submission.explain": _SENDERS,
    "submission.accept": _OFFICE,
    "submission.return": _OFFICE,
    "fact.decide": _OFFICE | {"lanh_dao_van_phong"},
    "register.record": _SENDERS,
    "register.count": _OFFICE,
    "register.redact": frozenset({"quan_tri", "lanh_dao_van_phong"}),
    "narrative.accept": _SENDERS,
    "period.close": _OFFICE,
    "period.reopen": frozenset({"quan_tri", "lanh_dao_van_phong"}),
    "catalog.activate": frozenset({"quan_tri"}),
    "user.grant": frozenset({"quan_tri"}),
    "user.revoke": frozenset({"quan_tri"}),
    "user.password": frozenset({"quan_tri"}),  # of somebody else
    "user.read": frozenset({"quan_tri", "lanh_dao_van_phong"}),
    "journal.read": _OFFICE | _LEADERS,
    "workspace.backup": frozenset({"quan_tri"}),
    "report.draft": _OFFICE,
    "report.take_back": _OFFICE | {"lanh_dao_van_phong"},
    "report.decide_change": _OFFICE | {"lanh_dao_van_phong"},
    "report.keep_figure": _OFFICE | {"lanh_dao_van_phong"},
    "report.answer_opinion": _OFFICE | {"lanh_dao_van_phong"},
    "figure.ask": _OFFICE | {"lanh_dao_van_phong"},
    "figure.answer": _SENDERS,
    "report.sign_content": _LEADERS,
    "report.sign_layout": frozenset({"lanh_dao_van_phong", "tong_hop"}),
    "report.issue": _LEADERS,
    "report.replace": _LEADERS,
    "report.recall": _LEADERS,
}


@dataclass(frozen=True, slots=True)
class Actor:
    """A user with roles, each over a unit and everything below it."""

    user: str
    roles: tuple[tuple[str, str], ...] = ()

    def may(self, action: str, unit: str, territory: Territory, day: date) -> bool:
        """Whether a role of this person allows the action and covers the unit; "" stands for the whole workspace."""
        return self._covers(RIGHTS[action], unit, territory, day)

    def has(self, role: str, unit: str, territory: Territory, day: date) -> bool:
        """Whether this person holds one role over a unit."""
        return self._covers(frozenset({role}), unit, territory, day)

    def _covers(self, roles: frozenset[str], unit: str, territory: Territory, day: date) -> bool:
        scopes = {scope for role, scope in self.roles if role in roles}
        return "" in scopes or not scopes.isdisjoint(_above(unit, territory, day))


def _above(unit: str, territory: Territory, day: date) -> Iterator[str]:
    """The unit, everything above it on a day, and who took it over: figures of a unit that is gone still need somebody
    to correct them. A unit that did not exist that day stands where it stood last."""
    waiting, seen = [unit] if unit else [], set()
    while waiting:
        one = waiting.pop()
        if not one or one in seen:
            continue
        seen.add(one)
        yield one
        known = territory.units.get(one)
        row = known and (known.at(day) or max(known.rows, key=lambda row: row.since, default=None))
        waiting += [row.parent] if row else []
        waiting += [link.unit for link in territory.links if link.predecessor == one]
