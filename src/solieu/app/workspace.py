"""A workspace: one folder, one reporting tree, one database; everything that doors may ask of it."""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from solieu.actions import Actor, Context, RefusalError, activate_catalog
from solieu.app.examining import examine
from solieu.catalog import Catalog, load_bundle, shipped
from solieu.catalog.model import ColumnKind, Form
from solieu.core import FactKey, Period, Reading
from solieu.derive import Evaluator
from solieu.facts import Snapshot
from solieu.intake.layout import Occasion, key_of, occasion, uses
from solieu.storage.settings import configure, database_of, migrate
from solieu.territory import Territory

if TYPE_CHECKING:
    from solieu.storage.store import DjangoStore

SETTINGS = "solieu.toml"
Clock = Callable[[], datetime]


class WorkspaceError(Exception):
    """A workspace that cannot be found, made or opened; the text says in Vietnamese what to do."""


def now() -> datetime:
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
    clock: Clock = now

    # --- making and opening

    @staticmethod
    def create(folder: Path, catalog: str, owner: str = "quan_tri", *, clock: Clock = now) -> Workspace:
        """A new workspace on a shipped catalogue. Raises WorkspaceError when there is one already."""
        if (folder / SETTINGS).exists():
            raise WorkspaceError(f"{folder} đã là một không gian làm việc")
        definitions = checked_definitions(catalog_folder(catalog))
        folder.mkdir(parents=True, exist_ok=True)
        text = f'owner = "{owner}"\ncatalog = "{catalog}"\nsecret = "{secrets.token_hex(32)}"\n'
        (folder / SETTINGS).write_text(text, encoding="utf-8")
        (folder / SETTINGS).chmod(0o600)
        workspace = Workspace._connected(folder, owner, clock)
        migrate()
        workspace.store.grant(owner, "quan_tri", "")
        context = Context(workspace.store, workspace.actor(owner), definitions.catalog, definitions.territory, clock())
        activate_catalog(context, definitions.catalog)
        return workspace

    @staticmethod
    def open(folder: Path, *, clock: Clock = now) -> Workspace:
        """The workspace in a folder or the nearest one above it."""
        for candidate in (folder, *folder.resolve().parents):
            if (candidate / SETTINGS).is_file():
                settings = tomllib.loads((candidate / SETTINGS).read_text(encoding="utf-8"))
                workspace = Workspace._connected(candidate, settings["owner"], clock)
                migrate()
                return workspace
        raise WorkspaceError(
            f"không thấy {SETTINGS} trong {folder} hay thư mục phía trên; tạo bằng “solieu init”, hoặc chỉ bằng --workspace"
        )

    @staticmethod
    def _connected(folder: Path, owner: str, clock: Clock) -> Workspace:
        settings = tomllib.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        url = os.environ.get("DATABASE_URL", "") or settings.get("database_url", "")
        configure(database_of(folder, url), settings["secret"])
        return Workspace(folder, owner, clock)

    # --- parts

    @property
    def store(self) -> DjangoStore:
        from solieu.storage.store import DjangoStore as Adapter  # its tables exist only once Django is set up

        return Adapter()

    def definitions(self, moment: datetime | None = None) -> Definitions:
        """The catalogue that held at a moment. Every version that was used is kept by its content hash."""
        kept = self.store.catalog_at(moment or self.clock())
        if kept is None:
            raise WorkspaceError("vào thời điểm này chưa có danh mục nào được dùng")
        return _loaded(*kept)

    def snapshot(self, moment: datetime | None = None) -> Snapshot:
        return self.store.snapshot(moment or self.clock())

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
        return Context(self.store, self.actor(user), held.catalog, held.territory, self.clock())

    # --- forms

    def occasion(self, form: str, unit: str, period: Period, sender: str = "") -> Occasion:
        """One form for one area and period. The sender is the unit itself or the organisation of the form."""
        catalog = self.definitions().catalog
        known = catalog.forms.get(form)
        if known is None:
            raise RefusalError(f"không có biểu “{form}”; có: {', '.join(catalog.forms)}")
        at = occasion(catalog, known, unit, sender or _sender(known, unit, catalog.root_unit), period)
        _check_unit(self.definitions().territory, unit, period)
        return at

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


def _loaded(version: str, files: Mapping[str, bytes]) -> Definitions:
    """Loading takes a while, and a version never changes: each is read once a process."""
    if version not in _KEPT:
        loaded = load_bundle(files)
        if loaded.catalog is None or loaded.territory is None:
            first = loaded.mistakes[0]
            raise WorkspaceError(f"danh mục {version[:12]} không còn đọc được: {first.where}: {first.message}")
        _KEPT[version] = Definitions(loaded.catalog, loaded.territory)
    return _KEPT[version]


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
