"""The command line is a public contract: help in Vietnamese, exit statuses, standard output, and never a traceback."""

from __future__ import annotations

import multiprocessing
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command_line import Answer, CommandLine, every_command
from solieu.cli.wording import COUNTED, WORDS
from workplace import COMMUNE, DISTRICT

COMMANDS = every_command()
NOBODY = 65534
ENGLISH = re.compile(
    r"\b(Usage|Options|Commands|Arguments|Show|message|exit|default|required|Error|Missing|Invalid|TEXT|INTEGER|PATH|ARGS|FILE|"
    r"Choose|Try|help for|the|and|of|for)\b"
)  # fmt: skip
VIETNAMESE = re.compile(r"[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_is_in_vietnamese(path: tuple[str, ...]) -> None:
    answer = CommandLine()(*path, "--help")
    assert answer.status == 0 and answer.err == ""
    assert answer.out.startswith("Cách dùng: solieu")
    words = re.sub(r"“[^”]*”|--[\w-]+|solieu [\w -]+|\bdocx, pdf, html\b", "", answer.out)
    assert not ENGLISH.findall(words), "words that an officer does not read"
    described = [line for line in answer.out.splitlines()[1:] if line.strip()]
    assert VIETNAMESE.search(described[0])
    lines = re.findall(r"^  (-[\w, -]+)( [^\s]+)?(  .*)?$", answer.out, re.MULTILINE)
    for line in lines:
        assert line[2].strip() or "\n" in answer.out.partition(line[0])[2][:60], f"{line[0]} says nothing"


def test_what_click_says_itself_is_translated() -> None:
    """A new version of click may ask for other words: then this table falls behind, and here it shows."""
    import inspect

    import click.core
    import click.exceptions
    import click.parser
    import click.types

    sources = "".join(inspect.getsource(module) for module in (click.core, click.exceptions, click.parser, click.types))
    known = re.sub(r'"\s+"', "", sources)
    for text in (*WORDS, *COUNTED):
        if text in ("Usage:", "required", "File", "Directory", "Path") or "version" in text or "Show" in text:
            continue
        shown = text.replace("\n", "\\n").replace("\t", "\\t")
        if "two entered" not in text and "Repeat" not in text and "invalid input" not in text:
            assert shown in known, f"click no longer says {text!r}"


# words → status, words of the answer
BAD = [
    ("", 2, "Cách dùng"),
    ("khong_co_lenh", 2, "Không có lệnh"),
    ("check", 2, "Thiếu tham số"),
    ("check khong.co.1", 1, "Không có lần gửi “khong.co.1”"),
    ("check b05_ns_q --format xml", 2, "không thuộc"),
    ("accept khong.co.1 khong.co.2", 1, "khong.co.2: không có lần gửi"),
    ("confirm khong.co.1", 1, "không có lần gửi"),
    ("return khong.co.1 vì", 1, "Không có lần gửi"),
    ("explain khong.co.1 1 vì", 1, "Không có lần gửi"),
    ("explain khong.co.1 mot vì", 2, "không phải số"),
    (f"form blank khong_co --unit {DISTRICT} --period 2024-Q1", 1, "Không có biểu “khong_co”; có: b01_ktxh_q"),
    ("form blank b05_ns_q --unit khong_co --period 2024-Q1", 1, "Không có đơn vị “khong_co”"),
    (f"form blank b05_ns_q --unit {DISTRICT} --period 2024-Q9", 2, "không phải kỳ báo cáo"),
    (f"form blank b05_ns_q --unit {DISTRICT} --period 2024-M01", 1, "thu theo quý"),
    (f"form blank b05_ns_q --unit {COMMUNE} --period 2024-Q1", 1, "không thu của"),
    (f"form blank b05_ns_q --unit {DISTRICT} --period 2030-Q1", 1, "không có trong kỳ"),
    (f"form blank b05_ns_q --unit {DISTRICT} --period 2024-Q1 --output /proc/khong/duoc.xlsx", 1, "/proc"),
    (f"form fill b05_ns_q --unit {DISTRICT} --period 2024-Q1 --values /khong/co.csv", 2, "không có"),
    (f"form fill b05_ns_q --unit {DISTRICT} --period 2024-Q1 --values GARBAGE", 1, "không phải tệp CSV"),
    ("submit /khong/co.xlsx", 2, "không có"),
    ("submit GARBAGE", 2, "không nhận"),
    ("submit FOLDER", 2, "là thư mục"),
    ("submit GARBAGE GARBAGE --key 1", 2, "--key"),
    ("register show khong_co x", 1, "Không có sổ “khong_co”; có: "),
    ("register show cau khong_co", 1, "không có mục “khong_co”"),
    ("register list cau --on mai", 2, "không phải ngày"),
    ("register list cau --state khong_co", 1, "không có trạng thái “khong_co”; có: khoi_cong"),
    ("register record cau x khoi_cong ten", 2, "TRƯỜNG=GIÁ_TRỊ"),
    ("register record cau x nhay ten=a", 1, "không có việc “nhay”; có: khoi_cong"),
    ("register import cau GARBAGE", 1, "Tệp không phải bảng tính"),
    ("register import cau EMPTY", 1, "Không thấy bảng"),
    ("register count cau --period 2024-Q1 --unit khong_co", 1, "Không có đơn vị"),
    ("register count van_ban --period 2024-Q1", 1, "không có chỉ tiêu nào để đếm"),
    ("register export khong_co", 1, "Không có sổ"),
    ("list submissions --period x", 2, "không phải kỳ báo cáo"),
    ("new-period 2024-H1", 1, "không có biểu nào"),
    ("period close 2024-Q1 thua", 2, "Thừa tham số"),
    ("period reopen 2024-Q1 vì", 1, "đang mở"),
    ("compile khong_co --period 2024-Q1 --output -  --format json", 1, "Không có báo cáo “khong_co”"),
    ("compile bao_cao_quy --period 2024-Q1 --format odt", 2, "không có định dạng “odt”"),
    ("compile bao_cao_quy --period 2024-Q1 --output -", 2, "chỉ dùng với một định dạng"),
    ("compile bao_cao_quy --period 2024-Q1 --as-of hôm-qua", 2, "không phải thời điểm"),
    ("trace a/b --period 2024-Q1", 1, "Không hiểu “a/b”"),
    ("decide x stated vì", 1, "Không hiểu khóa số liệu"),
    ("decide x con_chim vì", 2, "không thuộc"),
    ("narrate khong_co TEXT --period 2024-Q1", 1, "không có phần viết “khong_co”"),
    ("narrate danh_gia_ngan_sach GARBAGE --period 2024-Q1", 1, "không phải văn bản"),
    ("--as chu_tich report sign content bao_cao_quy --period 2024-Q1", 1, "chưa có dự thảo"),
    ("report sign nua bao_cao_quy --period 2024-Q1", 2, "không thuộc"),
    ("--as chu_tich report issue bao_cao_quy --period 2024-Q1 --number 1", 1, "chưa có dự thảo"),
    ("report draft khong_co --period 2024-Q1", 1, "Không có báo cáo"),
    ("report copy bao_cao_quy --period 2024-Q1", 1, "chưa được phát hành"),
    ("user grant ai vua", 1, "Không có vai trò “vua”"),
    ("user grant ai xem --unit khong_co", 1, "Không có đơn vị"),
    ("user revoke ai xem", 1, "không có vai trò"),
    ("user password khong_co --password ngan", 1, "ít nhất 10 ký tự"),
    ("user password khong_co --password du-dai-de-dung", 1, "Không có người dùng"),
    ("journal show --last 0", 2, "ngoài khoảng"),
    ("journal verify --anchor x", 1, "Mốc nhật ký viết dạng"),
    ("restore GARBAGE NEW", 1, "không đọc được: tệp hỏng"),
    ("restore /khong/co.zip NEW", 2, "không có"),
    ("backup --output /proc/khong/duoc.zip", 1, "/proc"),
    ("serve --port 0", 2, "ngoài khoảng"),
    ("init FOLDER --catalog khong_co", 1, "Không có danh mục"),
    ("init GARBAGE/ws", 1, "không phải thư mục"),
    ("catalog use /khong/co", 1, ""),
    ("demo GARBAGE --no-serve", 1, "không phải thư mục"),
]


@pytest.mark.parametrize(("words", "status", "said"), BAD, ids=[words or "nothing" for words, *_ in BAD])
def test_bad_input_is_answered_in_one_calm_line(
    office_folder: Path, tmp_path: Path, words: str, status: int, said: str
) -> None:
    names = {"GARBAGE": "garbage.xlsx", "EMPTY": "empty.csv", "TEXT": "text.md", "NEW": "new", "FOLDER": "folder"}
    made = {word: tmp_path / name for word, name in names.items()}
    made["GARBAGE"].write_bytes(bytes(range(256)) * 40)
    made["EMPTY"].write_bytes(b"")
    made["TEXT"].write_text("Phần viết.", encoding="utf-8")
    made["FOLDER"].mkdir()
    given_words = [_placed(word, made) for word in words.split()]
    answer = CommandLine(office_folder)(*given_words)
    assert (answer.status, said in answer.said) == (status, True), answer.said
    assert "Traceback" not in answer.said
    lines = [line for line in answer.said.splitlines() if line.startswith("Lỗi: ")]
    assert len(lines) <= 1


def _placed(word: str, made: dict[str, Path]) -> str:
    head, stroke, tail = word.partition("/")
    return f"{made[head]}{stroke}{tail}" if head in made else word


def _placed(word: str, made: dict[str, Path]) -> str:
    head, stroke, tail = word.partition("/")
    return f"{made[head]}{stroke}{tail}" if head in made else word


@pytest.mark.parametrize("path", [path for path in COMMANDS if path not in ((), ("demo",))], ids=" ".join)
def test_a_command_alone_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: tuple[str, ...]) -> None:
    """No arguments and no workspace."""
    monkeypatch.chdir(tmp_path)
    answer = CommandLine(tmp_path / "khong_co")(*path)
    assert answer.status in (0, 1, 2) and "Traceback" not in answer.said


