"""``solieu take-back`` from the edited file to the next draft: named, decided, printed, and all of it in the journal."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from command_line import CommandLine
from solieu.app.publishing import compiled, printed
from solieu.app.workspace import Workspace
from solieu.core import parse_period
from solieu.documents.docx_comments import Comment, with_comments
from solieu.reports.taking_back import Unit, printed_units

sys.path.insert(0, str(Path(__file__).parents[1] / "reports" / "taking_back"))
from edits import EDITS, Bench
from word_edits import WordFile

REPORT, PERIOD = "bao_cao_quy", "2024-Q1"


def drafted(folder: Path) -> tuple[bytes, tuple[Unit, ...], str]:
    """The Word file of the last draft, its units, and its moment."""
    workspace = Workspace.open(folder)
    row = workspace.store.last_report(REPORT, parse_period(PERIOD))
    assert row is not None
    done = compiled(workspace, REPORT, row.period, as_of=row.moment)
    return printed(done, "docx"), printed_units(done.report, done.paper), row.moment.isoformat()


def edited(folder: Path, target: Path, *edits: tuple[str, str], author: str = "") -> Path:
    content, units, _ = drafted(folder)
    file = WordFile(content, author)
    for what, where in edits:
        EDITS[what](Bench(file, units), where)
    target.write_bytes(file.saved())
    return target


def test_an_unedited_file_has_nothing_to_decide(sample_copy: Path, tmp_path: Path) -> None:
    file = edited(sample_copy, tmp_path / "a.docx")
    assert "Không có gì thay đổi" in CommandLine(sample_copy).done("take-back", file).out


def test_from_the_edited_file_to_the_next_draft(sample_copy: Path, tmp_path: Path) -> None:
    line = CommandLine(sample_copy)
    office = line.by("tong_hop")
    before = _compiled(line, tmp_path, drafted(sample_copy)[2])
    file = edited(sample_copy, tmp_path / "sua.docx", ("change a figure", "paragraph"), ("change a figure", "note"),
                  ("change a figure", "cell"), ("add a sentence", "prose"), author="Trần Thị Biên Tập")  # fmt: skip
    shown = office("take-back", file, "--format", "json")
    assert shown.status == 1
    said = json.loads(shown.out)
    assert [one["kind"] for one in said["figures"]] == ["changed"] * 3 and len(said["prose"]) == 1
    assert all(one["owner"] and "Trần Thị Biên Tập" in one["authors"] for one in said["figures"])
    first = said["figures"][0]

    assert "đã nhận bản" in office("take-back", file, "--accept", "all").out
    refused = office("take-back", file, "--keep", "S1")
    assert refused.status == 1 and "cần ghi lý do" in refused.said
    kept = office("take-back", file, "--keep", "S1", "--reason", "chốt lại sau khi đối chiếu")
    assert f"Giữ “{first['after']}”" in kept.out
    assert "Đã hỏi" in office("take-back", file, "--ask", "S2").out
    assert "đã được hỏi" in office("take-back", file, "--ask", "S2").said
    done = office.done("take-back", file, "--undo", "S3")
    assert "chưa quyết định" not in done.out, "nothing is left open"

    office.done("report", "draft", REPORT, "--period", PERIOD)
    figures = {one["trace"]["figure"]: one for one in json.loads(_compiled(line, tmp_path, "")["json"])}
    now = figures[first["figure"]]
    assert (now["printed"], now["trace"]["kind"]) == (first["after"], "override")
    assert now["trace"]["inputs"], "what it replaces stays behind it"
    assert "chốt lại sau khi đối chiếu" in line.done("trace", first["figure"]).out
    second = said["figures"][1]
    assert figures[second["figure"]]["printed"] == second["before"], "a question changes nothing"
    compared = office.done("report", "compare", REPORT, "--period", PERIOD, "--blackline", tmp_path / "so_sanh.docx")
    assert f"“{first['before']}” thành “{first['after']}”" in compared.out
    assert "Không có gì thay đổi" in line.done("take-back", edited(sample_copy, tmp_path / "b.docx")).out

    assert _compiled(line, tmp_path, drafted_first(sample_copy)) == before, "the first draft is what it was"
    assert "nguyên vẹn" in line.done("journal", "verify").out
    actions = [row.action for row in Workspace.open(sample_copy).store.journal()]
    for action in ("report.take_back", "report.keep_figure", "figure.ask", "report.decide_change", "narrative.accept"):
        assert action in actions


def drafted_first(folder: Path) -> str:
    rows = [row for row in Workspace.open(folder).store.reports() if row.report == REPORT]
    return rows[0].moment.isoformat()


def _compiled(line: CommandLine, tmp_path: Path, moment: str) -> dict[str, bytes]:
    words = ("--as-of", moment) if moment else ()
    line.done("compile", REPORT, "--period", PERIOD, "--format", "docx,json", "--output", tmp_path / "ra", *words)
    return {name: (tmp_path / f"ra/{REPORT}.{PERIOD}.{name}").read_bytes() for name in ("docx", "json")}


def test_a_question_is_answered_by_the_unit_and_a_comment_by_the_office(sample_copy: Path, tmp_path: Path) -> None:
    line = CommandLine(sample_copy)
    file = edited(sample_copy, tmp_path / "sua.docx", ("change a figure", "note"))
    content = file.read_bytes()
    file.write_bytes(
        with_comments(content, [Comment(0, 6, ("Đề nghị nêu rõ nguyên nhân",))], author="Lãnh đạo", initials="LĐ")
    )
    said = line("take-back", file)
    assert "Lãnh đạo" in said.out and "Đề nghị nêu rõ nguyên nhân" in said.out
    line.by("tong_hop").done("take-back", file, "--ask", "S1")
    found = line.by("tong_hop").done("remark", "list").out
    question = next(row.split()[0] for row in found.splitlines() if "Hỏi" in row)
    opinion = next(row.split()[0] for row in found.splitlines() if "Ý kiến của Lãnh đạo" in row)
    owner = Workspace.open(sample_copy).store.remark(question).owner  # type: ignore[union-attr]
    assert question in line.by(owner).done("remark", "list").out
    assert line.by("xa_bang_mac")("remark", "reply", question, "answered", "đúng").status == 1
    line.by(owner).done("remark", "reply", question, "answered", "Số cũ đúng")
    line.by("tong_hop").done("remark", "reply", opinion, "explained", "Đã nêu ở mục II")
    assert "không có câu hỏi" in line.by("tong_hop").done("remark", "list").out.lower()
    assert "giải trình" in line.by("tong_hop").done("remark", "list", "--all").out


def test_what_is_refused_is_said_in_one_line(sample_copy: Path, tmp_path: Path) -> None:
    line = CommandLine(sample_copy)
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"\x00\x01 not a Word file")
    assert line("take-back", broken).status == 2
    assert line("take-back", tmp_path / "khong_co.docx").status == 2
    file = edited(sample_copy, tmp_path / "sua.docx", ("reword", "paragraph"), ("change a figure", "note"))
    assert "thuộc mẫu" in line("take-back", file, "--accept", "L1").said
    assert "không có thay đổi" in line("take-back", file, "--accept", "L9").said
    assert "lời văn" in line("take-back", file, "--accept", "S1").said
    assert line.by("xem")("take-back", file, "--undo", "L1").status == 1


@pytest.mark.parametrize("name", ["recall", "replace"])
def test_as_of_a_moment_after_a_recall_the_report_is_a_draft_again(
    sample_copy: Path, tmp_path: Path, name: str
) -> None:
    line = CommandLine(sample_copy)
    chief = line.by("chu_tich")
    chief.done("report", "sign", "content", REPORT, "--period", PERIOD)
    line.by("lanh_dao_van_phong").done("report", "sign", "layout", REPORT, "--period", PERIOD)
    chief.done("report", "issue", REPORT, "--period", PERIOD, "--number", "15/BC-UBND", "--accept-gaps", "đồng ý")
    chief.done("report", name, REPORT, "--period", PERIOD)
    rows = Workspace.open(sample_copy).store.reports()[-2:]
    issued, after = (_compiled(line, tmp_path, row.at.isoformat())["docx"] for row in rows if row.at)
    assert _says(issued, "15/BC-UBND") and not _says(after, "15/BC-UBND")


def _says(content: bytes, words: str) -> bool:
    from solieu.documents.docx_returned import read_returned

    return words in read_returned(content, "a.docx").document.text
