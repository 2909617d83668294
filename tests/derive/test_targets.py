"""A plan that a later decision revises: the key stays, its revision is another, and every moment keeps its denominator."""

from datetime import datetime

from solieu.app.workspace import Workspace
from solieu.core import Series, parse_fact_key, parse_period
from solieu.derive import in_unit
from solieu.expressions import evaluate, parse_expression
from workplace import DISTRICT, Workplace, budget

PLAN = "ngan_sach.thu_tren_dia_ban/huyen_chi_lang/2024/target:tinh"
PERCENT = "ngan_sach.thu_tren_dia_ban / ngan_sach.thu_tren_dia_ban@ke_hoach({level}) * 100"
Q1 = parse_period("2024-Q1")


def assigned(desk: Workplace, province: str, district: str) -> datetime:
    """The plan of the year as a decision assigns it, accepted; the moment from which it holds."""
    cells = {("01", "tinh"): province, ("01", "dh"): district, ("02", "tinh"): "80.000", ("02", "dh"): "90.000"}
    desk.accepted("kh01_gct_n", DISTRICT, cells, period="2024", sender="phong_tckh", key=province)
    return desk.workspace.now()


def percent(workspace: Workspace, moment: datetime, level: str = "tinh") -> str:
    """Đạt ... % kế hoạch, as of a moment."""
    found = workspace.evaluator(moment)
    series = Series.actual(found.cut_off("ngan_sach.thu_tren_dia_ban", Q1))
    trace = evaluate(parse_expression(PERCENT.format(level=level)), found.scope(DISTRICT, Q1, series), in_unit)
    quantity = trace.reading.quantity
    return f"{quantity.rounded(1).value}" if quantity else str(trace.reading.absence)


def test_a_revised_target_changes_the_percentage_from_its_acceptance_on(office_desk: Workplace) -> None:
    before_any = office_desk.workspace.now()
    first = assigned(office_desk, "40.000", "45.000")
    office_desk.accepted("b05_ns_q", DISTRICT, budget(income="9.000"), sender="phong_tckh")
    reported = office_desk.workspace.now()
    revised = assigned(office_desk, "36.000", "45.000")
    workspace = office_desk.workspace
    assert percent(workspace, before_any) == "not-yet-reported"
    assert percent(workspace, first) == "not-yet-reported"
    assert percent(workspace, reported) == "22.5"
    assert percent(workspace, revised) == "25.0"
    assert percent(workspace, reported) == "22.5", "asking for today changes nothing about yesterday"


def test_the_revision_of_a_target_stands_in_the_trace_and_the_first_one_in_the_history(office_desk: Workplace) -> None:
    first = assigned(office_desk, "40.000", "45.000")
    revised = assigned(office_desk, "36.000", "45.000")
    workspace, plan = office_desk.workspace, parse_fact_key(PLAN)
    leaf = workspace.evaluator(revised).trace(plan)
    assert (leaf.revision, leaf.submission[-2:]) == (2, ".2")
    assert workspace.evaluator(first).trace(plan).revision == 1
    history = workspace.snapshot(revised).history[plan]
    assert [(one.number, one.reading.quantity.value) for one in history if one.reading.quantity] == [
        (1, 40000),
        (2, 36000),
    ]


def test_each_level_that_assigns_has_a_target_of_its_own(office_desk: Workplace) -> None:
    assigned(office_desk, "40.000", "45.000")
    office_desk.accepted("b05_ns_q", DISTRICT, budget(income="9.000"), sender="phong_tckh")
    now = office_desk.workspace.now()
    assert (percent(office_desk.workspace, now), percent(office_desk.workspace, now, "dieu_hanh")) == ("22.5", "20.0")


def test_a_target_is_never_the_sum_of_what_lower_units_were_assigned(office_desk: Workplace) -> None:
    found = office_desk.workspace.evaluator()
    plan = parse_fact_key("trong_trot.dien_tich_gieo_trong/huyen_chi_lang/2024/target:tinh")
    assert found.trace(plan).inputs == ()
    assert found.sources(plan) == {}


def test_a_template_names_the_target_of_the_quarter_and_that_of_the_year(office_desk: Workplace) -> None:
    yearly, quarterly = {("03", "kh"): "3.386"}, {("03", "q1"): "800", ("03", "q2"): "850", ("03", "q3"): "860"}
    for form, cells in (("kh02_ktxh_n", yearly), ("kh03_ktxh_n", quarterly)):
        office_desk.accepted(form, DISTRICT, cells, period="2024", sender="phong_tckh")
    found = office_desk.workspace.evaluator(office_desk.workspace.now())

    def said(expression: str, period: str) -> str:
        scope = found.scope(DISTRICT, parse_period(period), Series.estimate())
        quantity = evaluate(parse_expression(expression), scope, in_unit).reading.quantity
        return f"{quantity.value} {quantity.unit}" if quantity else "none"

    of_quarter, of_year = "cong_nghiep.gia_tri_san_xuat@ke_hoach_ky(nam)", "cong_nghiep.gia_tri_san_xuat@ke_hoach(nam)"
    assert [said(of_quarter, f"2024-Q{n}") for n in (1, 2, 3, 4)] == [
        "800 tỷ đồng",
        "850 tỷ đồng",
        "860 tỷ đồng",
        "none",
    ]
    assert said(of_year, "2024-Q2") == said(of_quarter, "2024") == "3386 tỷ đồng"
