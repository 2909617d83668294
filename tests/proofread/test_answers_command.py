"""``solieu proofread`` as it is called: what it prints, what it writes, how it ends."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from solieu.cli import cli

WRONG = "Toàn huyện trồng 800 cây, gồm xã Bến Đò 412 cây và xã Cầu Tre 398 cây.\n"
RIGHT = "Toàn huyện trồng 810 cây, gồm xã Bến Đò 412 cây và xã Cầu Tre 398 cây.\n"


def run(*arguments: str | Path) -> Result:
    """Bad input never ends in an exception."""
    result = CliRunner().invoke(cli, ["proofread", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "sai.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "dung.md").write_text(RIGHT, encoding="utf-8")
    made = docx.Document()
    made.add_paragraph(WRONG.strip())
    made.save(str(tmp_path / "sai.docx"))
    return tmp_path


def test_a_report_that_holds_and_one_that_does_not(files: Path) -> None:
    assert run(files / "dung.md").exit_code == 0
    wrong = run(files / "sai.txt")
    assert wrong.exit_code == 1
    assert f"{files / 'sai.txt'}:1:18: Cần giải trình" in wrong.output
    assert "810" in wrong.output


def test_others_are_answered_when_one_cannot_be_read(files: Path) -> None:
    (files / "hong.docx").write_bytes(b"\x01\x02" * 500)
    result = run(files / "hong.docx", files / "khong-co.txt", files, files / "sai.txt", "--format", "json")
    data = json.loads(result.stdout)
    assert result.exit_code == 2
    assert len(data["unread"]) == 3
    assert [finding["file"] for finding in data["findings"]] == [str(files / "sai.txt")]


def test_json_offsets_lead_into_the_file(files: Path) -> None:
    data = json.loads(run(files / "sai.txt", "--format", "json").stdout)
    finding = data["findings"][0]
    assert WRONG[finding["start"] : finding["end"]] == finding["printed"] == "800 cây"


def test_a_page_goes_to_a_file_and_the_sum_to_the_terminal(files: Path) -> None:
    target = files / "ket qua.html"
    result = run(files / "sai.txt", "--format", "html", "--output", target)
    assert result.exit_code == 1
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "1 điều cần sửa" in result.output and str(target) in result.output


def test_the_word_file_is_written_beside_the_report(files: Path) -> None:
    before = (files / "sai.docx").read_bytes()
    result = run(files / "sai.docx", "--format", "docx")
    assert result.exit_code == 1
    made = docx.Document(str(files / "sai.nhan-xet.docx"))
    assert any("810" in comment.text for comment in made.comments)
    assert (files / "sai.docx").read_bytes() == before


def test_the_word_file_to_standard_output(files: Path) -> None:
    result = run(files / "sai.docx", "--format", "docx", "--output", "-")
    assert docx.Document(io.BytesIO(result.stdout_bytes)).comments


def test_the_report_itself_is_never_written_over(files: Path) -> None:
    before = (files / "sai.docx").read_bytes()
    result = run(files / "sai.docx", "--format", "docx", "--output", files / "sai.docx")
    assert result.exit_code == 2
    assert (files / "sai.docx").read_bytes() == before


def test_comments_into_other_kinds_are_refused_with_what_to_do(files: Path) -> None:
    result = run(files / "sai.txt", files / "sai.docx", "--format", "docx", "--output", files / "ra")
    assert result.exit_code == 2
    assert "--format html" in result.output
    assert (files / "ra" / "sai.nhan-xet.docx").exists()


def test_secret_documents_are_refused(files: Path) -> None:
    (files / "mat.txt").write_text(f"TỐI MẬT\n\n{WRONG}", encoding="utf-8")
    result = run(files / "mat.txt")
    assert result.exit_code == 2
    assert "TỐI MẬT" in result.output and "800" not in result.output


def test_what_is_accepted_beside_the_report_or_by_name(files: Path) -> None:
    code = json.loads(run(files / "sai.txt", "--format", "json").stdout)["findings"][0]["code"]
    record = f'[[accepted]]\ncode = "{code}"\nwords = "trồng 800 cây"\nreason = "Kể cả cây trồng dặm"\n'
    (files / "ly-do.toml").write_text(record, encoding="utf-8")
    named = run(files / "sai.txt", "--accepted", files / "ly-do.toml")
    assert named.exit_code == 0 and "Kể cả cây trồng dặm" in named.output
    (files / "sai.txt.chap-nhan.toml").write_text(record, encoding="utf-8")
    assert run(files / "sai.txt").exit_code == 0
    (files / "ly-do.toml").write_text("[[accepted]]", encoding="utf-8")
    assert run(files / "sai.txt", "--accepted", files / "ly-do.toml").exit_code == 2


def test_an_earlier_report_that_cannot_be_read(files: Path) -> None:
    result = run(files / "sai.txt", "--previous", files / "khong-co.docx")
    assert result.exit_code == 2 and "kỳ trước" in result.output
    assert run(files / "sai.txt", "--previous", files / "dung.md").exit_code == 1


def test_a_name_that_is_no_text(files: Path) -> None:
    name = os.fsdecode(bytes(files) + b"/t\xff.txt")
    Path(name).write_text(WRONG, encoding="utf-8")
    result = run(name)
    assert result.exit_code == 1 and "t?.txt" in result.output


def test_neither_django_nor_a_workspace_is_needed(files: Path) -> None:
    """In a process of its own: what was imported, in a folder without a workspace."""
    code = (
        "import sys\nfrom solieu.cli import cli\n"
        "try:\n    cli(['proofread', 'sai.txt', 'sai.docx'])\nexcept SystemExit as end:\n    status = end.code\n"
        "heavy = {'django', 'openpyxl', 'docx', 'pypdfium2', 'pdfplumber', 'typst', 'lark'} & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy), status, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=files, capture_output=True, text=True, check=False)
    assert "HEAVY [] 1" in done.stderr, done.stderr


def test_help_says_how_it_ends() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for words in ("--format", "--output", "--previous", "--accepted", "--hints", "--not-judged", "Mã kết thúc"):
        assert words in result.output
