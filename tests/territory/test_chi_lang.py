"""The 20 units that Chi Lăng had and the 6 that it has (Resolution 1672/NQ-UBTVQH15, Decision 19/2025/QĐ-TTg)."""

import re
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from solieu.catalog import load_catalog, shipped
from solieu.territory import Territory

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
ROOT = "huyen_chi_lang"

# new unit | code | made from, with the codes of before
MERGERS = """
| xã Chi Lăng | 06463 | thị trấn Đồng Mỏ (06463), thị trấn Chi Lăng (06466), xã Chi Lăng (06523) |
| xã Bằng Mạc | 06475 | xã Gia Lộc (06475), xã Bằng Hữu (06487), xã Thượng Cường (06490), xã Bằng Mạc (06493) |
| xã Chiến Thắng | 06481 | xã Chiến Thắng (06481), xã Vân An (06469), xã Vân Thủy (06472), xã Liên Sơn (06502) |
| xã Nhân Lý | 06496 | xã Nhân Lý (06496), xã Bắc Thủy (06478), xã Mai Sao (06484), xã Lâm Sơn (06499) |
| xã Vạn Linh | 06505 | xã Vạn Linh (06505), xã Hòa Bình (06508), xã Y Tịch (06520) |
| xã Quan Sơn | 06517 | xã Quan Sơn (06517), xã Hữu Kiên (06514) |
"""
MADE_FROM = re.compile(r"(?P<name>[^,(]+) \((?P<code>\d{5})\)")


@cache
def territory() -> Territory:
    found = load_catalog(shipped("chi_lang")).territory
    assert found is not None
    return found


def mergers() -> list[tuple[str, str, list[tuple[str, str]]]]:
    rows = [line.strip("| ").split(" | ") for line in MERGERS.strip().splitlines()]
    return [
        (name, code, [(m["name"].strip(), m["code"]) for m in MADE_FROM.finditer(parts)]) for name, code, parts in rows
    ]


def unit_with(code: str, day: date) -> str:
    found = territory().find(code, day)
    assert len(found) == 1, (code, day, found)
    return found[0]


@pytest.mark.parametrize(("name", "code", "parts"), mergers(), ids=[name for name, _, _ in mergers()])
def test_a_commune_of_today_and_what_it_was_made_from(name: str, code: str, parts: list[tuple[str, str]]) -> None:
    unit = unit_with(code, AFTER)
    assert territory().name(unit, AFTER) == name
    assert territory().at(unit, BEFORE) is None
    links = territory().predecessors(unit, BEFORE)
    assert {territory().name(link.predecessor, BEFORE) for link in links} == {part for part, _ in parts}
    assert {territory().at(link.predecessor, BEFORE).code for link in links} == {part for _, part in parts}  # type: ignore[union-attr]
    for link in links:
        assert (link.share, link.on, link.basis) == (Decimal(1), AFTER, "Nghị quyết số 1672/NQ-UBTVQH15")
        assert territory().at(link.predecessor, AFTER) is None
    assert territory().predecessors(unit, AFTER) == ()


def test_there_were_twenty_and_are_six_and_nobody_is_lost() -> None:
    before = territory().children(ROOT, BEFORE)
    after = territory().children("tinh_lang_son", AFTER)
    assert (len(before), len(after)) == (20, 6)
    assert territory().children(ROOT, AFTER) == ()
    taken = [link.predecessor for unit in after for link in territory().predecessors(unit, BEFORE)]
    assert sorted(taken) == sorted(before)
    kinds = [territory().at(unit, BEFORE).kind for unit in before]  # type: ignore[union-attr]
    assert (kinds.count("thi_tran"), kinds.count("xa")) == (2, 18)


