"""A workspace: one folder, one reporting tree, one database; everything that doors may ask of it."""

from __future__ import annotations

import json
import os
import secrets
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from solieu.actions import Actor, Context, RefusalError, activate_catalog, grant, sender_fault
from solieu.app.examining import examine
from solieu.catalog import Catalog, load_bundle, shipped
from solieu.catalog.model import ColumnKind, Form
from solieu.core import FactKey, Period, Reading
from solieu.derive import Evaluator
from solieu.facts import Snapshot
from solieu.intake.layout import Occasion, key_of, occasion, uses
from solieu.storage import database
from solieu.storage.settings import configure
from solieu.territory import Territory

if TYPE_CHECKING:
    from solieu.storage.store import DjangoStore

SETTINGS = "solieu.toml"
Clock = Callable[[], datetime]


class WorkspaceError(Exception):
    """A workspace that cannot be found, made or opened; the text says in Vietnamese what to do."""


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Definitions:
    """One version of the catalogue, linked and ready."""

    catalog: Catalog
    territory: Territory


_KEPT: dict[str, Definitions] = {}


@dataclass(slots=True)
class Workspace:
    """``clock`` is the only clock of everything that happens here."""

    folder: Path
    owner: str
    clock: Clock = utc_now

    # --- making and opening

    @staticmethod
    def create(
        folder: Path, catalog: str, owner: str = "quan_tri", *, clock: Clock = utc_now, database_url: str = ""
    ) -> Workspace:
        """A new workspace on a shipped catalogue or a folder of one: embedded SQLite, or the PostgreSQL of an address.

        The settings are written last: what was begun and not finished is no workspace. Raises WorkspaceError when
        there is one already, in the folder or in the database.
        """
        if (folder / SETTINGS).exists():
            raise WorkspaceError(f"{folder} đã là một không gian làm việc")
        definitions = checked_definitions(catalog_folder(catalog))
        folder.mkdir(parents=True, exist_ok=True)
        secret = secrets.token_hex(32)
        _connect(folder, database_url, secret)
        if database.is_used():
            raise WorkspaceError("cơ sở dữ liệu này đã chứa một không gian làm việc; chọn cơ sở dữ liệu khác")
        database.migrate()
        workspace = Workspace(folder, owner, clock)
        actor = Actor(owner, (("quan_tri", ""),))
        context = Context(workspace.store, actor, definitions.catalog, definitions.territory, clock())
        with workspace.store.transaction():
            grant(context, owner, "quan_tri", "")
            activate_catalog(context, definitions.catalog, shipped=True)
        kind = "postgresql" if database_url else "sqlite"
        values = {"owner": owner, "catalog": str(catalog_folder(catalog)) if Path(catalog).is_dir() else catalog,
                  "database": kind, "secret": secret}  # fmt: skip
        _write_settings(folder, values)
        return workspace

    @staticmethod
    def open(folder: Path, *, clock: Clock = utc_now, upgrading: bool = False) -> Workspace:
        """The workspace in a folder. Raises WorkspaceError when its tables are of another version of the software,
        unless they are about to be upgraded."""
        settings = _read_settings(folder)
        uses_postgresql = settings.get("database", "sqlite") == "postgresql"
        url = settings.get("database_url", "") or (os.environ.get("DATABASE_URL", "") if uses_postgresql else "")
        if uses_postgresql and not url:
            raise WorkspaceError(
                "không gian làm việc này dùng PostgreSQL: đặt DATABASE_URL=postgresql://... rồi chạy lại"
            )
        if not uses_postgresql and not (folder / database.FILE).is_file():
            raise WorkspaceError(
                f"{folder} thiếu tệp dữ liệu {database.FILE}; khôi phục từ bản sao lưu bằng “solieu restore”"
            )
        _connect(folder, url, settings["secret"])
        if not upgrading:
            _require_this_version()
        return Workspace(folder, settings["owner"], clock)

    @staticmethod
    def find(start: Path, *, clock: Clock = utc_now) -> Workspace:
        """The workspace in a folder or the nearest one above it."""
        for candidate in (start, *start.resolve().parents):
            if (candidate / SETTINGS).is_file():
                return Workspace.open(candidate, clock=clock)
        raise WorkspaceError(
            f"không thấy {SETTINGS} trong {start} hay thư mục phía trên; tạo bằng “solieu init”, hoặc chỉ bằng --workspace"
        )

    @property
    def is_outdated(self) -> bool:
        """Whether its tables are of an earlier version of the software."""
        return bool(database.missing_migrations())

    def upgrade(self) -> None:
        """Bring the tables to this version of the software."""
        database.migrate()

    def close(self) -> None:
        """Let go of the database; the next question opens it again."""
        database.close()

    @property
    def settings(self) -> Mapping[str, str]:
        return _read_settings(self.folder)

    # --- parts

    @property
    def store(self) -> DjangoStore:
        from solieu.storage.store import DjangoStore as Adapter  # its tables exist only once Django is set up

        return Adapter()

    def now(self) -> datetime:
        """What the clock says, and never before the last deed: a clock that was set back hides nothing."""
        last = self.store.last_moment()
        return max(self.clock(), last) if last else self.clock()

    def definitions(self, moment: datetime | None = None) -> Definitions:
        """The catalogue that held at a moment. Every version that was used is kept by its content hash."""
        version = self.store.catalog_version(moment)
        if not version:
            raise WorkspaceError("vào thời điểm này chưa có danh mục nào được dùng")
        return _loaded(version, self.store.catalog_files)

    def snapshot(self, moment: datetime | None = None) -> Snapshot:
        return self.store.snapshot(moment or self.now())

    def evaluator(self, moment: datetime | None = None) -> Evaluator:
        held = self.definitions(moment)
        return Evaluator(held.catalog, held.territory, self.snapshot(moment))

    def actor(self, user: str = "") -> Actor:
        """A user with the roles that were granted. Raises RefusalError for a name that nobody has."""
        name = user or self.owner
        roles = self.store.roles_of(name)
        if not roles:
            raise RefusalError(f"không có người dùng “{name}” trong không gian làm việc này")
        return Actor(name, roles)

    def context(self, user: str = "") -> Context:
        held = self.definitions()
        return Context(self.store, self.actor(user), held.catalog, held.territory, self.now())

    # --- forms

    def occasion(self, form: str, unit: str, period: Period, sender: str = "") -> Occasion:
        """One form for one area and period. The sender is the unit itself or the organisation of the form."""
        catalog = self.definitions().catalog
        known = catalog.forms.get(form)
        if known is None:
            raise RefusalError(f"không có biểu “{form}”; có: {', '.join(catalog.forms)}")
        held = self.definitions()
        _check_unit(held.territory, unit, period)
        who = sender or _sender(known, unit, catalog.root_unit)
        if fault := sender_fault(known, catalog, held.territory, unit, who, period):
            raise RefusalError(fault)
        return occasion(catalog, known, unit, who, period)

    def prefill(self, at: Occasion) -> Mapping[FactKey, Reading]:
        """What is known already of the cells that a form shows in grey."""
        evaluator = self.evaluator()
        keys = [
            key_of(row, column, at)
            for row in at.form.rows
            for column in at.form.columns
            if column.kind is ColumnKind.PREFILLED and uses(row, column)
        ]
        return {key: evaluator.trace(key).reading for key in keys}


