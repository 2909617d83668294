"""On the sample the rules find what is untrue, once, and nothing on what holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from solieu.app.workspace import Workspace
from solieu.core import Consequence, parse_period
from solieu.rules import Checked, Outcome, check_facts, open_findings

Q1 = parse_period("2024-Q1")
# What is untrue, or not as it was meant to be, in the sample: each found once.
UNTRUE = ["DAT201", "DAT513", "DAT602", "DAT606", "DAT701", "DAT713", "DAT717", "DAT823", "DAT825"]


@pytest.fixture(scope="module")
def opened(sample_folder: Path) -> Workspace:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        return Workspace.open(sample_folder)


@pytest.fixture(scope="module")
def district(opened: Workspace) -> Checked:
    return check_facts(opened.evaluator(), Q1, ["huyen_chi_lang"])


def test_the_sown_area_is_found_once_with_its_numbers_and_rows(district: Checked) -> None:
    (found,) = [one for one in district.findings if one.code == "DAT201"]
    assert found.consequence is Consequence.EXPLAIN
    assert (found.code, found.printed, found.expected) == ("DAT201", "3.696,3 ha", "3.991,45 ha")
    assert found.message == (
        "Biểu B01/KTXH-Q, dòng 01, cột 3 “Ước TH quý I/2024”, ô G10: tổng ghi 3.696,3 ha nhưng cộng các dòng 02–06 được "
        "3.991,45 ha (chênh 295,15 ha). Cùng kỳ cũng không khớp: 3.253,8 ha so với 3.812,1 ha."
    )
    assert found.next_step == "Đề nghị sửa hoặc ghi lý do."


def test_culverts_in_two_measures_are_shown_once(district: Checked) -> None:
    """90 metres in one form, 90 pieces in another: the source says both."""
    (found,) = [one for one in district.findings if one.code == "DAT513"]
    assert found.consequence is Consequence.LOOK
    assert (found.code, found.printed, found.expected) == ("DAT513", "90 m", "trên 90 chiếc")


def test_payments_that_do_not_follow_their_rates_are_found_with_the_count_that_the_money_fits(
    district: Checked,
) -> None:
    """465 families at 1.400.000 a year, one funeral at 7.200.000: the money is for 468 and for 11."""
    found = {one.code: one for one in district.findings if one.code in ("DAT602", "DAT606")}
    assert {code: (one.printed, one.expected) for code, one in found.items()} == {
        "DAT602": ("655.200.000 đồng", "651.000.000 đồng"),
        "DAT606": ("79.200.000 đồng", "7.200.000 đồng"),
    }
    assert found["DAT602"].message.endswith("số tiền này khớp 468 người.")
    assert found["DAT606"].message.endswith("số tiền này khớp 11 người.")
    assert {one.consequence for one in found.values()} == {Consequence.EXPLAIN}


def test_more_parcels_of_households_are_registered_than_were_received(district: Checked) -> None:
    (found,) = [one for one in district.findings if one.code == "DAT701"]
    assert (found.printed, found.expected) == ("3.938 thửa", "không quá 1.600 thửa")
    assert found.message.endswith("(vượt 2.338 thửa).") and found.consequence is Consequence.EXPLAIN


def test_public_employees_are_eighteen_more_than_their_fields(district: Checked) -> None:
    """1.572 are said, 1.497 + 27 + 30 are 1.554."""
    (found,) = [one for one in district.findings if one.code == "DAT713"]
    assert (found.printed, found.expected) == ("1.572 người", "1.554 người")
    assert found.message.endswith("(chênh 18 người).") and found.consequence is Consequence.EXPLAIN


def test_schemes_said_complete_while_two_wait_are_shown(district: Checked) -> None:
    """62 schemes approved are called all of them; two bodies still wait. It may be true of another deadline: look."""
    (found,) = [one for one in district.findings if one.code == "DAT717"]
    assert (found.printed, found.expected, found.consequence) == ("100%", "97%", Consequence.LOOK)


def test_nothing_else_fails(district: Checked) -> None:
    failing = [judgement.rule for judgement in district.judgements if judgement.outcome is Outcome.FAILS]
    assert sorted(failing) == sorted(UNTRUE)


def test_accidents_rose_although_they_were_to_fall(district: Checked) -> None:
    """Cases and injured rose, deaths fell: two of the three criteria, shown and not held up."""
    found = {one.code: one for one in district.findings if one.code in ("DAT823", "DAT824", "DAT825")}
    assert {code: (one.printed, one.expected) for code, one in found.items()} == {
        "DAT823": ("11 vụ", "không quá 7 vụ"),
        "DAT825": ("14 người", "không quá 2 người"),
    }
    assert {one.consequence for one in found.values()} == {Consequence.LOOK}
    assert found["DAT823"].message.endswith(
        "vụ tai nạn giao thông 11 vụ lớn hơn vụ tai nạn giao thông thực hiện quý I/2023 7 vụ (vượt 4 vụ)."
    )


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ("DAT201", 1),  # 02–06 are 2.988,3 ha at the end of February
        ("DAT202", 1),  # potatoes and vegetables are the food crops: 99,1 + 610,0 = 709,1
        ("DAT203", 1),  # 99,1 ha × 141 tạ/ha / 10 = 1.397 tấn
        ("DAT211", 1),  # 135.188 with "vốn huy động khác" in and the road scheme outside
        ("DAT212", 1),
        ("DAT213", 1),
        ("DAT214", 1),
        ("DAT215", 1),
        ("DAT216", 1),
        ("DAT217", 1),
        ("DAT231", 1),  # 3.121 of 9.480 is 32,92%
        ("DAT307", 1),
        ("DAT308", 1),
        ("DAT601", 1),  # 12 × 18.000.000
        ("DAT603", 1),
        ("DAT604", 1),
        ("DAT605", 1),
        ("DAT607", 1),  # 188.700.000 for eleven, some at the rate before
        ("DAT611", 1),  # 19 = 3 + 16
        ("DAT612", 1),  # 18.500.000 = 13.500.000 + 4.000.000 + 1.000.000
        ("DAT613", 1),  # 19 × 2.500.000
        ("DAT614", 1),
        ("DAT621", 1),
        ("DAT622", 1),  # 41.340 kg for 1.773 people: between one ration and four
        ("DAT623", 1),
        ("DAT631", 1),
        ("DAT632", 1),
        ("DAT633", 1),
        ("DAT702", 1),  # 18 of 18
        ("DAT703", 1),  # 876 of 976
        ("DAT704", 1),  # 148 certificates for 186 parcels
        ("DAT705", 1),
        ("DAT706", 1),  # 124 households, 124 decisions
        ("DAT711", 1),  # 76 = 11 + 63 + 2
        ("DAT712", 1),  # 1.658 = 83 + 1.572 + 3
        ("DAT714", 1),  # 356 = 192 + 164
        ("DAT715", 1),  # 260 = 111 + 142 + 7
        ("DAT716", 1),  # 1.658 of 1.706
        ("DAT721", 1),  # 70 = 68 + 2
        ("DAT722", 1),  # 68 = 52 + 16
        ("DAT723", 1),  # 52 - 9 = 21 + 22
        ("DAT731", 1),  # 303 = 13 + 283 + 7
        ("DAT732", 1),  # 303 = 156 + 147
        ("DAT801", 1),  # nine cases, nine of them cleared
        ("DAT802", 1),  # 6 = 5 + 1
        ("DAT803", 1),  # 8 = 5 + 3
        ("DAT804", 1),  # 20 = 10 + 10
        ("DAT805", 1),
        ("DAT806", 1),
        ("DAT821", 1),
        ("DAT822", 1),  # 666 recorded, 666 fined
        ("DAT824", 1),  # four deaths after six
        ("DAT841", 1),  # 11 = 2 + 5 + 3 + 1
        ("DAT842", 1),
        ("DAT843", 1),  # 22 sanctions over six fields
        ("DAT851", 1),
        ("DAT852", 1),
    ],
)
def test_what_holds_is_judged_and_holds(district: Checked, rule: str, holds: int) -> None:
    outcomes = Counter(judgement.outcome for judgement in district.judgements if judgement.rule == rule)
    assert outcomes[Outcome.HOLDS] == holds


def test_what_cannot_be_judged_is_said_with_the_figure_that_is_missing(district: Checked) -> None:
    """The disbursement of one source was never printed; the three that were add up to the total all the same."""
    open_ = {one.rule: one for one in district.judgements if one.outcome is Outcome.CANNOT_JUDGE}
    assert set(open_) == {"DAT221", "DAT405"}
    missing = "giải ngân vốn đầu tư công (Nguồn thu tiền sử dụng đất) thực hiện đến 29/02/2024"
    assert open_["DAT221"].missing == (missing,)
    assert open_["DAT221"].note == "các số đã có cộng được 28.561 triệu đồng, tổng ghi 28.561 triệu đồng"


def test_last_year_holds_where_it_should(opened: Workspace) -> None:
    """83,1 + 604,0 = 687,1 in the first quarter of 2023 as well, in the district and in every commune."""
    evaluator = opened.evaluator()
    last = Q1.same_last_year()
    units = ["huyen_chi_lang", *evaluator.territory.children("huyen_chi_lang", last.end)]
    checked = check_facts(evaluator, last, units)
    assert Counter(one.outcome for one in checked.judgements if one.rule == "DAT202") == {Outcome.HOLDS: 21}
    assert checked.findings == ()


def test_no_commune_is_asked_anything(opened: Workspace) -> None:
    """Generated cells keep every relation that the form has; and no commune is judged by the district's investment."""
    evaluator = opened.evaluator()
    checked = check_facts(evaluator, Q1, evaluator.territory.children("huyen_chi_lang", Q1.end))
    assert {judgement.outcome for judgement in checked.judgements} == {Outcome.HOLDS}
    files = {rule.code: rule.where.file for rule in evaluator.catalog.rules.values()}
    assert not [one.rule for one in checked.judgements if "dau_tu" in files.get(one.rule, "")]


def test_the_explanation_of_the_department_answers_the_finding_of_the_district(
    opened: Workspace, district: Checked
) -> None:
    """The same fingerprint, whether the department's own sheet or the sums of twenty communes stand beside the total."""
    snapshot = opened.snapshot()
    assert open_findings(district.findings, snapshot.explanations) == ()
    (found,) = [one for one in district.findings if one.code == "DAT201"]
    assert "trồng" in snapshot.explanations[found.fingerprint].text
