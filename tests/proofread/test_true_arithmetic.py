"""Sentences built with true arithmetic raise nothing; with one figure changed they do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from proofread.sentences import answered
from solieu.vietnamese import write_number

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Built:
    """A sentence and the printed figures that its relation binds."""

    text: str
    bound: tuple[str, ...]


def n(value: int | Decimal, decimals: int = 0) -> str:
    return write_number(Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), decimals)


def percent(value: Decimal) -> str:
    return f"{n(value, 1)}%"


UNITS = (
    ("ha", "lúa", "ngô", "rau màu"),
    ("con", "trâu", "bò", "lợn"),
    ("triệu đồng", "vốn tỉnh", "vốn huyện", "vốn xã"),
)


@st.composite
def sums(draw: st.DrawFn) -> Built:
    unit, *names = draw(st.sampled_from(UNITS))
    parts = [draw(st.integers(120, 9_800)) for _ in names]
    opening = draw(st.sampled_from((", gồm ", ", gồm: ", " (", ", chia ra: ", ", bao gồm ")))
    joint = draw(st.sampled_from((", ", "; ")))
    listed = joint.join(f"{name} {n(part)} {unit}" for name, part in zip(names, parts, strict=True))
    closing = ")." if opening == " (" else "."
    total = n(sum(parts))
    return Built(f"Toàn huyện đạt {total} {unit}{opening}{listed}{closing}", (total, *map(n, parts)))


@st.composite
def shares(draw: st.DrawFn) -> Built:
    whole = draw(st.integers(800, 60_000))
    part = draw(st.integers(whole // 5, whole - 50))
    rate = percent(Decimal(part) / whole * HUNDRED)
    shape = draw(
        st.sampled_from(
            (
                "Tiếp nhận {whole} hồ sơ, trong đó nộp trực tuyến {part} hồ sơ, đạt {rate}.",
                "Đã cấp thẻ cho {part}/{whole} người, đạt {rate}.",
                "Có {part} hộ trên tổng số {whole} hộ dùng nước sạch, chiếm {rate}.",
                "Giải ngân {part} triệu đồng/{whole} triệu đồng, đạt {rate} kế hoạch vốn.",
                "Thực hiện được {part} ha, đạt {rate} kế hoạch ({whole} ha).",
            )
        )
    )
    return Built(shape.format(whole=n(whole), part=n(part), rate=rate), (n(part), rate))


@st.composite
def growths(draw: st.DrawFn) -> Built:
    before = draw(st.integers(1_500, 40_000))
    now = draw(
        st.integers(before * 7 // 10, before * 13 // 10).filter(lambda value: abs(value - before) > before // 50)
    )
    rate = percent(abs(Decimal(now) / before * HUNDRED - HUNDRED))
    word = "tăng" if now > before else "giảm"
    shape = draw(
        st.sampled_from(
            (
                "Sản lượng đạt {now} tấn, {word} {rate} so với cùng kỳ ({before} tấn).",
                "Năm 2021 thu hoạch {before} tấn, năm 2022 thu hoạch {now} tấn, {word} {rate}.",
                "Tổng đàn có {now} con, {word} {change} con ({rate}) so với năm trước ({before} con).",
                "Thu ngân sách {now} triệu đồng, {word} {change} triệu đồng, tương ứng {word} {rate} so với cùng kỳ "
                "({before} triệu đồng).",
            )
        )
    )
    text = shape.format(now=n(now), before=n(before), change=n(abs(now - before)), word=word, rate=rate)
    return Built(text, (rate,))


@st.composite
def remainders(draw: st.DrawFn) -> Built:
    whole = draw(st.integers(150, 4_000))
    part = draw(st.integers(whole // 3, whole - 20))
    shape = draw(
        st.sampled_from(
            (
                "Đã giải quyết {part}/{whole} đơn, còn {left} đơn.",
                "Tiếp nhận {whole} hồ sơ, đã giải quyết {part} hồ sơ, còn lại {left} hồ sơ.",
                "Được giao {whole} dự án, đã khởi công {part} dự án, còn {left} dự án.",
            )
        )
    )
    return Built(shape.format(whole=n(whole), part=n(part), left=n(whole - part)), (n(whole - part),))


@st.composite
def yields(draw: st.DrawFn) -> Built:
    area = draw(st.integers(200, 6_000))
    rate = Decimal(draw(st.integers(320, 720))) / 10
    output = Decimal(area) * rate / 10
    text = f"Lúa gieo cấy {n(area)} ha, năng suất {n(rate, 1)} tạ/ha, sản lượng {n(output)} tấn."
    return Built(text, (n(output), n(rate, 1)))


ALL: tuple[Callable[[], st.SearchStrategy[Built]], ...] = (sums, shares, growths, remainders, yields)
SENTENCES = st.one_of(*(make() for make in ALL))


@settings(max_examples=250, deadline=None)
@given(SENTENCES)
def test_true_arithmetic_is_left_alone(built: Built) -> None:
    assert not answered(built.text), built.text


@settings(max_examples=250, deadline=None)
@given(SENTENCES, st.data())
def test_a_changed_leading_digit_is_found(built: Built, data: st.DataObject) -> None:
    printed = data.draw(st.sampled_from(built.bound))
    new = data.draw(st.sampled_from([digit for digit in "123456789" if digit != printed[0]]))
    changed = built.text.replace(printed, new + printed[1:], 1)
    assert answered(changed), changed


@settings(max_examples=60, deadline=None)
@given(yields(), st.sampled_from((("tấn.", "kg."), ("tạ/ha", "tấn/ha"))))
def test_another_unit_is_found(built: Built, units: tuple[str, str]) -> None:
    changed = built.text.replace(*units)
    assert answered(changed), changed


@settings(max_examples=60, deadline=None)
@given(st.one_of(shares(), growths()))
def test_a_lost_comma_is_found(built: Built) -> None:
    rate = built.bound[-1]
    changed = built.text.replace(rate, rate.replace(",", ""), 1)
    assert answered(changed), changed
