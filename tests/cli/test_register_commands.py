"""Registers and tasks on the command line: search, totals, past dates, restricted ones, redaction, what is late."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from command_line import CommandLine


@pytest.fixture
def office(sample_copy: Path) -> CommandLine:
    return CommandLine(sample_copy)


def test_search_without_marks_and_a_limit(office: CommandLine) -> None:
    found = office.done("register", "list", "cau", "--search", "lung na").out.splitlines()
    assert found[0].startswith("lung_na: Cầu Lũng Na") and found[-1].startswith("1 mục")
    some = office.done("register", "list", "van_ban_di", "--search", "quyết định", "--limit", "3").out.splitlines()
    assert len(some) == 4 and re.match(r"3/(hơn )?\d+ mục", some[-1])


def test_totals_of_a_past_day(office: CommandLine) -> None:
    now = office.done("register", "list", "cau", "--totals").out
    then = office.done("register", "list", "cau", "--totals", "--on", "2023-12-31").out
    assert "Hoàn thành: 4" in now and "Hoàn thành: 0" in then
    before = office.done("register", "list", "cau", "--totals", "--known-at", "2024-01-01").out
    assert before.splitlines()[-1].startswith("0 mục"), "nothing had been recorded yet"


def test_a_restricted_register_has_totals_for_others(office: CommandLine) -> None:
    refused = office("--as", "chu_tich", "register", "list", "boi_thuong")
    assert refused.status == 1 and "sổ hạn chế" in refused.err
    assert "mục vào ngày" in office.done("--as", "chu_tich", "register", "list", "boi_thuong", "--totals").out


def test_an_entry_with_its_deadline(office: CommandLine) -> None:
    tasks = office.done("tasks", "--on", "2024-04-20").out
    id = next(line.split(":")[0].strip() for line in tasks.splitlines() if "(Cấp trưởng" in line)
    assert "Hạn hoàn thành: " in office.done("register", "show", "nhiem_vu", id).out


def test_what_is_late_by_unit(office: CommandLine) -> None:
    late = office.done("tasks", "--on", "2024-04-20", "--late").out.splitlines()
    assert all("quá hạn" in line for line in late)
    total = re.match(r"Cộng (\d+) nhiệm vụ, (\d+) quá hạn", late[-1])
    assert total is not None and total[1] == total[2] != "0"
    assert "chưa có" in office.done("tasks", "--targets", "2024").out
    assert office("tasks", "--unit", "khong_co").status == 1


def test_nothing_personal_is_left_to_redact(office: CommandLine) -> None:
    refused = office("register", "redact", "cau", "lung_na", "--reason", "theo yêu cầu")
    assert refused.status == 1 and "không còn dữ liệu cá nhân" in refused.err
