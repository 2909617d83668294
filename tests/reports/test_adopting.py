"""A stranger's report becomes a template: its figures bound to facts, its prose kept."""

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from solieu.app.publishing import Compiled
from solieu.app.workspace import Workspace
from solieu.cli import cli
from solieu.core import parse_period
from solieu.documents.docx import write_docx
from solieu.documents.reading import read_file
from solieu.reports import figures_json
from solieu.reports.adopting import Binder, candidates, outline_of
from solieu.reports.setting import Setting
from solieu.vietnamese import find_mentions, normalise

CASES = Path(__file__).parent / "cases" / "gan-so-lieu.md"
PERIOD = parse_period("2024-Q1")
LETTER = """# BÁO CÁO

Tình hình quý I năm 2024

## I. KẾT QUẢ QUÝ I NĂM 2024

### 1. Thu, chi ngân sách

Thu ngân sách nhà nước trên địa bàn đến hết ngày 29/02/2024 được 15.477 triệu đồng;
ước quý I/2024 được 19.594 triệu đồng, bằng 152,6% so với cùng kỳ.

Trong quý, lãnh đạo huyện tiếp 17 đoàn khách và đi thực tế cơ sở nhiều lần.

### 2. Chăn nuôi

Đàn trâu 8.226 con, đàn bò 4.463 con.

Trên đây là báo cáo./.
"""


def _cases() -> list[tuple[str, str, str]]:
    rows = [
        line.strip("| ").split(" | ")
        for line in CASES.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]
    return [(heading, sentence, wanted.strip()) for heading, sentence, wanted in rows[1:]]


@pytest.fixture(scope="module")
def binder(sample_folder: Path, monkeypatch_session: pytest.MonkeyPatch) -> Binder:
    workspace = Workspace.open(sample_folder)
    setting = Setting(workspace.evaluator(), "bao_cao_quy", PERIOD, workspace.definitions().catalog.root_unit)
    return Binder(setting, candidates(setting))


@pytest.mark.parametrize(("heading", "sentence", "wanted"), _cases(), ids=lambda text: text[:60])
def test_a_figure_is_bound_to_its_fact_or_left_open(binder: Binder, heading: str, sentence: str, wanted: str) -> None:
    at = sentence.index("**")
    text = sentence.replace("**", "")
    found = [
        one for one in binder.bind(text, find_mentions(text), heading) if one.mention.start <= at < one.mention.end
    ]
    assert len(found) == 1
    chosen, comparison = found[0].chosen, found[0].comparison
    said = "?" if chosen is None else chosen.reference
    if comparison is not None:
        said += f"~{comparison.kind}" + (f":{comparison.level}" if comparison.level else "")
    assert said == wanted


