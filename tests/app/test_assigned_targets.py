"""Targets: assigned by a decision, split by quarter, revised, compared; children against parent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from solieu.actions import RefusalError
from solieu.app.assigning import assign, target_key
from solieu.app.targets import Target, change, decision_date, differences, targets
from solieu.app.workspace import Workspace
from solieu.core import FactKey, Quantity, parse_period
from solieu.facts import Provenance
from workplace import DISTRICT, TestClock, Workplace, people

YEAR = parse_period("2024")
RETAIL, INCOME = "thuong_mai.ban_le", "ngan_sach.thu_tren_dia_ban"
FIRST = "Quyết định số 4100/QĐ-UBND ngày 20/12/2023"
SECOND = "Quyết định số 900/QĐ-UBND ngày 15/7/2024"


def quantities(desk: Workplace, values: dict[str, str], level: str, unit: str = "") -> dict[FactKey, Quantity]:
    return {
        target_key(desk.workspace, name, unit, YEAR, level): Quantity(Decimal(value), "", len(value.partition(".")[2]))
        for name, value in values.items()
    }


def decided(desk: Workplace, values: dict[str, str], decision: str, *, level: str = "nam", unit: str = "",
            user: str = "phong_tckh", revising: bool = False, accepted: bool = True) -> None:  # fmt: skip
    given = quantities(desk, values, level, unit)
    received = assign(desk.workspace, given, decision, user=user, revising=revising)
    assert received.submission is not None, received.refused
    if accepted:
        desk.accept(received.submission)


def held(desk: Workplace, **asked: str) -> dict[str, Target]:
    found = targets(desk.workspace, desk.by("tong_hop"), YEAR, **asked)  # type: ignore[arg-type]
    return {f"{one.key.indicator}/{one.key.unit}/{one.key.series.level}": one for one in found}


def retail(desk: Workplace) -> Target:
    return held(desk, indicator=RETAIL)[f"{RETAIL}/{DISTRICT}/nam"]


def codes(desk: Workplace) -> list[str]:
    return [finding.code for finding in differences(held(desk).values())]


def test_a_target_is_assigned_by_a_decision_and_holds_once_accepted(office_desk: Workplace) -> None:
    decided(office_desk, {RETAIL: "1303"}, FIRST, accepted=False)
    assert held(office_desk) == {}
    sent = office_desk.workspace.store.submissions()[-1]
    office_desk.accept(sent)
    (version,) = retail(office_desk).versions
    assert (version.number, version.quantity, version.decision) == (1, Quantity(Decimal(1303), "tỷ đồng"), FIRST)
    assert (
        version.decided == date(2023, 12, 20) and version.accepted_by == "tong_hop" and version.sender == "phong_tckh"
    )


def test_a_revision_keeps_the_first_version_and_every_other_target(office_desk: Workplace) -> None:
    decided(office_desk, {RETAIL: "1303", "lam_nghiep.trong_rung": "1100"}, FIRST)
    before = office_desk.workspace.now()
    decided(office_desk, {RETAIL: "1400"}, SECOND, revising=True)
    found = held(office_desk)
    first, second = found[f"{RETAIL}/{DISTRICT}/nam"].versions
    assert [one.decision for one in (first, second)] == [FIRST, SECOND] and first.held_from <= before < second.held_from
    assert change(first, second) == "tăng 97 tỷ đồng (7,4%)"
    assert len(found[f"lam_nghiep.trong_rung/{DISTRICT}/nam"].versions) == 1, "what was not revised has no new revision"
    old = targets(office_desk.workspace, office_desk.by(), YEAR, indicator=RETAIL, moment=before)
    assert old[0].current.quantity == first.quantity, "as of a moment before, the old target holds"


def test_levels_of_one_row_are_revised_apart(office_desk: Workplace) -> None:
    """Each level has its decision in its own cell."""
    decided(office_desk, {INCOME: "49700"}, FIRST, level="tinh")
    decided(office_desk, {INCOME: "84700"}, FIRST, level="dieu_hanh")
    decided(office_desk, {INCOME: "90000"}, SECOND, level="dieu_hanh", revising=True)
    found = held(office_desk)
    assert [one.decision for one in found[f"{INCOME}/{DISTRICT}/tinh"].versions] == [FIRST]
    assert [one.decision for one in found[f"{INCOME}/{DISTRICT}/dieu_hanh"].versions] == [FIRST, SECOND]


def test_two_decisions_before_acceptance_lose_nothing(office_desk: Workplace) -> None:
    decided(office_desk, {RETAIL: "1303"}, FIRST, accepted=False)
    decided(office_desk, {"lam_nghiep.trong_rung": "1100"}, FIRST)
    assert len(held(office_desk)) == 2


REFUSED = [
    # value, decision, revising, why
    ({RETAIL: "1"}, "Theo chỉ đạo", False, "cần nêu quyết định có số, ký hiệu và ngày"),
    ({RETAIL: "1"}, "Quyết định số 900/QĐ-UBND", False, "cần nêu quyết định có số, ký hiệu và ngày"),
    ({RETAIL: "1"}, SECOND, True, "chưa được giao cho 2024"),
    ({"lam_nghiep.trong_rung": "1"}, SECOND, False, "đã được giao cho 2024"),
    ({"trong_trot.giong": "1"}, SECOND, False, "không có biểu nào giao kế hoạch 2024 cho chỉ tiêu “trong_trot.giong”"),
]


@pytest.mark.parametrize(("values", "decision", "revising", "why"), REFUSED)
def test_what_does_not_fit_is_refused(
    office_desk: Workplace, values: dict[str, str], decision: str, revising: bool, why: str
) -> None:
    decided(office_desk, {"lam_nghiep.trong_rung": "1100"}, FIRST)
    with pytest.raises(RefusalError, match=why):
        decided(office_desk, values, decision, revising=revising)


@pytest.mark.parametrize(
    ("written", "level", "why"),
    [("thuong_mai.ban", "nam", "không có chỉ tiêu"), (RETAIL, "tinhh", "không có cấp giao “tinhh”"),
     (f"{RETAIL}@2023-Q1", "nam", "không thuộc năm 2024"), (f"{RETAIL}@quy1", "nam", "viết 2024-Q1")],
)  # fmt: skip
def test_a_target_that_there_is_not(office_desk: Workplace, written: str, level: str, why: str) -> None:
    with pytest.raises(RefusalError, match=why):
        target_key(office_desk.workspace, written, "", YEAR, level)


def test_one_decision_a_form(office_desk: Workplace) -> None:
    given = quantities(office_desk, {RETAIL: "1"}, "nam") | quantities(office_desk, {INCOME: "1"}, "tinh")
    with pytest.raises(RefusalError, match="giao từng biểu một"):
        assign(office_desk.workspace, given, FIRST, user="phong_tckh", revising=False)


# --- quarters


def quarters(*values: str) -> dict[str, str]:
    return {f"{RETAIL}@2024-Q{number}": value for number, value in enumerate(values, 1)}


def test_quarters_make_up_the_year_exactly(office_desk: Workplace) -> None:
    decided(office_desk, {RETAIL: "1303"}, FIRST)
    decided(office_desk, quarters("320", "320", "325", "338"), FIRST)
    assert [str(period) for period, _ in retail(office_desk).quarters] == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
    assert codes(office_desk) == []
    decided(office_desk, {RETAIL: "1303.5"}, SECOND, revising=True)
    (found,) = differences(held(office_desk).values())
    assert (found.code, found.name) == ("TGT201", "quarters-differ-from-year")
    assert "cộng kịch bản bốn quý được 1.303,0 tỷ đồng, thấp hơn 1.303,5 tỷ đồng 0,5 tỷ đồng" in found.message


def test_a_split_that_is_not_complete_is_not_judged(office_desk: Workplace) -> None:
    decided(office_desk, {RETAIL: "1303"}, FIRST)
    decided(office_desk, {f"{RETAIL}@2024-Q1": "320"}, FIRST)
    assert codes(office_desk) == []


def test_a_target_that_was_computed_back_stands_for_what_rounds_to_it(office_desk: Workplace) -> None:
    """The parts are exact decisions; 1.303 suy ra may be 1.302,5 to 1.303,5."""
    office_desk.accepted(
        "kh02_ktxh_n", DISTRICT, {("04", "kh"): "1.303"}, period="2024", sender="phong_tckh", mark=Provenance.IMPLIED
    )
    decided(office_desk, quarters("320", "320", "325", "338.4"), FIRST)
    assert codes(office_desk) == []


def test_a_revision_without_a_decision_is_said(office_desk: Workplace) -> None:
    for key, value in (("a", "1.303"), ("b", "1.400")):
        office_desk.accepted(
            "kh02_ktxh_n", DISTRICT, {("04", "kh"): value}, period="2024", sender="phong_tckh", key=key
        )
    (found,) = differences(held(office_desk).values())
    assert found.code == "TGT204" and "lần giao thứ 2 không nêu quyết định" in found.message


# --- children against parent

COMMUNES = """code: KH04/KTXH-N
title: Giao chỉ tiêu cho xã, thị trấn
frequency: N
senders:
  - {kinds: [xa, thi_tran]}
