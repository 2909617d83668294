"""Definition files that are damaged in any way are mistakes with a place, never a failure of ours."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solieu.app.examining import examine_loaded
from solieu.catalog import load_bundle, read_folder, shipped
from solieu.catalog.mistakes import Mistakes
from solieu.catalog.yaml_text import compose

SOUND = read_folder(Path(__file__).parent / "sound")
SHIPPED = read_folder(shipped("chi_lang"))
NEWLINE = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")  # as YAML counts lines
SIGNS = st.sampled_from(
    [b":", b"- ", b"{", b"}", b"[", b"]", b'"', b"'", b"|", b">", b"&a ", b"*a", b"!x ", b"%", b"#", b"\t", b"\n", b"? ",
     b"\xff", b"\x00", b"\xe1\xba", b"null", b"0", b"-1", b"1e9", b"~", b"@", b"=", b";", b"(", b")", b"::: ", b"[^a]",
     b"{a|so}", b"<<: ", b"---\n", "đ".encode()]
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, bundle: dict[str, bytes]) -> dict[str, bytes]:
    """The bundle with up to three files cut short, overwritten, with a line lost, doubled or moved, or gone."""
    found = dict(bundle)
    for path in draw(st.lists(st.sampled_from(sorted(bundle)), min_size=1, max_size=3, unique=True)):
        content = found[path]
        at = draw(st.integers(0, len(content)))
        match draw(st.sampled_from(["cut", "write", "lines", "gone", "other"])):
            case "cut":
                found[path] = content[:at]
            case "write":
                written = draw(st.lists(SIGNS, max_size=3).map(b"".join))
                found[path] = content[:at] + written + content[at + draw(st.integers(0, 4)) :]
            case "lines":
                lines = content.splitlines(keepends=True)
                line = draw(st.integers(0, max(len(lines) - 1, 0)))
                put = draw(st.integers(0, len(lines)))
                moved = lines[line : line + 1] * draw(st.integers(0, 2))
                found[path] = b"".join([*lines[:line], *lines[line + 1 :]][:put] + moved + lines[put:])
            case "gone":
                del found[path]
            case "other":
                found[path] = bundle[draw(st.sampled_from(sorted(bundle)))]
    return found


def examined(bundle: dict[str, bytes]) -> None:
    loaded = load_bundle(bundle)
    found = examine_loaded(loaded).found
    assert (loaded.catalog is None) == bool(loaded.mistakes)
    for finding in found:
        assert finding.message
        assert finding.where.line is not None, finding
        assert finding.where.column is not None, finding
        lines = NEWLINE.split(bundle.get(finding.where.file, b"").decode("utf-8", "replace"))
        assert 1 <= finding.where.line <= len(lines), finding


@given(damaged(SOUND))
@settings(deadline=None, max_examples=80)
def test_a_damaged_catalogue_never_fails(bundle: dict[str, bytes]) -> None:
    examined(bundle)


@given(damaged(SHIPPED))
@settings(deadline=None, max_examples=10)
def test_the_damaged_shipped_catalogue_never_fails(bundle: dict[str, bytes]) -> None:
    examined(bundle)


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=20)
def test_any_bytes_in_place_of_a_definition_are_a_mistake(content: bytes) -> None:
    for path in ("catalog.yaml", "indicators/thu/tong.yaml", "units/don_vi.yaml", "reports/bao_cao/thu.md"):
        examined({**SOUND, path: content})


def test_an_empty_bundle_is_a_mistake() -> None:
    loaded = load_bundle({})
    assert [str(mistake.where) for mistake in loaded.mistakes] == ["catalog.yaml:1:1"]


YAML_SLIPS = [
    ("a: b: c", "1:5", "dấu “:” đứng không đúng chỗ; chữ có dấu “: ” đặt trong ngoặc kép"),
    ("a:\n\t- b", "2:1", "không dùng phím Tab để thụt dòng"),
    ("đất: [1, 2", "1:6", "thiếu dấu “,” giữa các mục hoặc dấu “]” kết thúc"),
    ("a: {x: 1", "1:4", "thiếu dấu “,” giữa các khóa hoặc dấu “}” kết thúc"),
    ('a: "x', "1:4", "thiếu dấu ngoặc kép kết thúc"),
    ("a: *x", "1:4", "dấu “*” ở đầu phải đặt trong ngoặc kép"),
    ("a: %", "1:4", "chữ bắt đầu bằng “%” đặt trong ngoặc kép"),
    ("a: |\n  x\n y: 2", "3:2", "thụt dòng không đều, hoặc thiếu tên khóa"),
    ("a: 1\n---\nb: 2", "2:1", "một tệp chỉ chứa một định nghĩa, không dùng dòng “---” ở giữa"),
    ('a: "\\q"', "1:5", "dấu “\\” trong ngoặc kép phải viết “\\\\”"),
    ("đường: đất\x00", "1:11", "có ký tự điều khiển"),
    ("[" * 5000, "1:1001", "lồng quá nhiều dấu ngoặc"),
]


@pytest.mark.parametrize(("text", "place", "words"), YAML_SLIPS, ids=[words[:24] for _, _, words in YAML_SLIPS])
def test_a_slip_of_yaml_is_said_in_the_words_of_the_author(text: str, place: str, words: str) -> None:
    mistakes = Mistakes()
    assert compose(text, "tep.yaml", mistakes) is None
    assert [(str(one.where), one.message) for one in mistakes.found] == [
        (f"tep.yaml:{place}", f"không đọc được tệp: {words}")
    ]
