"""A correction after the issue: which report it touches, which figures, by which send."""

from datetime import timedelta
from pathlib import Path

from command_line import CommandLine
from solieu import actions
from solieu.app.publishing import issue_report
from solieu.app.workspace import Workspace
from solieu.core import parse_period
from workplace import DISTRICT, TestClock, Workplace, budget

REPORT, Q1 = "bao_cao_quy", parse_period("2024-Q1")
NUMBER = "112/BC-UBND"


def _issued(folder: Path) -> Workplace:
    clock = TestClock(Workspace.open(folder).now() + timedelta(days=1))
    office = Workplace(Workspace.open(folder, clock=clock), clock)
    actions.draft_report(office.by("tong_hop"), REPORT, Q1)
    actions.sign_content(office.by("chu_tich"), REPORT, Q1)
    actions.sign_layout(office.by("tong_hop"), REPORT, Q1)
    issue_report(office.workspace, REPORT, Q1, user="chu_tich", number=NUMBER, gaps_accepted="Chủ tịch đồng ý")
    return office


def test_what_was_issued_stands_until_a_figure_is_corrected(sample_copy: Path) -> None:
    line = CommandLine(sample_copy, "chu_tich")
    assert "Chưa có báo cáo nào" in line.done("report", "corrections").out
    office = _issued(sample_copy)
    assert f"số {NUMBER}: các số vẫn như khi phát hành." in line.done("report", "corrections").out

    office.accepted("b05_ns_q", DISTRICT, budget("15.477", "110.000", estimate="20.000"))
    said = line.done("report", "corrections").out
    assert "“19.594 triệu đồng” nay là 20.000 triệu đồng (b05_ns_q." in said
    assert "“15.477 triệu đồng”" not in said
    assert "“39,4%” nay là 40,2%" in said

    actions.recall(office.by("chu_tich"), REPORT, Q1)
    assert "Chưa có báo cáo nào" in line.done("report", "corrections").out
