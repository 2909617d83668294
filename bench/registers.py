"""A register of a million documents on SQLite and, where a server answers, on PostgreSQL: list, search without marks,
count by state at a past date, each against the plain SQL that one would write without what is kept beside the entries.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import connection

from bench.timing import Row, side_by_side
from solieu.app.workspace import Workspace
from solieu.registers import Asked, register_word

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from databases import no_server, postgresql_database

DOCUMENTS = int(os.environ.get("SOLIEU_BENCH_DOCUMENTS", 1_000_000))
REGISTER, PAST = "van_ban", date(2021, 6, 30)
KINDS = ("quyet dinh", "ke hoach", "cong van", "thong bao", "bao cao", "to trinh", "giay moi")
SUBJECTS = (
    "phe duyet ket qua lua chon nha thau", "giao chi tieu bien che", "cap giay chung nhan quyen su dung dat",
    "trien khai thang thanh nien", "phong chay chua chay rung", "thu tien su dung dat", "ho tro nha o", "tuyen quan",
    "kiem tra ky luat ky cuong", "giai quyet don kien nghi", "xay dung nong thon moi", "tiem phong dai gia suc",
    "cham soc cay na", "to chuc le hoi", "ra soat ho ngheo", "nghiem thu cong trinh", "sap xep truong lop",
    "quyet toan ngan sach", "thi dua khen thuong", "cap nhat du lieu dan cu", "thanh tra trach nhiem",
)  # fmt: skip
UNITS = ("xa_bang_mac", "xa_gia_loc", "xa_chi_lang", "huyen_chi_lang")
RARE, COMMON, SCATTERED = "thông tư liên tịch", "kế hoạch", "chăm na 4711"


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _measured("SQLite", Workspace.create(Path(folder) / "ws", "chi_lang"))
    if no_server():
        print(f"PostgreSQL: {no_server()}", file=sys.stderr)
        return
    with postgresql_database() as url, tempfile.TemporaryDirectory() as folder:
        yield from _measured("PostgreSQL", Workspace.create(Path(folder) / "ws", "chi_lang", database_url=url))


def _measured(name: str, workspace: Workspace) -> Iterator[Row]:
    _fill()
    store = workspace.store
    of = f"{name}, {DOCUMENTS:,} documents: "
    newest = f"SELECT id FROM storage_entryrow WHERE register = '{REGISTER}' ORDER BY id DESC LIMIT 50"
    yield side_by_side(
        f"{of}first page", lambda: store.find_entries(Asked(REGISTER)), "SELECT ... LIMIT 50", _sql(newest)
    )
    yield side_by_side(
        f"{of}page in a state on a past day",
        lambda: store.find_entries(Asked(REGISTER, state="hieu_luc", day=PAST)),
        "scan of the states",
        _sql(_held(f"state = 'hieu_luc' AND {_on(PAST)} ORDER BY entry_id DESC LIMIT 50", "entry_id")),
    )
    yield side_by_side(
        f"{of}page of a past day",
        lambda: store.find_entries(Asked(REGISTER, day=PAST)),
        "scan of the states",
        _sql(_held(f"{_on(PAST)} ORDER BY entry_id DESC LIMIT 50", "entry_id")),
    )
    for what, asked in (("rare words", RARE), ("words of every seventh", COMMON), ("words in any order", SCATTERED)):
        yield side_by_side(
            f"{of}search, {what}",
            lambda asked=asked: store.find_entries(Asked(REGISTER, words=asked)),  # type: ignore[misc]
            "LIKE '%...%'",
            _sql("SELECT entry_id FROM storage_foundentryrow WHERE words LIKE '%khong thay%' LIMIT 50"),
            runs=3,
        )
    counted = _held(f"{_on(PAST)} GROUP BY state", "state, count(*)")
    yield side_by_side(
        f"{of}count by state, past day",
        lambda: store.tally(REGISTER, PAST),
        "GROUP BY over the states",
        _sql(counted),
        runs=3,
    )
    yield side_by_side(
        f"{of}the same, of one commune", lambda: store.tally(REGISTER, PAST, {UNITS[0]}), "GROUP BY over the states",
        _sql(counted.replace("WHERE", f"WHERE unit = '{UNITS[0]}' AND")), runs=3,
    )  # fmt: skip
    workspace.close()


def _sql(statement: str):  # type: ignore[no-untyped-def]
    def work() -> object:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()

    return work


def _held(rest: str, columns: str) -> str:
    return f"SELECT {columns} FROM storage_statespanrow WHERE register = '{REGISTER}' AND {rest}"


def _on(day: date) -> str:
    return f"first <= '{day}' AND until > '{day}' AND known_until > '9999-01-01'"


# --- rows in bulk: what recording a million documents one by one would leave behind


def _fill() -> None:
    is_postgres = connection.vendor == "postgresql"
    numbers = f"generate_series(1, {DOCUMENTS}) AS t(n)" if is_postgres else f"({_recursive()}) t"
    if is_postgres:
        day = f"(date '2015-01-01' + CAST(n::bigint * 3650 / {DOCUMENTS} AS integer))"
        later = "(first + 400 + CAST(entry_id % 300 AS integer))"
        forever, known = "date '9999-12-31'", "timestamptz '9999-12-31 00:00:00+00'"
        start = "timestamptz '2015-01-01 00:00:00+00'"
    else:
        day = f"date('2015-01-01', '+' || (n * 3650 / {DOCUMENTS}) || ' days')"
        later = "date(first, '+' || (400 + entry_id % 300) || ' days')"
        forever, known, start = "'9999-12-31'", "'9999-12-31 00:00:00'", "'2015-01-01 00:00:00'"
    unit = _chosen("n", UNITS)
    statements = [
        "INSERT INTO storage_entryrow (id, register, name, unit, provenance) "
        f"SELECT n, '{REGISTER}', 'd' || n, {unit}, 'illustrative' FROM {numbers}",
        "INSERT INTO storage_entryeventrow (entry_id, name, happened_on, recorded_at, actor, fields, document) "
        f"SELECT n, 'vao_so', {day}, {start}, 'van_phong', "
        f"""'{{"loai": "Quyết định", "so_ky_hieu": "' || n || '/QĐ-UBND", "co_quan": "UBND huyện"}}', '' FROM {numbers}""",
        "INSERT INTO storage_statespanrow (entry_id, register, unit, state, first, until, known_from, known_until) "
        f"SELECT n, '{REGISTER}', {unit}, 'hieu_luc', {day}, {forever}, {start}, {known} FROM {numbers}",
        "INSERT INTO storage_statespanrow (entry_id, register, unit, state, first, until, known_from, known_until) "
        f"SELECT entry_id, register, unit, 'het_hieu_luc', {later}, until, known_from, known_until "
        "FROM storage_statespanrow WHERE entry_id % 2 = 0",
        f"UPDATE storage_statespanrow SET until = {later} WHERE entry_id % 2 = 0 AND state = 'hieu_luc'",
        "INSERT INTO storage_statetallyrow (register, unit, state, day, change) "
        "SELECT register, unit, state, day, sum(change) FROM ("
        "SELECT register, unit, state, first AS day, 1 AS change FROM storage_statespanrow UNION ALL "
        f"SELECT register, unit, state, until, -1 FROM storage_statespanrow WHERE until < {forever}"
        ") x GROUP BY register, unit, state, day",
        "INSERT INTO storage_foundentryrow (entry_id, register, unit, state, opened, words) "
        f"SELECT n, '{REGISTER}', {unit}, CASE WHEN n % 2 = 0 THEN 'het_hieu_luc' ELSE 'hieu_luc' END, {day}, "
        f"'{register_word(REGISTER)} ' || {_chosen('n', KINDS)} || ' so ' || n || ' ve viec ' || {_chosen('n', SUBJECTS)} "
        f"|| CASE WHEN n % 50000 = 7 THEN ' thong tu lien tich' ELSE '' END FROM {numbers}",
    ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE" if is_postgres else "ANALYZE")


def _chosen(number: str, words: tuple[str, ...]) -> str:
    cases = " ".join(f"WHEN {at} THEN '{word}'" for at, word in enumerate(words))
    return f"CASE CAST({number} AS integer) % {len(words)} {cases} END"


def _recursive() -> str:
    return f"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {DOCUMENTS}) SELECT n FROM c"
