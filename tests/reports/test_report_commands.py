"""``compile``, ``narrate`` and ``decide`` as an officer meets them: what was done in a calm line, refusals in one."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from solieu.cli import cli


@pytest.fixture
def run(sample_folder: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def invoke(*arguments: str, workspace: Path = sample_folder) -> Result:
        return CliRunner().invoke(cli, ["--workspace", str(workspace), *arguments])

    return invoke


AS_OF = ("--as-of", "2024-03-20T09:30")


def test_compile_says_where_the_files_are_and_what_is_missing(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("compile", "bao_cao_quy", "--period", "2024-Q1", *AS_OF, "--output", str(tmp_path / "ra"))
    assert result.exit_code == 0
    *files, summary = result.stdout.splitlines()
    assert [Path(name).suffix for name in files] == [".docx", ".pdf", ".html", ".json"]
    assert all(Path(name).stat().st_size > 1000 for name in files)
    figures = len(json.loads(Path(files[-1]).read_text(encoding="utf-8")))
    assert re.fullmatch(
        rf"Báo cáo bao_cao_quy kỳ 2024-Q1: {figures} số liệu, \d+ chỗ thiếu, \d+ điều được nêu\.", summary
    )
    assert not list((tmp_path / "ra").glob(".*"))  # nothing half-written stays


def test_standard_output_holds_the_format_and_nothing_else(run) -> None:  # type: ignore[no-untyped-def]
    result = run("compile", "bao_cao_quy", "--period", "2024-Q1", *AS_OF, "--format", "json", "--output", "-")
    assert len(json.loads(result.stdout)) > 100
    pdf = run("compile", "bao_cao_quy", "--period", "2024-Q1", *AS_OF, "--format", "pdf", "--output", "-")
    assert pdf.stdout_bytes.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("bao_cao_nam", "--period", "2024-Q1"), 1, "bao_cao_quy"),
        (("bao_cao_quy", "--period", "2024-Q5"), 2, "2024-Q5"),
        (("bao_cao_quy", "--period", "2024-Q1", "--format", "doc"), 2, "docx, pdf, html"),
        (("bao_cao_quy", "--period", "2024-Q1", "--output", "-"), 2, "một định dạng"),
        (("bao_cao_quy", "--period", "2024-Q1", "--as-of", "hôm qua"), 2, "hôm qua"),
        (("bao_cao_quy", "--period", "2024-Q1", "--as-of", "2001-01-01"), 1, "chưa có danh mục"),
        (("bao_cao_quy",), 2, "--period"),
    ],
)
def test_what_cannot_be_compiled_is_said_in_one_line(run, tmp_path, arguments, status, said) -> None:  # type: ignore[no-untyped-def]
    result = run("compile", *arguments, *(() if "--output" in arguments else ("--output", str(tmp_path))))
    assert (result.exit_code, said in result.output) == (status, True), result.output
    assert "Traceback" not in result.output and not list(tmp_path.iterdir())


@pytest.fixture
def own(sample_folder: Path, tmp_path: Path) -> Path:
    """A copy that may be written to."""
    return Path(shutil.copytree(sample_folder, tmp_path / "rieng"))


def _narrate(run, own: Path, tmp_path: Path, content: bytes, section: str = "danh_gia_ngan_sach") -> Result:  # type: ignore[no-untyped-def]
    file = tmp_path / "viet.md"
    file.write_bytes(content)
    result: Result = run("narrate", section, str(file), "--period", "2024-Q1", workspace=own)
    return result


def test_prose_is_taken_and_its_typed_figures_are_named(run, own: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = _narrate(run, own, tmp_path, "Đã chi 25 khoản, theo {van_ban.x|trich} và {khong.co|so}.".encode())
    assert result.exit_code == 0, result.output
    assert "bản 2" in result.output
    for said in ("figure-without-source", "số “25” không gắn với số liệu nào", "khong.co"):
        assert said in result.output
    page = run("compile", "bao_cao_quy", "--period", "2024-Q1", "--format", "html", "--output", "-", workspace=own)
    assert "Đã chi 25 khoản, theo" in page.stdout and "[Không hiểu chỗ điền {khong.co|so}]" in page.stdout


@pytest.mark.parametrize(
    ("content", "section", "said"),
    [
        (b"\xff\xfe\x00", "danh_gia_ngan_sach", "UTF-8"),
        (b"  \n", "danh_gia_ngan_sach", "chưa có nội dung"),
        ("Tốt.".encode(), "khong_co", "danh_gia_ngan_sach"),
    ],
)
def test_prose_that_cannot_be_taken(run, own: Path, tmp_path: Path, content: bytes, section: str, said: str) -> None:  # type: ignore[no-untyped-def]
    result = _narrate(run, own, tmp_path, content, section)
    assert result.exit_code == 1 and said in result.output and "Traceback" not in result.output


def test_the_earlier_report_comes_out_again_after_the_prose_changed(run, own: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    again = ("compile", "bao_cao_quy", "--period", "2024-Q1", *AS_OF, "--format", "docx", "--output", "-")
    before = run(*again, workspace=own).stdout_bytes
    assert _narrate(run, own, tmp_path, "Viết lại.".encode()).exit_code == 0
    assert run(*again, workspace=own).stdout_bytes == before
    now = ("compile", "bao_cao_quy", "--period", "2024-Q1", "--format", "docx", "--output", "-")
    assert run(*now, workspace=own).stdout_bytes != before