def test_a_workspace_is_found_from_the_folder_where_one_stands(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = office_folder / "bieu/quy_1"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert "b05_ns_q" in CommandLine().done("list", "forms").out
    monkeypatch.chdir("/")
    answer = CommandLine()("list", "forms")
    assert answer.status == 1 and "solieu init" in answer.said
    named = CommandLine(inner)("list", "forms")
    assert named.status == 1, "a folder that is named is meant"


def test_a_user_that_nobody_knows(office_folder: Path) -> None:
    for words in (
        ("list", "forms"),
        ("check", "x"),
        ("compile", "bao_cao_quy", "--period", "2024-Q1"),
        ("journal", "show"),
    ):
        answer = CommandLine(office_folder, "nguoi_la")(*words)
        assert answer.status == 1 and "không có người dùng “nguoi_la”" in answer.said.lower()


@pytest.mark.parametrize(
    "words",
    [("journal", "show"), ("user", "list"), ("compile", "bao_cao_quy", "--period", "2024-Q1", "--format", "json", "--output", "-"),
     ("trace", f"ngan_sach.thu_tren_dia_ban/{DISTRICT}/2024-Q1/estimate", "--period", "2024-Q1"), ("new-period", "2024-Q2"),
     ("form", "blank", "b05_ns_q", "--unit", DISTRICT, "--period", "2024-Q1"), ("backup", "--output", "-"), ("journal", "verify"),
     ("user", "grant", "ai", "xem"), ("period", "close", "2024-Q1"), ("report", "draft", "bao_cao_quy", "--period", "2024-Q1"),
     ("upgrade",)],
    ids=" ".join,
)  # fmt: skip
def test_a_commune_is_refused_what_is_not_its_own(office_folder: Path, words: tuple[str, ...]) -> None:
    answer = CommandLine(office_folder, COMMUNE)(*words)
    assert answer.status == 1 and re.search("không có quyền|[Cc]hỉ", answer.said), answer.said


def test_what_goes_to_standard_output_is_only_that(sample_copy: Path) -> None:
    line = CommandLine(sample_copy)
    docx = line.done("compile", "bao_cao_quy", "--period", "2024-Q1", "--format", "docx", "--output", "-")
    assert docx.content.startswith(b"PK") and docx.err == ""
    blank = line.done("form", "blank", "b05_ns_q", "--unit", DISTRICT, "--period", "2024-Q2", "--output", "-")
    assert blank.content.startswith(b"PK")
    table = line.done("register", "export", "cau", "--output", "-")
    assert table.out.startswith("muc;ngay_viec;viec;")
    copy = line.done("backup", "--output", "-")
    assert copy.content.startswith(b"PK")


def without_privileges(work: Callable[[], Answer]) -> Answer:
    """In a process of a user to whom not every folder is open: tests often run as root."""
    if os.geteuid() != 0:
        return work()
    "".encode("cp437")  # zipfile asks for it later, when the library may no longer be read
    here, there = multiprocessing.Pipe()

    def run() -> None:
        os.seteuid(NOBODY)
        there.send(work())

    child = multiprocessing.get_context("fork").Process(target=run)
    child.start()
    child.join(30)
    assert child.exitcode == 0, "a traceback instead of an answer"
    return here.recv()  # type: ignore[no-any-return]


LOCKED = [
    "init LOCKED/ws", "new-period 2024-Q2 --output LOCKED", "backup --output LOCKED/b.zip", "demo LOCKED/demo --no-serve",
    "register export cau --output LOCKED/cau.csv", "restore BACKUP LOCKED/ws",
]  # fmt: skip


@pytest.mark.parametrize("words", LOCKED)
def test_a_folder_that_is_only_for_reading(office_folder: Path, tmp_path: Path, words: str) -> None:
    locked, backup = tmp_path / "khoa", tmp_path / "b.zip"
    CommandLine(office_folder).done("backup", "--output", backup)
    backup.chmod(0o644)
    locked.mkdir(mode=0o555)
    _open_to_all(tmp_path)
    _open_to_all(office_folder)
    named = words.replace("LOCKED", str(locked)).replace("BACKUP", str(backup)).split()
    answer = without_privileges(lambda: CommandLine(office_folder)(*named))
    assert answer.status == 1 and "không có quyền" in answer.said and len(answer.err.splitlines()) == 1, answer.said
    assert list(locked.iterdir()) == []


def test_a_workspace_that_is_only_for_reading(office_folder: Path, tmp_path: Path) -> None:
    _open_to_all(tmp_path)
    for path in (*office_folder.iterdir(), office_folder):
        path.chmod(0o444 if path.is_file() else 0o555)
    answer = without_privileges(lambda: CommandLine(office_folder)("period", "close", "2024-Q1"))
    assert answer.status == 1 and len(answer.err.splitlines()) == 1, answer.said


def _open_to_all(folder: Path) -> None:
    """Folders above a temporary one are closed to others."""
    for above in (folder, *folder.parents):
        if above.owner() == "root" and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o055)
    for inside in folder.iterdir():
        if inside.is_file():
            inside.chmod(0o666)


