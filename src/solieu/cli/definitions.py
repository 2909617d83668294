"""``solieu catalog`` and ``solieu rule``: definitions load, their examples hold, a rule explains itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.doors import in_workspace, refusals, say
from solieu.core import Finding

if TYPE_CHECKING:
    from solieu.app.workspace import Workspace


@click.group()
def catalog() -> None:
    """Danh mục: chỉ tiêu, biểu, sổ, quy tắc, cụm từ, mẫu báo cáo."""


@catalog.command("check")
@click.argument("path", default="chi_lang")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def catalog_check(path: str, format_: str) -> None:
    """Nạp danh mục và báo mọi lỗi với tệp:dòng:cột."""
    from solieu.app.workspace import catalog_folder
    from solieu.catalog import load_catalog
    from solieu.reports import check_reports

    with refusals():
        loaded = load_catalog(catalog_folder(path))
    found = list(loaded.mistakes)
    if loaded.catalog is not None and loaded.territory is not None:
        found += check_reports(loaded.catalog, loaded.territory)
    known = loaded.catalog
    said = "" if known is None else (
        f"Danh mục {known.name}: {len(known.indicators)} chỉ tiêu, {len(known.forms)} biểu, {len(known.registers)} sổ, "
        f"{len(known.rules)} quy tắc, {len(known.phrases)} cụm từ, {len(known.reports)} báo cáo; không có lỗi."
    )  # fmt: skip
    _answer(found, format_, said)


@catalog.command("test")
@click.argument("path", default="chi_lang")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def catalog_test(path: str, format_: str) -> None:
    """Chạy ví dụ của mọi công thức, quy tắc và cụm từ."""
    from solieu.app.workspace import catalog_folder, examples_of
    from solieu.catalog import load_catalog

    with refusals():
        loaded = load_catalog(catalog_folder(path))
    found = list(loaded.mistakes)
    if loaded.catalog is not None and loaded.territory is not None:
        found += examples_of(loaded.catalog, loaded.territory)
    _answer(found, format_, "Mọi ví dụ của danh mục đều đúng.")


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
@click.option("--catalog", "name", default="chi_lang", show_default=True)
def catalog_export(folder: str, name: str) -> None:
    """Chép một danh mục kèm sản phẩm ra thư mục để sửa."""
    from solieu.app.workspace import catalog_folder
    from solieu.catalog.loading import read_folder

    target = Path(folder)
    if target.exists() and any(target.iterdir()):
        raise click.ClickException(f"Thư mục {folder} không trống.")
    with refusals():
        files = read_folder(catalog_folder(name))
    for path, content in files.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
    say(f"Đã chép {len(files)} tệp danh mục {name} vào {folder}.")


@click.command()
@click.argument("code")
@click.option("--catalog", "name", default="chi_lang", show_default=True)
def rule(code: str, name: str) -> None:
    """Một quy tắc tìm gì, vì sao, với ví dụ."""
    from solieu.app.workspace import catalog_folder, checked_definitions
    from solieu.rules import rule_page

    with refusals():
        found = checked_definitions(catalog_folder(name)).catalog
    page = rule_page(found, code.upper())
    if page is None:
        raise click.ClickException(f"Không có quy tắc {code}; có: {', '.join(found.rules)}")
    say(page)


def _answer(found: list[Finding], format_: str, said: str) -> None:
    if format_ == "json":
        say(json.dumps([_as_json(finding) for finding in found], ensure_ascii=False, indent=1))
    else:
        for finding in found:
            say(f"{finding.where}: {finding.code} {finding.message} {finding.next_step}".rstrip())
        say(f"Danh mục có {len(found)} lỗi." if found else said)
    if found:
        raise SystemExit(1)


def _as_json(finding: Finding) -> dict[str, object]:
    where = finding.where
    return {"file": where.file, "line": where.line, "column": where.column, "code": finding.code, "name": finding.name,
            "severity": finding.consequence.severity, "message": finding.message, "next_step": finding.next_step}  # fmt: skip