@pytest.fixture(scope="module")
def run(sample_folder: Path, monkeypatch_session: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    folder = Path(shutil.copytree(sample_folder, tmp_path_factory.mktemp("nhan") / "demo"))

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["--workspace", str(folder), *arguments])

    return invoke


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cu") / "bao-cao.md"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def answer(run, letter: Path) -> dict[str, Any]:  # type: ignore[no-untyped-def]
    result = run("adopt", str(letter), "--period", "2024-Q1", "--as", "bao_cao_cu", "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_every_figure_says_what_became_of_it(answer: dict[str, Any]) -> None:
    became = [(one["line"], one["printed"], one["indicator"], one["series"], one["slot"]) for one in answer["figures"]]
    thu = "ngan_sach.thu_tren_dia_ban"
    assert became == [
        (9, "15.477 triệu đồng", thu, "actual@2024-02-29", True),
        (10, "19.594 triệu đồng", thu, "estimate", True),
        (10, "152,6%", thu, "estimate", True),
        (12, "17 đoàn", None, None, False),
        (16, "8.226 con", "chan_nuoi.tong_dan", "estimate", True),
        (16, "4.463 con", "chan_nuoi.tong_dan", "estimate", True),
    ]


def test_the_adopted_report_prints_what_was_adopted(run, answer: dict[str, Any], letter: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert (
        run("compile", "bao_cao_cu", "--period", "2024-Q1", "--format", "docx", "--output", str(tmp_path)).exit_code
        == 0
    )
    printed = _passages(tmp_path / "bao_cao_cu.2024-Q1.docx")
    assert [text for text in _passages(letter)[2:-1] if text not in printed] == []


def test_the_next_period_has_gaps_and_no_word_of_the_last(run, answer: dict[str, Any], tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert (
        run("compile", "bao_cao_cu", "--period", "2024-Q2", "--format", "docx", "--output", str(tmp_path)).exit_code
        == 0
    )
    text = "\n".join(_passages(tmp_path / "bao_cao_cu.2024-Q2.docx"))
    assert "QUÝ II NĂM 2024" in text
    assert not re.search(r"[Qq]uý I(?:/| năm)|QUÝ I |29/02|15\.477|8\.226|17 đoàn", text)
    assert "Trong quý, lãnh đạo huyện tiếp" in text  # the place of the prose says what stood there


@pytest.mark.parametrize(
    ("file", "name", "status", "said"),
    [
        ("LETTER", "bao_cao_quy", 1, "đã có báo cáo “bao_cao_quy”"),
        ("LETTER", "Báo cáo", 1, "không làm tên báo cáo được"),
        ("khong-co.docx", "bao_cao_khac", 2, "Không có tệp này"),
        ("MAT", "bao_cao_mat", 1, "đóng dấu"),
        ("TRONG", "bao_cao_trong", 2, "Tệp trống"),
    ],
)
def test_refusals_are_one_line_and_leave_nothing(
    run, letter: Path, tmp_path: Path, file: str, name: str, status: int, said: str
) -> None:  # type: ignore[no-untyped-def]
    mat, empty = tmp_path / "mat.txt", tmp_path / "trong.txt"
    mat.write_text("MẬT\n\nỦY BAN NHÂN DÂN\n\nI. KẾT QUẢ\n\nThu ngân sách được 15.477 triệu đồng.\n", encoding="utf-8")
    empty.write_text("\n\n", encoding="utf-8")
    named = {"LETTER": letter, "MAT": mat, "TRONG": empty}.get(file, tmp_path / file)
    before = run("catalog", "list").output, run("journal", "list", "--format", "json").output
    result = run("adopt", str(named), "--period", "2024-Q1", "--as", name)
    assert result.exit_code == status
    assert said in result.output
    assert "Traceback" not in result.output
    assert (run("catalog", "list").output, run("journal", "list", "--format", "json").output) == before


def test_adopting_our_own_report_binds_nearly_all_and_nothing_wrongly(
    binder: Binder, done: Compiled, tmp_path: Path
) -> None:
    """As a stranger's: of the Word file only the words are taken. Every figure's fact is known, so each binding can be
    held against it."""
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(write_docx(done.paper, moment=done.report.moment))
    known: Counter[tuple[str, str, str, str]] = Counter()
    for figure in json.loads(figures_json(done.report, done.snapshot)):
        known[_number(figure["printed"]), figure["indicator"], figure["series"], _cut(figure["cut"])] += 1
    right = whole = 0
    wrong = []
    for taken in outline_of(read_file(str(path)), binder).figures:  # type: ignore[arg-type]
        binding, whole = taken.binding, whole + 1
        if binding.chosen is not None:
            key, surface = binding.chosen.key, binding.mention.surface
            number = surface.split("/")[binding.part] if binding.mention.of is not None else surface
            meaning = (_number(number), key.indicator, str(key.series), _cut(dict(key.cut)))
            right += meaning in known
            wrong += [(surface, *meaning[1:])] if meaning not in known else []
    assert wrong == []
    assert right * 10 >= whole * 8


def _cut(cut: dict[str, str]) -> str:
    return ";".join(f"{name}={member}" for name, member in sorted(cut.items()))


def _number(printed: str) -> str:
    found = re.search(r"\d[\d.,]*\d|\d", printed)
    return found[0].lstrip("0") if found else ""


def _passages(path: Path) -> list[str]:
    document = read_file(str(path))
    return [" ".join(normalise(passage.text).split()) for passage in document.passages]  # type: ignore[union-attr]


def test_a_departments_word_text_becomes_the_prose_of_its_section(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Bound where it agrees with what was accepted, told where it does not, summed up, and kept as it came."""
    text = tmp_path / "phong-tai-chinh.txt"
    text.write_text(
        "Thu ngân sách trên địa bàn ước thực hiện quý I/2024 đạt 19.594 triệu đồng, bằng 152,6% so với cùng kỳ.\n\n"
        "Tổng chi ngân sách nhà nước trên địa bàn ước thực hiện quý I/2024 đạt 185.020 triệu đồng.\n\n"
        "Phòng đã giải quyết 20 hồ sơ, gồm 12 hồ sơ cấp mới và 9 hồ sơ gia hạn.\n",
        encoding="utf-8",
    )
    result = run("narrate", "danh_gia_ngan_sach", str(text), "--period", "2024-Q1")
    assert result.exit_code == 0, result.output
    assert "Số liệu: gắn được 2/6." in result.output
    assert "văn bản ghi “185.020 triệu đồng” nhưng số đã tiếp nhận là 185.002 triệu đồng" in result.output
    assert "DOC201" in result.output  # 12 + 9 is not 20
    assert "figure-without-source" in result.output
    kept = tmp_path / "goc.txt"
    assert run("narrate", "danh_gia_ngan_sach", "--period", "2024-Q1", "--original", str(kept)).exit_code == 0
    assert kept.read_bytes() == text.read_bytes()
    assert (
        run("compile", "bao_cao_quy", "--period", "2024-Q1", "--format", "json", "--output", str(tmp_path)).exit_code
        == 0
    )
    figures = json.loads((tmp_path / "bao_cao_quy.2024-Q1.json").read_text(encoding="utf-8"))
    assert sum(one["printed"] == "19.594 triệu đồng" for one in figures if one["section"] == "ngan_sach") >= 2


def test_prose_without_an_original_says_so(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("narrate", "chong_buon_lau", "--period", "2024-Q1", "--original", str(tmp_path / "goc"))
    assert result.exit_code == 1
    assert "không có văn bản gốc kèm theo" in result.output
    assert not (tmp_path / "goc").exists()
