"""Two reports side by side, as Markdown cases and through the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from solieu.cli import cli
from solieu.documents.document import Document
from solieu.documents.reading import read_document
from solieu.proofread.comparing import Change, Difference, compare

CASES = Path(__file__).parent / "so-hai-bao-cao.md"


def _cases() -> list[tuple[str, str, str]]:
    rows = [
        line.strip("| ").split(" | ")
        for line in CASES.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]
    return [(before, after, said) for before, after, said in rows[1:]]


def _document(text: str) -> Document:
    read = read_document(text.replace(" ¶ ", "\n\n").encode(), "bao-cao.md")
    assert isinstance(read, Document)
    return read


def _said(difference: Difference) -> str:
    before, after = difference.before, difference.after
    match difference.change:
        case Change.VALUE:
            assert before and after
            return f"đổi {before.printed} → {after.printed}"
        case Change.APPEARED:
            assert after
            return f"mới {after.printed}"
        case Change.GONE:
            assert before
            return f"hết {before.printed}"
    return "ngày"


@pytest.mark.parametrize(("before", "after", "said"), _cases())
def test_what_is_said_of_two_texts(before: str, after: str, said: str) -> None:
    found = compare(_document(before), _document(after))
    wanted = [] if said == "-" else said.split("; ")
    assert sorted(map(_said, found.differences)) == sorted(wanted)


SENTENCES = st.lists(
    st.tuples(
        st.sampled_from(["Đàn lợn có", "Thu phí được", "Trồng mới", "Tiếp nhận", "Khám bệnh cho", "Xử phạt"]),
        st.integers(1, 99999),
        st.sampled_from(["con", "triệu đồng", "ha", "đơn", "lượt người", "vụ"]),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda one: one[0],
)


def _text(sentences: list[tuple[str, int, str]]) -> str:
    return "\n\n".join(f"{head} {number:,} {unit}.".replace(",", ".") for head, number, unit in sentences)


@given(SENTENCES, st.randoms(use_true_random=False))
def test_a_report_moved_about_is_the_same_report(sentences: list[tuple[str, int, str]], random) -> None:  # type: ignore[no-untyped-def]
    moved = random.sample(sentences, len(sentences))
    found = compare(_document(_text(sentences)), _document(_text(moved)))
    assert found.differences == ()
    assert found.same == len(sentences)


@given(SENTENCES, st.integers(0, 7), st.integers(1, 9))
def test_one_changed_figure_is_the_one_that_is_named(sentences: list[tuple[str, int, str]], at: int, more: int) -> None:
    at %= len(sentences)
    changed = [(h, n + more, u) if place == at else (h, n, u) for place, (h, n, u) in enumerate(sentences)]
    before, after = _document(_text(sentences)), _document(_text(changed))
    (difference,) = compare(before, after).differences
    assert difference.change is Change.VALUE
    assert difference.before and difference.after
    for document, place in ((before, difference.before), (after, difference.after)):
        assert document.text[place.start : place.end] == place.printed
        assert place.line == 2 * at + 1


def test_the_command_says_it_for_people_and_programmes(tmp_path: Path) -> None:
    old, new = tmp_path / "cu.md", tmp_path / "moi.md"
    old.write_text("Đàn lợn có 120 con.\n\nThu phí 5 triệu đồng.\n", encoding="utf-8")
    new.write_text("Đàn lợn có 125 con.\n\nThu phí 5 triệu đồng.\n", encoding="utf-8")
    text = CliRunner().invoke(cli, ["compare", str(old), str(new)])
    assert text.exit_code == 0
    assert text.stdout.splitlines()[0] == "1 số giữ nguyên; đổi số 1."
    assert "dòng 1 → dòng 1: đổi số “120 con” thành “125 con”" in text.stdout
    told = json.loads(CliRunner().invoke(cli, ["compare", str(old), str(new), "--format", "json"]).stdout)
    assert told["same"] == 1
    assert [(one["change"], one["before"]["printed"], one["after"]["printed"]) for one in told["differences"]] == [
        ("value", "120 con", "125 con")
    ]


def test_a_file_that_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    there = tmp_path / "a.md"
    there.write_text("Đàn lợn có 120 con.", encoding="utf-8")
    result = CliRunner().invoke(cli, ["compare", str(there), str(tmp_path / "khong.docx")])
    assert result.exit_code == 2
    assert "Không có tệp này" in result.output
