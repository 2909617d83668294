"""A small working office for tests: the catalogue of the sample, a few users, no figures; on a clock that obeys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from solieu import actions
from solieu.actions import Context
from solieu.app.workspace import Workspace
from solieu.core import FactKey, Finding, Quantity, Reading, Where, parse_period
from solieu.facts import Provenance, StagedFact, Status, Submission, SubmissionState
from solieu.intake import layout
from solieu.vietnamese import VIETNAM, Certain, read_number

DISTRICT, COMMUNE, NEIGHBOUR = "huyen_chi_lang", "xa_bang_mac", "xa_gia_loc"
Cells = Mapping[tuple[str, str], str | None]  # (row, column) → as typed; None: the cell was left empty


@dataclass(slots=True)
class TestClock:
    """Each question moves it on by a second, so that deeds have an order that can be read."""

    moment: datetime = datetime(2024, 3, 5, 8, tzinfo=VIETNAM)
    __test__ = False

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


def people(workspace: Workspace) -> None:
    for user in (COMMUNE, NEIGHBOUR, "phong_tckh", "phong_nnptnt", "phong_ktht", "van_phong"):
        actions.grant(workspace.context(), user, "nguoi_lap_bieu", user)
    for role in ("tong_hop", "lanh_dao_van_phong", "chu_tich", "xem"):
        actions.grant(workspace.context(), role, role, "")


@dataclass(slots=True)
class Workplace:
    workspace: Workspace
    clock: TestClock = field(default_factory=TestClock)

    @property
    def store(self) -> object:
        return self.workspace.store

    def by(self, user: str = "") -> Context:
        return self.workspace.context(user)

    def key(self, form: str, unit: str, row: str, column: str, period: str = "2024-Q1", sender: str = "") -> FactKey:
        at = self.workspace.occasion(form, unit, parse_period(period), sender)
        return layout.key_of(_named(at.form.rows, "code", row), _named(at.form.columns, "id", column), at)

    def draft(self, form: str, unit: str, cells: Cells, *, period: str = "2024-Q1", sender: str = "", key: str = "",
              behalf: str = "", doubts: tuple[Finding, ...] = (), note: str = "",
              mark: Provenance = Provenance.REPORTED) -> Submission:  # fmt: skip
        """What the reader makes of a sheet with these cells."""
        at = self.workspace.occasion(form, unit, parse_period(period), sender)
        staged = []
        for (row, column), text in cells.items():
            if text is None:
                continue
            fact = self.key(form, unit, row, column, period, sender)
            measure = self.workspace.definitions().catalog.indicators[fact.indicator].measure
            where = Where(sheet="Biểu", cell=f"{column}{row}", form=at.form.code, row=row, field=column, key=str(fact))
            staged.append(StagedFact(fact, reading(text, measure), where, Status.PRELIMINARY, mark, note))
        return Submission(
            id="", form=form, form_version=at.form.version, unit=unit, period=at.period, sender=at.sender, actor="",
            sent_at=datetime.min.replace(tzinfo=UTC), state=SubmissionState.DRAFT, sender_key=key,
            filename=f"{form}.{unit}.xlsx", on_behalf_of=behalf, staged=tuple(staged), doubts=doubts,
        )  # fmt: skip

    def send(self, form: str, unit: str, cells: Cells, *, user: str = "", **said: object) -> Submission:
        draft = self.draft(form, unit, cells, **said)  # type: ignore[arg-type]
        return actions.submit(self.by(user or draft.sender), draft, content_of(cells))

    def accept(self, submission: Submission) -> tuple[object, ...]:
        return actions.accept(self.by("tong_hop"), submission.id)

    def accepted(self, form: str, unit: str, cells: Cells, **said: object) -> Submission:
        sent = self.send(form, unit, cells, **said)  # type: ignore[arg-type]
        self.accept(sent)
        found = self.workspace.store.submission(sent.id)
        assert found is not None
        return found

    def held(self, key: FactKey) -> str:
        """The value that holds under a key, as typed; "" when there is no fact, "!..." for a reason of absence."""
        fact = self.workspace.snapshot().facts.get(key)
        if fact is None:
            return ""
        quantity = fact.reading.quantity
        return f"{quantity.value}" if quantity else f"!{fact.reading.absence}"


def reading(text: str, measure: str) -> Reading:
    found = read_number(text)
    assert isinstance(found, Certain), text
    return Reading.of(Quantity(found.quantity.value, measure, found.quantity.decimals))


def content_of(cells: Cells) -> bytes:
    return repr(sorted(cells.items())).encode()


def _named(found: tuple, attribute: str, value: str):  # type: ignore[no-untyped-def,type-arg]
    return next(one for one in found if getattr(one, attribute) == value)


def budget(income: str = "9.000", spending: str = "80.000", *, estimate: str = "12.000") -> Cells:
    """The cells of B05 for the district; nothing in them asks for an explanation."""
    return {("01", "th"): income, ("01", "uoc"): estimate, ("02", "th"): spending, ("02", "uoc"): "120.000"}


def open_workplace(folder: Path, *, database_url: str = "") -> Workplace:
    """Made anew, with its users."""
    clock = TestClock()
    workspace = Workspace.create(folder, "chi_lang", clock=clock, database_url=database_url)
    people(workspace)
    return Workplace(workspace, clock)


def contents() -> dict[str, list[tuple[object, ...]]]:
    """Everything that the tables of the product hold, users included."""
    from django.apps import apps

    tables = [*apps.get_app_config("storage").get_models(), apps.get_model("auth", "User")]
    return {table.__name__: sorted(map(_plain, table.objects.values_list()), key=repr) for table in tables}


def _plain(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