def test_a_port_that_is_taken_is_said_before_anything_is_promised(office_folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = CommandLine(office_folder)("serve", "--port", taken.getsockname()[1])
    assert answer.status == 1 and "Không mở được cổng" in answer.said and "Trang đang mở" not in answer.said


def test_words_that_are_no_text(office_folder: Path) -> None:
    code = "from solieu.cli import main; main()"
    words = [b"--workspace", os.fsencode(office_folder), b"check", b"\xff\xfe"]
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True)
    assert done.returncode == 2 and done.stderr.decode().startswith("Lỗi: ")


strange = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\n\r"), max_size=12)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from([("check",), ("accept",), ("register", "show", "cau"), ("register", "list"), ("trace",), ("rule",),
                             ("list", "submissions", "--period"), ("journal", "verify", "--anchor"), ("report", "list"),
                             ("form", "blank", "b05_ns_q", "--period", "2024-Q1", "--output", "-", "--unit"),
                             ("user", "revoke", "ai"), ("report", "draft", "--period", "2024-Q1")]), word=strange)  # fmt: skip
def test_any_word_is_answered(office_folder: Path, path: tuple[str, ...], word: str) -> None:
    answer = CommandLine(office_folder)(*path, "--", word)
    assert answer.status in (0, 1, 2) and "Traceback" not in answer.said