receiver: phong_tckh
due_days: 15
cut_off: truoc_nam
columns:
  - {id: kh, head: "Kế hoạch {year}", kind: value, period: year, series: "target:nam"}
  - {id: ghi_chu, head: "Quyết định giao", kind: note}
rows:
  - {code: "01", title: "Trồng rừng", indicator: lam_nghiep.trong_rung, optional: true}
"""


@pytest.fixture
def wider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workplace]:
    """An office whose catalogue also assigns a target to each commune."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    catalog = tmp_path / "danh_muc"
    (catalog / "forms").mkdir(parents=True)
    (catalog / "catalog.yaml").write_text(
        "name: rong_hon\ntitle: Thử nghiệm\nbase: chi_lang\nroot_unit: huyen_chi_lang\n", encoding="utf-8"
    )
    (catalog / "forms" / "kh04_ktxh_n.yaml").write_text(COMMUNES, encoding="utf-8")
    clock = TestClock()
    workspace = Workspace.create(tmp_path / "ws", str(catalog), clock=clock)
    people(workspace)
    yield Workplace(workspace, clock)
    workspace.close()


def assigned_to_all(desk: Workplace, each: str, first: str) -> None:
    units = desk.workspace.definitions().territory.children(DISTRICT, YEAR.end)
    for place, unit in enumerate(units):
        value = {"lam_nghiep.trong_rung": first if place == 0 else each}
        decided(desk, value, FIRST, unit=unit, user="quan_tri")


