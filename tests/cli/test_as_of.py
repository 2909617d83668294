"""``--as-of``: a moment gives the report of that moment byte for byte, whatever was corrected, decided, written, drafted
or redefined since."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from command_line import CommandLine
from solieu import actions
from solieu.app.workspace import Workspace
from solieu.core import parse_period
from solieu.facts import EntryEvent, Source
from workplace import DISTRICT, TestClock, Workplace, budget

FORMATS = ("docx", "pdf", "html", "json")
REPORT, Q1 = "bao_cao_quy", parse_period("2024-Q1")
BEFORE = datetime.fromisoformat("2024-03-14T09:00:00+07:00")


def printed(line: CommandLine, folder: Path, as_of: str) -> dict[str, str]:
    """SHA-256 of every format."""
    line.done("compile", REPORT, "--period", "2024-Q1", "--as-of", as_of, "--output", folder)
    files = {name: (folder / f"{REPORT}.2024-Q1.{name}").read_bytes() for name in FORMATS}
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_the_report_of_a_moment_stays_what_it_was(sample_copy: Path, tmp_path: Path) -> None:
    line, moment = CommandLine(sample_copy), BEFORE.isoformat()
    first = printed(line, tmp_path / "mot", moment)
    assert printed(line, tmp_path / "hai", moment) == first, "and twice the same at once"

    clock = TestClock(BEFORE + timedelta(days=2))
    office = Workplace(Workspace.open(sample_copy, clock=clock), clock)
    _everything_changes(office)
    _the_catalogue_changes(line, tmp_path)
    assert printed(line, tmp_path / "ba", moment) == first

    now = printed(line, tmp_path / "bon", (clock.moment + timedelta(days=1)).isoformat())
    assert all(now[name] != first[name] for name in FORMATS)
    figures = json.loads((tmp_path / f"bon/{REPORT}.2024-Q1.json").read_text(encoding="utf-8"))
    assert any(one["printed"].startswith("16.000") for one in figures), "the correction is in the report of today"


def _everything_changes(office: Workplace) -> None:
    """A corrected form, a decision the other way, new prose, a corrected register counted anew, another draft."""
    office.accepted("b05_ns_q", DISTRICT, budget("16.000", "110.000", estimate="20.000"))
    key = office.key("b01_ktxh_q", DISTRICT, "01", "uoc", sender="phong_nnptnt")
    actions.decide(office.by("tong_hop"), key, Source.UNITS, "cộng các xã, thị trấn")
    actions.accept_narrative(office.by("phong_tckh"), report=REPORT, section="danh_gia_ngan_sach", period=Q1, unit=DISTRICT,
                             sender="phong_tckh", text="Thu ngân sách có chuyển biến.")  # fmt: skip
    finished = EntryEvent("hoan_thanh", clock_day(office), office.clock(), "")
    actions.record_events(office.by("phong_ktht"), "cau", [("na_ke", finished)], unit=DISTRICT)
    office.accept(actions.count_register(office.by("tong_hop"), "cau", DISTRICT, Q1))
    actions.draft_report(office.by("tong_hop"), REPORT, Q1)


def clock_day(office: Workplace):  # type: ignore[no-untyped-def]
    return office.by().today


def _the_catalogue_changes(line: CommandLine, tmp_path: Path) -> None:
    """Other words, another order of rules, another title: what holds from now on."""
    line.done("catalog", "export", tmp_path / "danh_muc")
    template = tmp_path / f"danh_muc/reports/{REPORT}/ngan_sach.md"
    template.write_text(template.read_text(encoding="utf-8").replace("gân sách", "GÂN SÁCH", 1), encoding="utf-8")
    indicator = tmp_path / "danh_muc/indicators/ngan_sach/thu_tren_dia_ban.yaml"
    text = indicator.read_text(encoding="utf-8")
    indicator.write_text(text.replace("noun: tổng thu", "noun: toàn bộ thu"), encoding="utf-8")
    assert "Từ nay dùng danh mục" in line.done("catalog", "use", tmp_path / "danh_muc").out


def test_a_moment_before_anything_is_said_calmly(sample_copy: Path) -> None:
    line = CommandLine(sample_copy)
    early = line("compile", REPORT, "--period", "2024-Q1", "--as-of", "1999-01-01", "--format", "json", "--output", "-")
    assert early.status == 1 and "chưa có danh mục" in early.said
    empty = line.done(
        "compile", REPORT, "--period", "2024-Q1", "--as-of", "2023-04-10", "--format", "json", "--output", "-"
    )
    assert not [one for one in json.loads(empty.out) if one["indicator"].startswith("ngan_sach")], (
        "nothing was sent yet"
    )


@pytest.mark.parametrize(
    "moment", ["2024-03-14", "2024-03-14T00:00", "2024-03-14T00:00:00+07:00", "2024-03-13T17:00:00Z"]
)
def test_a_moment_without_a_zone_is_the_time_in_vietnam(sample_copy: Path, moment: str) -> None:
    line = CommandLine(sample_copy)
    said = ("compile", REPORT, "--period", "2024-Q1", "--format", "html", "--output", "-", "--as-of")
    assert line.done(*said, moment).content == line.done(*said, "2024-03-14T00:00:00+07:00").content


def test_an_issued_report_is_kept_as_it_went_out(sample_copy: Path, tmp_path: Path) -> None:
    """Sealed, and equal to what as-of gives again."""
    line = CommandLine(sample_copy)
    line.by("chu_tich").done("report", "sign", "content", REPORT, "--period", "2024-Q1")
    line.by("lanh_dao_van_phong").done("report", "sign", "layout", REPORT, "--period", "2024-Q1")
    issue = ("report", "issue", REPORT, "--period", "2024-Q1", "--number", "15/BC-UBND")
    refused = line.by("chu_tich")(*issue)
    assert refused.status == 1 and "Còn 1 chỗ thiếu" in refused.said
    assert "Đã phát hành" in line.by("chu_tich").done(*issue, "--accept-gaps", "Chủ tịch đồng ý, bổ sung sau").out

    moment = Workspace.open(sample_copy).store.reports()[-1].issued_at.isoformat()
    again = printed(line, tmp_path / "lai", moment)
    for name in FORMATS:
        sealed = line.done("report", "copy", REPORT, "--period", "2024-Q1", "--format", name, "--output", "-").content
        assert hashlib.sha256(sealed).hexdigest() == again[name]
    assert "15/BC-UBND" in line.done("report", "list").out
    assert "quyết định về chỗ thiếu: Chủ tịch đồng ý" in line.done("report", "list", REPORT).out
    line.by("chu_tich").done("report", "recall", REPORT, "--period", "2024-Q1")
    assert line("report", "copy", REPORT, "--period", "2024-Q1", "--output", "-").status == 0, (
        "what went out stays known"
    )
    line.by("tong_hop").done("report", "draft", REPORT, "--period", "2024-Q1")
    assert line("report", "copy", "khong_co", "--period", "2024-Q1").status == 1


def test_a_copy_of_the_folder_gives_the_same_bytes(sample_copy: Path, tmp_path: Path) -> None:
    """Nothing of the machine, the folder or the day goes into a report."""
    moved = Path(shutil.copytree(sample_copy, tmp_path / "noi khác" / "thư mục"))
    first = printed(CommandLine(sample_copy), tmp_path / "a", BEFORE.isoformat())
    assert printed(CommandLine(moved), tmp_path / "b", BEFORE.isoformat()) == first