def test_units_come_in_the_official_order_and_not_by_the_alphabet() -> None:
    names = [territory().name(unit, BEFORE) for unit in territory().children(ROOT, BEFORE)]
    assert names == [
        "thị trấn Đồng Mỏ", "thị trấn Chi Lăng", "xã Chi Lăng", "xã Quan Sơn", "xã Hữu Kiên", "xã Mai Sao",
        "xã Bắc Thủy", "xã Lâm Sơn", "xã Nhân Lý", "xã Thượng Cường", "xã Bằng Hữu", "xã Bằng Mạc", "xã Gia Lộc",
        "xã Hòa Bình", "xã Vạn Linh", "xã Y Tịch", "xã Chiến Thắng", "xã Vân Thủy", "xã Vân An", "xã Liên Sơn",
    ]  # fmt: skip
    today = [territory().name(unit, AFTER) for unit in territory().children("tinh_lang_son", AFTER)]
    assert today == ["xã Chi Lăng", "xã Bằng Mạc", "xã Chiến Thắng", "xã Nhân Lý", "xã Vạn Linh", "xã Quan Sơn"]


def test_a_code_is_no_join_key() -> None:
    """06475 was Gia Lộc and is Bằng Mạc, which had another code; the same is true of Đồng Mỏ and Chi Lăng."""
    assert territory().name(unit_with("06475", BEFORE), BEFORE) == "xã Gia Lộc"
    assert territory().name(unit_with("06475", AFTER), AFTER) == "xã Bằng Mạc"
    assert territory().name(unit_with("06493", BEFORE), BEFORE) == "xã Bằng Mạc"
    assert territory().find("06493", AFTER) == ()
    assert territory().name(unit_with("06463", BEFORE), BEFORE) == "thị trấn Đồng Mỏ"
    assert territory().name(unit_with("06463", AFTER), AFTER) == "xã Chi Lăng"


def test_a_name_is_no_join_key_either() -> None:
    """Four units of two days are called Chi Lăng or were; each id stands for one of them through time."""
    assert set(territory().find("Chi Lăng", BEFORE)) == {"xa_chi_lang", "tt_chi_lang", "huyen_chi_lang"}
    assert territory().find("xã Chi Lăng", BEFORE) == ("xa_chi_lang",)
    assert territory().find("Thị trấn Chi Lăng", BEFORE) == ("tt_chi_lang",)
    assert territory().find("Xã Chi Lăng", AFTER) == ("xa_chi_lang_2025",)
    assert territory().find("XA BANG MAC", BEFORE) == ("xa_bang_mac",)
    assert territory().find("XA BANG MAC", AFTER) == ("xa_bang_mac_2025",)
    both = {territory().at(unit, day).name for unit, day in (("xa_bang_mac", BEFORE), ("xa_bang_mac_2025", AFTER))}  # type: ignore[union-attr]
    assert both == {"Bằng Mạc"}


def test_the_district_ends_and_the_province_goes_on() -> None:
    assert territory().name(ROOT, BEFORE) == "huyện Chi Lăng"
    assert territory().at(ROOT, AFTER) is None
    assert territory().name(ROOT, AFTER) == "huyện Chi Lăng", "a message of today still names it"
    assert territory().name("khong_co", AFTER) == "khong_co"
    assert territory().name("tinh_lang_son", AFTER) == "tỉnh Lạng Sơn"
    assert (territory().at(ROOT, BEFORE).code, territory().at("tinh_lang_son", AFTER).code) == ("187", "20")  # type: ignore[union-attr]


def test_organisations_are_no_places() -> None:
    everything = set(territory().subtree(ROOT, BEFORE))
    assert "phong_tckh" in everything
    assert "phong_tckh" not in territory().children(ROOT, BEFORE)
    assert "phong_tckh" in territory().children(ROOT, BEFORE, ["co_quan"])
    assert territory().name("phong_tckh", BEFORE) == "Phòng Tài chính - Kế hoạch"
    assert "phong_tckh" not in set(territory().subtree("tinh_lang_son", AFTER))
    assert territory().children(ROOT, BEFORE, ["thi_tran"]) == ("tt_dong_mo", "tt_chi_lang")