def checked_definitions(folder: Path) -> Definitions:
    """A catalogue without any mistake; raises WorkspaceError that names the first of them."""
    examined = examine(folder)
    if not examined.found:
        return Definitions(examined.draft.catalog, examined.draft.territory)
    first = examined.found[0]
    said = f"danh mục có {len(examined.found)} lỗi; lỗi đầu: {first.where}: {first.message} {first.next_step}"
    raise WorkspaceError(f"{said.rstrip()} (xem đủ bằng “solieu catalog check {folder}”)")


def _loaded(version: str, files: Callable[[str], Mapping[str, bytes]]) -> Definitions:
    """Loading takes a while, and a version never changes: each is read once a process."""
    if version not in _KEPT:
        loaded = load_bundle(files(version))
        if loaded.catalog is None or loaded.territory is None:
            first = loaded.mistakes[0]
            raise WorkspaceError(f"danh mục {version[:12]} không còn đọc được: {first.where}: {first.message}")
        _KEPT[version] = Definitions(loaded.catalog, loaded.territory)
    return _KEPT[version]


def _connect(folder: Path, url: str, secret: str) -> None:
    try:
        configure(database.database_of(folder, url), secret)
    except ValueError as error:
        raise WorkspaceError(str(error)) from None


def _require_this_version() -> None:
    if database.unknown_migrations():
        raise WorkspaceError("dữ liệu thuộc phiên bản phần mềm mới hơn; đề nghị cập nhật phần mềm")
    if database.missing_migrations():
        raise WorkspaceError("dữ liệu thuộc phiên bản phần mềm cũ hơn; sao lưu rồi chạy “solieu upgrade”")


def _read_settings(folder: Path) -> dict[str, str]:
    """Raises WorkspaceError for a file that is missing, torn or lacks a word."""
    path = folder / SETTINGS
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WorkspaceError(f"không thấy {SETTINGS} trong {folder}; tạo bằng “solieu init”") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise WorkspaceError(f"{path} không đọc được; khôi phục từ bản sao lưu") from None
    missing = [name for name in ("owner", "catalog", "secret") if not isinstance(values.get(name), str)]
    if missing:
        raise WorkspaceError(f"{path} thiếu {', '.join(missing)}; khôi phục từ bản sao lưu")
    return {name: str(value) for name, value in values.items()}


def _write_settings(folder: Path, values: Mapping[str, str]) -> None:
    """Only its owner may read it: it holds the secret that signs sessions."""
    text = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())
    beside = folder / f".{SETTINGS}.part"
    beside.touch(mode=0o600)
    beside.write_text(text, encoding="utf-8")
    beside.replace(folder / SETTINGS)


def catalog_folder(name: str) -> Path:
    path = Path(name)
    if (path / "catalog.yaml").is_file():
        return path
    try:
        return shipped(name)
    except FileNotFoundError as error:
        raise WorkspaceError(str(error)) from None


def _sender(form: Form, unit: str, root: str) -> str:
    organisations = [sender.organisation for sender in form.senders if sender.organisation]
    return organisations[0] if unit == root and organisations else unit


def _check_unit(territory: Territory, unit: str, period: Period) -> None:
    if unit not in territory.units:
        raise RefusalError(f"không có đơn vị “{unit}”")
    if territory.at(unit, period.end) is None:
        raise RefusalError(f"đơn vị “{unit}” không có trong kỳ {period}")
