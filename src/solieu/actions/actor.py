"""Who acts, and what that person may do where: roles × the subtree of a unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solieu.territory import Territory

ROLES = {
    "nguoi_lap_bieu": "Người lập biểu",
    "tong_hop": "Chuyên viên tổng hợp",
    "lanh_dao_van_phong": "Lãnh đạo Văn phòng",
    "chu_tich": "Chủ tịch",
    "quan_tri": "Quản trị",
    "xem": "Người xem",
}
_EVERYONE = frozenset(ROLES)
_SENDERS = frozenset({"nguoi_lap_bieu", "tong_hop", "quan_tri"})
_OFFICE = frozenset({"tong_hop", "quan_tri"})
RIGHTS: dict[str, frozenset[str]] = {
    "read": _EVERYONE,
    "submission.submit": _SENDERS,
    "submission.confirm": _SENDERS,
    "submission.explain": _SENDERS,
    "submission.accept": _OFFICE,
    "submission.return": _OFFICE,
    "fact.decide": _OFFICE | {"lanh_dao_van_phong"},
    "register.record": _SENDERS,
    "register.count": _OFFICE,
    "narrative.accept": _SENDERS,
    "period.close": _OFFICE,
    "period.reopen": frozenset({"quan_tri", "lanh_dao_van_phong"}),
    "catalog.activate": frozenset({"quan_tri"}),
    "user.grant": frozenset({"quan_tri"}),
    "report.draft": _OFFICE,
    "report.sign_content": frozenset({"lanh_dao_van_phong", "chu_tich", "quan_tri"}),
    "report.sign_layout": frozenset({"lanh_dao_van_phong", "tong_hop", "quan_tri"}),
    "report.issue": frozenset({"lanh_dao_van_phong", "chu_tich", "quan_tri"}),
    "report.replace": frozenset({"lanh_dao_van_phong", "chu_tich", "quan_tri"}),
    "report.recall": frozenset({"lanh_dao_van_phong", "chu_tich", "quan_tri"}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """A user with roles, each over a unit and everything below it."""

    user: str
    roles: tuple[tuple[str, str], ...] = ()

    def may(self, action: str, unit: str, territory: Territory, day: date) -> bool:
        """Whether a role of this person allows the action and covers the unit; "" stands for the whole workspace."""
        allowed = RIGHTS[action]
        return any(role in allowed and _covers(scope, unit, territory, day) for role, scope in self.roles)


def _covers(scope: str, unit: str, territory: Territory, day: date) -> bool:
    if scope in ("", unit):
        return True
    row = territory.at(unit, day)
    return row is not None and bool(row.parent) and _covers(scope, row.parent, territory, day)
