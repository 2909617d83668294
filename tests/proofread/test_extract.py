"""``solieu extract``: what a programme gets of a report."""

import json
import subprocess
import sys
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from solieu.cli import cli

REPORT = (
    "Thu ngân sách trên 4,5 tỷ đồng, đạt 31,1% kế hoạch tại 20/20 xã theo Nghị quyết số 08/2019/NQ-HĐND ngày 10/12/2019; "
    "giá 12.000-35.000 đồng/kg, diện tích 3.500 m², chi 11.993.480.983 đồng, năng suất 12.5 tạ/ha."
)


def _extract(*files: Path | str) -> Result:
    return CliRunner().invoke(cli, ["extract", *map(str, files), "--format", "json"])


def _answers(result: Result) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = json.loads(result.stdout, parse_float=Decimal, parse_int=Decimal)
    return answers


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "bao_cao.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


def test_every_figure_has_its_place_value_and_unit(report: Path) -> None:
    (answer,) = _answers(_extract(report))
    assert all(REPORT[int(one["start"]) : int(one["end"])] == one["surface"] for one in answer["quantities"])
    said = [(one["surface"], one["kind"], one["value"], one["unit"]) for one in answer["quantities"]]
    assert said == [
        ("4,5 tỷ đồng", "money", 4_500_000_000, "đồng"),
        ("31,1%", "percent", Decimal("31.1"), "%"),
        ("20/20 xã", "ratio", 20, "xã"),
        ("08/2019/NQ-HĐND", "doc_number", "08/2019/NQ-HĐND", None),
        ("10/12/2019", "date", "2019-12-10", None),
        ("12.000-35.000 đồng/kg", "money", None, "đồng/kg"),
        ("3.500 m²", "measure", 3500, "m2"),
        ("11.993.480.983 đồng", "money", 11_993_480_983, "đồng"),
        ("12.5 tạ/ha", "measure", Decimal("12.5"), "tạ/ha"),
    ]


def test_hedge_precision_range_whole_and_doubt_are_said(report: Path) -> None:
    money, _, share, _, _, price, _, _, doubtful = _answers(_extract(report))[0]["quantities"]
    assert (money["approx"], money["low"], money["decimals"], money["multiplier"]) == ("over", 4_500_000_000, 1, 10**9)
    assert share["of"] == 20
    assert (price["low"], price["high"], price["approx"]) == (12000, 35000, False)
    assert doubtful["readings"] == [Decimal("12.5"), 125]


def test_citations_are_taken_apart(report: Path) -> None:
    (citation,) = _answers(_extract(report))[0]["citations"]
    assert {key: citation[key] for key in ("number", "year", "type_symbol", "issuer_symbol", "date")} == {
        "number": "08",
        "year": 2019,
        "type_symbol": "NQ",
        "issuer_symbol": "HĐND",
        "date": "2019-12-10",
    }


def test_places_count_in_the_composed_text(tmp_path: Path) -> None:
    file = tmp_path / "roi.txt"
    file.write_text(unicodedata.normalize("NFD", REPORT), encoding="utf-8")
    (answer,) = _answers(_extract(file))
    assert all(REPORT[int(one["start"]) : int(one["end"])] == one["surface"] for one in answer["quantities"])


def test_an_unreadable_file_is_named_and_the_others_are_answered(report: Path, tmp_path: Path) -> None:
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    result = _extract(tmp_path / "khong_co.txt", report, broken)
    assert result.exit_code == 2
    assert [answer["file"] for answer in _answers(result)] == [str(report)]
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == [str(tmp_path / "khong_co.txt"), str(broken)]


def test_output_goes_to_a_file(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "so_lieu.json"
    result = CliRunner().invoke(cli, ["extract", str(report), "--output", str(target)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(json.loads(target.read_text(encoding="utf-8"))) == 1


def test_no_database_is_loaded(report: Path) -> None:
    code = f"import sys; from solieu.cli import cli; cli(['extract', {str(report)!r}], standalone_mode=False); "
    code += "sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_markup_inside_a_figure_and_a_figure_torn_by_a_page_keep_their_places(tmp_path: Path) -> None:
    """The words of a place are those of the file, also where a note at the foot of a page tears a date in two."""
    text = (
        "San lấp 13m<sup>3</sup> đất, **46,5** ha; thực hiện danh mục văn bản<sup>1</sup>.\n\n"
        "<sup>1</sup> Lập danh mục hồ sơ đất đai của các xã năm\n\n"
        "### III. ĐÁNH GIÁ CHUNG\n\nKết quả chung đạt khá, các xã đều vào cuộc.\n\n---\n\n"
        "2024; công văn gửi các xã về báo cáo.\n"
    )
    file = tmp_path / "bao_cao.md"
    file.write_text(text, encoding="utf-8")
    (answer,) = _answers(_extract(file))
    surfaces = [one["surface"] for one in answer["quantities"]]
    assert all(text[int(one["start"]) : int(one["end"])] == one["surface"] for one in answer["quantities"])
    assert surfaces[0] == "13m<sup>3</sup>"
    assert "2024" in " ".join(surfaces)
    assert all(any(letter.isalnum() and not letter.isalpha() for letter in one) or one == "III" for one in surfaces)
