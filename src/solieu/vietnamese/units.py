"""Units of measure as officers write them, and the few conversions that reports rely on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import cache

from solieu.core import Quantity
from solieu.core.quantity import PRECISION
from solieu.vietnamese.text import fold, normalise

_EXACT = Context(prec=PRECISION)


@dataclass(frozen=True, slots=True)
class UnitOfMeasure:
    """``factor`` × (this unit) counts in ``base``. Units of one dimension and one base can be added after conversion."""

    name: str
    dimension: str
    base: str
    factor: Decimal = Decimal(1)
    synonyms: tuple[str, ...] = ()


def _unit(name: str, dimension: str, base: str = "", factor: str = "1", *synonyms: str) -> UnitOfMeasure:
    return UnitOfMeasure(name, dimension, base or name, Decimal(factor), synonyms)


UNITS: tuple[UnitOfMeasure, ...] = (
    _unit("%", "percent", "", "1", "phần trăm"),
    _unit("‰", "per mille", "", "1", "phần nghìn"),
    _unit("điểm %", "percent point", "", "1", "điểm phần trăm"),
    _unit("đồng", "money", "", "1", "đ", "vnđ", "vnd"),
    _unit("nghìn đồng", "money", "đồng", "1e3", "ngàn đồng", "1.000 đồng", "nghìn đ"),
    _unit("triệu đồng", "money", "đồng", "1e6", "trđ", "tr.đ", "triệu đ", "tr đồng", "triệu"),
    _unit("tỷ đồng", "money", "đồng", "1e9", "tỉ đồng", "tỷ đ", "tỷ", "tỉ"),
    _unit("nghìn tỷ đồng", "money", "đồng", "1e12", "ngàn tỷ đồng", "nghìn tỷ"),
    _unit("USD", "dollar", "", "1", "đô la Mỹ", "đô-la Mỹ", "đô la", "đô-la", "US$"),
    _unit("nghìn USD", "dollar", "USD", "1e3", "ngàn USD"),
    _unit("triệu USD", "dollar", "USD", "1e6"),
    _unit("tỷ USD", "dollar", "USD", "1e9", "tỉ USD"),
    _unit("EUR", "other money", "", "1", "euro"),
    _unit("JPY", "other money", "", "1", "Yên", "Yên Nhật"),
    _unit("CNY", "other money", "", "1", "NDT", "nhân dân tệ"),
    _unit("ha", "land", "ha", "1", "hécta", "héc ta", "héc-ta", "hecta"),
    _unit("nghìn ha", "land", "ha", "1e3", "ngàn ha"),
    _unit("sào", "land", "ha", "0.036"),
    _unit("mẫu Bắc Bộ", "land", "ha", "0.36"),
    _unit("m²", "surface", "", "1", "m2", "mét vuông", "m<sup>2</sup>"),
    _unit("km²", "surface", "m²", "1e6", "km2", "km<sup>2</sup>", "ki-lô-mét vuông", "kilômét vuông"),
    _unit("cm²", "surface", "m²", "0.0001", "cm2", "cm<sup>2</sup>"),
    _unit("m³", "volume", "", "1", "m3", "mét khối", "m<sup>3</sup>", "khối"),
    _unit("ste", "stacked volume", "", "1", "ster"),
    _unit("giạ", "grain", "", "1"),
    _unit("lít", "liquid", "", "1", "l"),
    _unit("ml", "liquid", "lít", "0.001", "mililít"),
    _unit("m", "length", "", "1", "mét", "mét dài", "m dài", "md"),
    _unit("km", "length", "m", "1e3", "ki-lô-mét", "kilômét", "kilomet", "cây số"),
    _unit("dm", "length", "m", "0.1"),
    _unit("cm", "length", "m", "0.01"),
    _unit("mm", "length", "m", "0.001", "milimét"),
    _unit("hải lý", "length", "m", "1852"),
    _unit("kg", "mass", "", "1", "ki-lô-gam", "kilôgam", "kilogam"),
    _unit("gam", "mass", "kg", "0.001", "gram", "g"),
    _unit("mg", "mass", "kg", "0.000001", "miligam"),
    _unit("µg", "mass", "kg", "1e-9", "μg"),
    _unit("yến", "mass", "kg", "10"),
    _unit("tạ", "mass", "kg", "100"),
    _unit("tấn", "mass", "kg", "1e3"),
    _unit("nghìn tấn", "mass", "kg", "1e6", "ngàn tấn"),
    _unit("tạ/ha", "yield"),
    _unit("tấn/ha", "yield", "tạ/ha", "10"),
    _unit("kWh", "energy", "", "1", "kilôoát giờ"),
    _unit("MWh", "energy", "kWh", "1e3"),
    _unit("GWh", "energy", "kWh", "1e6"),
    _unit("kW", "power"),
    _unit("MW", "power", "kW", "1e3"),
    _unit("MWp", "peak power"),
    _unit("kWp", "peak power", "MWp", "0.001"),
    _unit("kVA", "apparent power"),
    _unit("MVA", "apparent power", "kVA", "1e3"),
    _unit("kV", "voltage"),
    _unit("mã lực", "engine power", "", "1", "HP"),
    _unit("Mbps", "bandwidth"),
    _unit("Gbps", "bandwidth", "Mbps", "1e3"),
    _unit("MB", "data"),
    _unit("GB", "data", "MB", "1e3"),
    _unit("TB", "data", "MB", "1e6"),
    _unit("MHz", "frequency"),
    _unit("dB", "sound level", "", "1", "dBA"),
    _unit("°C", "temperature", "", "1", "độ C", "oC", "ºC", "độ"),
    _unit("ppm", "concentration"),
    _unit("bar", "pressure"),
    _unit("điểm", "score"),
    _unit("đồng/người", "money"),
    _unit("đồng/suất", "money"),
    _unit("kg/khẩu", "ration"),
    _unit("phút/tin bài", "length of an item"),
    *(
        _unit(noun, f"count of {noun}")
        for noun in (
            "người", "lượt người", "lượt", "hộ", "khẩu", "nhân khẩu", "lao động", "con", "lượt con", "cây", "xã",
            "xã, thị trấn", "xã, phường",
            "thôn", "huyện", "thị trấn", "trường", "lớp", "học sinh", "giường bệnh", "hồ sơ", "đơn", "vụ", "vụ việc",
            "trường hợp", "cơ sở", "công trình", "công trình, dự án", "dự án", "chương trình", "cầu", "cầu, ngầm tràn dân sinh",
            "cuộc", "đơn vị", "văn bản", "quyết định", "kế hoạch", "tiêu chí", "thửa", "giấy", "suất", "công", "chiếc", "bản",
            "đối tượng", "tổ chức", "tiêu chí/xã", "ngày", "tháng", "năm", "phút", "buổi", "lần", "xe", "máy", "bộ",
            "quân nhân", "công dân", "đồng chí", "phương án", "bị can", "khẩu súng", "viên đạn", "công cụ hỗ trợ", "vũ khí",
            "kíp nổ", "cụm", "quả pháo", "cán bộ", "phóng sự", "tin bài", "mũ bảo hiểm", "mô hình", "ca", "việc",
            "huyện, thành phố", "mức độ", "sản phẩm", "trạm", "giải thưởng",
            "giờ", "giây", "tuần", "tuổi", "tháng tuổi", "ngày tuổi", "tuần tuổi",
        )
    ),
)  # fmt: skip


@cache
def _names() -> dict[str, UnitOfMeasure]:
    folded = {fold(name): unit for unit in UNITS for name in unit.synonyms}
    folded |= {fold(unit.name): unit for unit in UNITS}
    # Names that differ only by marks or case stay apart: "tạ" and "tả", "yến" and "Yên" are looked up as written first.
    return folded | {name: unit for unit in UNITS for name in unit.synonyms} | {unit.name: unit for unit in UNITS}


def find_unit(text: str) -> UnitOfMeasure | None:
    """The unit of measure with this name or synonym, None when it is not one that we know."""
    written = normalise(text).strip()
    return _names().get(written) or _names().get(fold(written))


def to_base(quantity: Quantity) -> Quantity:
    """Money and other magnitudes in their base unit: 15.477 triệu đồng are 15.477.000.000 đồng.

    Units that are a measure of their own in reports (ha, tấn, tạ/ha, km) are kept as written.
    """
    unit = find_unit(quantity.unit)
    if unit is None or unit.dimension not in ("money", "dollar"):
        return quantity
    value = quantity.value * unit.factor
    decimals = max(0, quantity.decimals - unit.factor.adjusted())
    return replace(quantity, value=value.quantize(Decimal(1).scaleb(-decimals)), unit=unit.base, decimals=decimals)


def convert(value: Decimal, unit: str, into: str) -> Decimal | None:
    """A value in another unit of the same dimension; None when the two cannot be compared."""
    source, target = find_unit(unit), find_unit(into)
    if unit == into:
        return value
    if source is None or target is None or (source.dimension, source.base) != (target.dimension, target.base):
        return None
    found = _EXACT.divide(_EXACT.multiply(value, source.factor), target.factor)
    exponent = found.as_tuple().exponent
    return found.quantize(Decimal(1), context=_EXACT) if isinstance(exponent, int) and exponent > 0 else found
