"""``solieu catalog`` and ``solieu rule``: definitions load, their examples hold, a rule explains itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import in_workspace, refusals, say
from solieu.core import Finding

if TYPE_CHECKING:
    from solieu.app.examining import Examined
    from solieu.app.workspace import Workspace
    from solieu.catalog import Catalog

FORMAT = click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
DEFAULT = "chi_lang"


@click.group()
def catalog() -> None:
    """Danh mục: chỉ tiêu, biểu, sổ, quy tắc, cụm từ, mẫu báo cáo."""


@catalog.command("list")
def catalog_list() -> None:
    """Các danh mục kèm sản phẩm, và danh mục nền mà mỗi danh mục dựa trên."""
    from solieu.catalog import load_catalog, shipped, shipped_names

    for name in shipped_names():
        loaded = load_catalog(shipped(name))
        base = f" (dựa trên {', '.join(folder.name for folder in loaded.folders[1:])})" if loaded.folders[1:] else ""
        known = loaded.draft.catalog
        say(f"{name}  {known.title}{base}: {_contents(known)}; phiên bản {known.version[:12]}")


@catalog.command("check")
@click.argument("path", default=DEFAULT)
@FORMAT
def catalog_check(path: str, format_: str) -> None:
    """Nạp danh mục và báo mọi lỗi với tệp:dòng:cột."""
    examined = _examined(path)
    known = examined.draft.catalog
    _answer(examined, format_, f"Danh mục {known.name}: {_contents(known)}; không có lỗi.")


@catalog.command("test")
@click.argument("path", default=DEFAULT)
@FORMAT
def catalog_test(path: str, format_: str) -> None:
    """Chạy ví dụ của mọi công thức, quy tắc và cụm từ."""
    examined = _examined(path)
    _answer(examined, format_, f"Đã chạy {examined.examples} ví dụ của danh mục, tất cả đều đúng.")


@catalog.command("use")
@click.argument("path", type=click.Path())
@in_workspace
def catalog_use(workspace: Workspace, user: str, path: str) -> None:
    """Dùng một phiên bản danh mục từ nay; các phiên bản trước được giữ."""
    from solieu.actions import activate_catalog
    from solieu.app.workspace import catalog_folder, checked_definitions

    found = checked_definitions(catalog_folder(path))
    activate_catalog(workspace.context(user), found.catalog)
    say(f"Từ nay dùng danh mục {found.catalog.name} phiên bản {found.catalog.version[:12]}.")


@catalog.command("export")
@click.argument("folder", type=click.Path())
@click.option("--catalog", "name", default=DEFAULT, show_default=True)
def catalog_export(folder: str, name: str) -> None:
    """Chép một danh mục kèm sản phẩm ra thư mục để sửa."""
    from solieu.app.workspace import catalog_folder
    from solieu.catalog import read_folder

    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise click.ClickException(f"{folder} đã có và không phải thư mục trống.")
    with refusals():
        files = read_folder(catalog_folder(name))
    for path, content in files.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
    say(f"Đã chép {len(files)} tệp danh mục {name} vào {folder}.")


@click.command()
@click.argument("code", default="")
@click.option("--catalog", "name", default=DEFAULT, show_default=True)
def rule(code: str, name: str) -> None:
    """Một quy tắc tìm gì, vì sao, với ví dụ. Không ghi mã: danh sách các quy tắc của danh mục và của đọc soát."""
    from solieu.app.workspace import catalog_folder, checked_definitions
    from solieu.catalog.mistakes import nearest
    from solieu.intake import DOUBTS, doubt_page
    from solieu.proofread.rules.page import proofread_rule_list, proofread_rule_page
    from solieu.rules import rule_list, rule_page

    if proofreading := proofread_rule_page(code.upper()):
        say(proofreading)
        return
    with refusals():
        found = checked_definitions(catalog_folder(name)).catalog
    if not code:
        say(f"{rule_list(found)}\n{proofread_rule_list()}")
        return
    page = rule_page(found, code.upper()) or doubt_page(code.upper())
    if page is None:
        near = nearest(code.upper(), [*found.rules, *DOUBTS])
        step = f" Có phải là {near}?" if near else ""
        raise click.ClickException(f"Danh mục {found.name} không có quy tắc {code}.{step} Xem đủ bằng “solieu rule”.")
    say(page)


def _examined(path: str) -> Examined:
    from solieu.app.examining import examine
    from solieu.app.workspace import catalog_folder

    with refusals():
        folder = catalog_folder(path)
    try:
        return examine(folder)
    except OSError as error:
        click.echo(f"Lỗi: không đọc được {error.filename or folder}: {error.strerror}.", err=True)
        raise SystemExit(2) from None


def _contents(known: Catalog) -> str:
    return (
        f"{len(known.indicators)} chỉ tiêu, {len(known.forms)} biểu, {len(known.registers)} sổ, "
        f"{len(known.rules)} quy tắc, {len(known.phrases)} cụm từ, {len(known.reports)} báo cáo"
    )


def _answer(examined: Examined, format_: str, said: str) -> None:
    found = examined.found
    if format_ == "json":
        listed = [_as_json(finding, examined) for finding in found]
        say(json.dumps(listed, ensure_ascii=False, indent=1))
    else:
        for finding in found:
            say(_shown(finding, examined))
        files = len({finding.where.file for finding in found})
        say(f"Danh mục có {len(found)} lỗi trong {files} tệp." if found else said)
    if found:
        raise SystemExit(1)


def _shown(finding: Finding, examined: Examined) -> str:
    """file:line:column, what is wrong, the line with a mark under the place, the next step."""
    where, path = finding.where, examined.file_of(finding.where)
    head = f"{path}:{where.line}:{where.column}" if where.line is not None else str(path)
    lines = [f"{head}: {finding.code} {finding.message}", *_excerpt(finding, path)]
    return "\n".join([*lines, f"      → {finding.next_step}"] if finding.next_step else lines)


def _excerpt(finding: Finding, path: Path) -> list[str]:
    where = finding.where
    try:
        written = path.read_text(encoding="utf-8").split("\n")[(where.line or 1) - 1]
    except (OSError, UnicodeDecodeError, IndexError):
        return []
    if not written.strip():
        return []
    before = written[: (where.column or 1) - 1]
    mark = "".join("\t" if letter == "\t" else " " for letter in before) + "^"
    return [f" {where.line:>4} | {written}", f"      | {mark}"]


def _as_json(finding: Finding, examined: Examined) -> dict[str, object]:
    where = finding.where
    return {"file": str(examined.file_of(where)), "line": where.line, "column": where.column, "code": finding.code,
            "name": finding.name, "severity": finding.consequence.severity, "message": finding.message,
            "next_step": finding.next_step}  # fmt: skip
