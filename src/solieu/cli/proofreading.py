"""``solieu proofread``: any report, without a workspace, a database or Django."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from solieu.documents.document import Document
    from solieu.proofread.answers import Answer
    from solieu.proofread.answers.accepted import Acceptance

FORMATS = ("text", "json", "html", "docx")


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--output", default="", help="Tệp nhận kết quả (docx: tệp hoặc thư mục); - là đầu ra chuẩn.")
@click.option("--previous", type=click.Path(), default=None, help="Báo cáo kỳ trước, để thấy phần chỉ đổi ngày tháng.")
@click.option("--accepted", type=click.Path(), default=None,
              help="Tệp TOML ghi các điều đã chấp nhận kèm lý do (mặc định: TỆP.chap-nhan.toml nếu có).")  # fmt: skip
@click.option("--hints", is_flag=True, help="Hiện cả gợi ý (làm tròn, cắt số lẻ).")
@click.option("--not-judged", is_flag=True, help="Liệt kê các chỗ chưa đủ căn cứ để xét.")
def proofread(
    files: Sequence[str],
    format_: str,
    output: str,
    previous: str | None,
    accepted: str | None,
    hints: bool,
    not_judged: bool,
) -> None:
    """Đọc soát báo cáo (.docx, .pdf, .md, .txt): tìm mọi số liệu, tính lại những gì câu chữ nói về chúng.

    Mã kết thúc: 0 không có điều cần giải trình; 1 có; 2 có tệp hoặc phần tệp không đọc được.
    """
    from solieu.proofread.answers import exit_status

    earlier = _earlier(previous)
    records = _records(accepted)
    contents: dict[str, bytes] = {}
    answers = [_answer(file, earlier, records, contents) for file in files]
    if format_ == "docx":
        answers = _comment(answers, contents, output, hints=hints)
    else:
        _print(answers, format_, output, hints=hints, not_judged=not_judged)
    sys.exit(exit_status(answers))


def _earlier(previous: str | None) -> Document | None:
    """The report of the period before; without it there is nothing to do."""
    from solieu.documents.reading import read_file
    from solieu.documents.unread import Unread

    if previous is None:
        return None
    found = read_file(previous)
    if isinstance(found, Unread):
        _stop(f"Không đọc được báo cáo kỳ trước {found.file}: {found.reason}")
    return found


def _records(accepted: str | None) -> tuple[Acceptance, ...] | None:
    """The records of a named file; None: look beside each report."""
    return None if accepted is None else _accepted(Path(accepted))


def _accepted(path: Path) -> tuple[Acceptance, ...]:
    from solieu.proofread.answers.accepted import AcceptedFileError, read_accepted

    try:
        return read_accepted(path)
    except AcceptedFileError as error:
        _stop(str(error))


def _answer(
    file: str, earlier: Document | None, records: tuple[Acceptance, ...] | None, contents: dict[str, bytes]
) -> Answer:
    from solieu.documents.reading import file_content, read_document
    from solieu.documents.unread import Unread
    from solieu.proofread.answers import refused

    name = _shown(file)
    content = file_content(file)
    if isinstance(content, Unread):
        return refused(Unread(name, content.reason))
    contents[name] = content
    found = read_document(content, name)
    return refused(found) if isinstance(found, Unread) else _proofread(found, file, earlier, records)


def _proofread(
    document: Document, file: str, earlier: Document | None, records: tuple[Acceptance, ...] | None
) -> Answer:
    from solieu.proofread.answers import refused, settled
    from solieu.proofread.answers.accepted import beside
    from solieu.proofread.answers.answer import secrecy_refusal
    from solieu.proofread.proofreading import proofread as read_figures

    if document.stamp:
        return refused(secrecy_refusal(document))
    if records is None:
        path = beside(file)
        records = _accepted(path) if path.is_file() else ()
    return settled(read_figures(document, previous=earlier), records)


def _print(answers: Sequence[Answer], format_: str, output: str, *, hints: bool, not_judged: bool) -> None:
    from solieu.cli.doors import write

    if format_ == "json":
        from solieu.proofread.answers.as_json import to_json

        written = to_json(answers, not_judged=not_judged)
    elif format_ == "html":
        from solieu.proofread.answers.as_html import to_page

        written = to_page(answers, hints=hints)
    else:
        from solieu.proofread.answers.as_text import to_text

        written = to_text(answers, hints=hints, not_judged=not_judged)
    write(written.encode(), output or "-")
    if output not in ("", "-"):
        _say_sums(answers, output)


def _say_sums(answers: Sequence[Answer], output: str) -> None:
    from solieu.cli.doors import say
    from solieu.proofread.answers.as_text import summary

    for answer in answers:
        say(summary(answer) if answer.reading else f"{answer.file}: không đọc được. {'; '.join(answer.unread)}.")
    say(output)


def _comment(answers: Sequence[Answer], contents: dict[str, bytes], output: str, *, hints: bool) -> list[Answer]:
    """Writes each Word file again with comments; a file of another kind is refused with what to do instead."""
    from dataclasses import replace

    done = []
    for answer in answers:
        reason = _commented(answer, contents.get(answer.file, b""), output, len(answers), hints=hints)
        done.append(replace(answer, unread=(*answer.unread, reason)) if reason else answer)
    for answer in done:
        for reason in answer.unread:
            click.echo(f"{answer.file}: {reason}.", err=True)
    return done


def _commented(answer: Answer, content: bytes, output: str, count: int, *, hints: bool) -> str:
    """What kept the file from being written, "" for nothing."""
    from solieu.cli.doors import say, write
    from solieu.documents.unread import UnreadableError
    from solieu.proofread.answers.as_docx import to_docx
    from solieu.proofread.answers.as_text import summary

    if answer.document is None:
        return ""
    if answer.document.kind != "docx":
        return "Chỉ ghi được nhận xét vào tệp .docx. Đề nghị dùng --format html cho tệp này"
    target = _target(answer.file, output, count)
    if target != "-" and Path(target).exists() and Path(answer.file).exists() and Path(target).samefile(answer.file):
        return "Tệp kết quả trùng với tệp gốc. Đề nghị chọn tên khác bằng --output"
    try:
        write(to_docx(answer, content, hints=hints), target)
    except UnreadableError as error:
        return str(error)
    if target != "-":
        say(f"{summary(answer)}\n{target}")
    return ""


def _target(file: str, output: str, count: int) -> str:
    """Beside the report when nothing is said; several reports need a folder."""
    own = f"{Path(file).stem}.nhan-xet.docx"
    if not output:
        return str(Path(file).with_name(own))
    if output != "-" and (count > 1 or Path(output).is_dir()):
        return str(Path(output) / own)
    return output


def _shown(file: str) -> str:
    """A file name as it can be printed; names that are no Unicode show a sign for what cannot be."""
    return file.encode("utf-8", "replace").decode()


def _stop(reason: str) -> NoReturn:
    click.echo(reason, err=True)
    sys.exit(2)