def test_the_targets_of_all_communes_make_up_that_of_the_district(wider: Workplace) -> None:
    decided(wider, {"lam_nghiep.trong_rung": "1100"}, FIRST)
    assigned_to_all(wider, each="50", first="150")
    assert codes(wider) == []
    decided(wider, {"lam_nghiep.trong_rung": "1200"}, SECOND, revising=True)
    (found,) = differences(held(wider).values())
    assert (found.code, found.name) == ("TGT202", "children-differ-from-parent")
    assert "cộng chỉ tiêu giao cho 20 đơn vị cấp dưới được 1.100 ha, thấp hơn 1.200 ha 100 ha" in found.message


def test_while_some_communes_have_none_nothing_is_compared(wider: Workplace) -> None:
    decided(wider, {"lam_nghiep.trong_rung": "1100"}, FIRST)
    decided(wider, {"lam_nghiep.trong_rung": "50"}, FIRST, unit="xa_bang_mac", user="xa_bang_mac")
    (found,) = differences(held(wider).values())
    assert found.code == "TGT203" and "mới giao cho 1/20 đơn vị" in found.message


def test_a_commune_sees_its_own_target_only(wider: Workplace) -> None:
    decided(wider, {"lam_nghiep.trong_rung": "1100"}, FIRST)
    decided(wider, {"lam_nghiep.trong_rung": "50"}, FIRST, unit="xa_bang_mac", user="xa_bang_mac")
    own = targets(wider.workspace, wider.by("xa_bang_mac"), YEAR)
    assert [one.key.unit for one in own] == ["xa_bang_mac"]


@pytest.mark.parametrize(
    ("text", "day"),
    [(FIRST, date(2023, 12, 20)), ("suy ra: từ 31,1% kế hoạch tỉnh giao", None), ("", None)],
)
def test_the_day_of_a_decision(text: str, day: date | None) -> None:
    assert decision_date(text) == day
