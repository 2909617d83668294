"""Small catalogues and snapshots, written as texts."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from solieu.catalog import Catalog, load_bundle
from solieu.core import Absence, FactKey, Quantity, Reading, Trace, Where, parse_fact_key
from solieu.derive import Evaluator
from solieu.facts import Revision, Snapshot
from solieu.territory import Territory
from solieu.vietnamese import Certain, read_number

START = datetime(2024, 4, 1, tzinfo=UTC)
ABSENCES = {"x": Absence.DOES_NOT_APPLY, "mật": Absence.WITHHELD, "…": Absence.NOT_YET_REPORTED}
UNITS = """
huyen:
  - {from: 1945-01-01, kind: huyen, name: Thử, parent: "", order: 1}
xa_a:
  - {from: 1945-01-01, kind: xa, name: A, parent: huyen, order: 1}
xa_b:
  - {from: 1945-01-01, until: 2025-07-01, kind: xa, name: B, parent: huyen, order: 2}
xa_c:
  - {from: 1945-01-01, until: 2025-07-01, kind: xa, name: C, parent: huyen, order: 3}
xa_bc:
  - {from: 2025-07-01, kind: xa, name: B, parent: huyen, order: 2}
xa_d:
  - {from: 2025-07-01, kind: xa, name: D, parent: huyen, order: 3}
"""
LINKS = """
- {unit: xa_bc, predecessor: xa_b, share: "1", "on": 2025-07-01, basis: Nghị quyết minh họa}
- {unit: xa_bc, predecessor: xa_c, share: "0.75", "on": 2025-07-01, basis: Nghị quyết minh họa}
- {unit: xa_d, predecessor: xa_c, share: "0.25", "on": 2025-07-01, basis: Nghị quyết minh họa}
"""


def definitions(*indicators: str) -> tuple[Catalog, Territory]:
    """One line an indicator: ``id | measure | over time | over units | formula``; a colon after the id names dimensions."""
    files = {
        "catalog.yaml": "name: thu\ntitle: Thử\nroot_unit: huyen\n",
        "units/don_vi.yaml": UNITS,
        "units/predecessors.yaml": LINKS,
        "target_levels/tinh.yaml": "title: kế hoạch tỉnh giao\n",
        "cut_offs/cuoi_thang_truoc.yaml": "title: hết tháng trước\nmonths_before_end: 1\n",
        "dimensions/nguon.yaml": "title: Nguồn\nmembers: {tinh: Tỉnh, huyen: Huyện}\n",
    }
    for line in indicators:
        name, measure, over_time, over_units, formula = (part.strip() for part in line.split("|"))
        name, _, split = name.partition(":")
        files[f"indicators/{name.replace('.', '/')}.yaml"] = (
            f"title: {name}\nmeasure: '{measure}'\nnature: flow\nover_time: {over_time}\nover_units: {over_units}\n"
            + ("cut_off: cuoi_thang_truoc\n" if not formula else f"formula: '{formula}'\n")
            + (f"dimensions: [{split.strip()}]\n" if split else "")
        )
    loaded = load_bundle({path: text.encode() for path, text in files.items()})
    assert [f"{one.where} {one.message}" for one in loaded.mistakes] == []
    assert loaded.catalog is not None
    assert loaded.territory is not None
    return loaded.catalog, loaded.territory


def reading_of(text: str, measure: str = "") -> Reading:
    if text in ABSENCES:
        return Reading.absent(ABSENCES[text])
    found = read_number(text)
    assert isinstance(found, Certain), text
    quantity = found.quantity
    return Reading.of(Quantity(quantity.value, quantity.unit or measure, quantity.decimals, quantity.hedge))


def revision(catalog: Catalog, key: str, text: str, number: int = 1) -> Revision:
    """The number-th value of a key, accepted so many days after the start from a cell of its own."""
    found = parse_fact_key(key)
    reading = reading_of(text, catalog.indicators[found.indicator].measure)
    origin = Where(file=f"{found.unit}.xlsx", sheet="B01", cell=f"D{number}", form="B01", row="01", field="TH")
    at = START + timedelta(days=number)
    return Revision(found, number, reading, f"b01.{found.unit}.{number}", origin, at, "can_bo")


def snapshot(catalog: Catalog, facts: Mapping[str, str], **more: object) -> Snapshot:
    """One accepted revision a key."""
    known = [revision(catalog, key, text) for key, text in facts.items()]
    return Snapshot(START + timedelta(days=99), {one.key: one for one in known}, **more)  # type: ignore[arg-type]


def evaluator(definition: tuple[Catalog, Territory], facts: Mapping[str, str], **more: object) -> Evaluator:
    catalog, territory = definition
    return Evaluator(catalog, territory, snapshot(catalog, facts, **more))


def asked(found: Evaluator, key: str) -> Trace:
    return found.trace(parse_fact_key(key))


def said(trace: Trace) -> str:
    """Value and unit, or why there is none."""
    quantity = trace.reading.quantity
    if quantity is None:
        assert trace.reading.absence is not None
        return trace.reading.absence.value
    return f"{quantity.value.normalize():f} {quantity.unit}".strip()


def key(text: str) -> FactKey:
    return parse_fact_key(text)
