"""What a figure counts in, and which figures may be computed with each other.

Two figures can stand in one relation when they count in one base: 1,5 tỷ đồng and 15 triệu đồng do, người and lượt
người do not. The noun of a count is free text in a report, so nouns are compared with care: one may be the general
word for the other (đơn vị for xã), and a count may leave its noun out (cán bộ 192; công chức 164).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from solieu.vietnamese import find_unit, normalise

# Bases that reports mix freely although the register of units keeps them apart.
_SAME_BASE = {"m²": ("ha", Decimal("0.0001"))}

PEOPLE = frozenset(
    {
        "người", "công dân", "học sinh", "sinh viên", "học viên", "lao động", "đảng viên", "em", "cháu", "đại biểu",
        "bệnh nhân", "trẻ em", "trẻ", "thanh niên", "hội viên", "đoàn viên", "cán bộ", "công chức", "viên chức",
        "giáo viên", "đồng chí", "đối tượng", "bị can", "cá nhân", "nhân khẩu", "khẩu", "thành viên", "tân binh",
        "phụ nữ", "nam", "nữ", "biên chế", "chỉ tiêu", "quân nhân", "chiến sĩ", "thí sinh", "vận động viên", "ca",
        "trường hợp", "nông dân", "dân", "quân", "cư dân", "người lao động", "bác sĩ", "thầy thuốc", "nhân viên",
        "chuyên gia", "ông", "bà", "hành khách", "nạn nhân", "bị cáo", "phạm nhân", "cảnh sát", "du khách", "người chết",
        "khách", "cầu thủ", "cộng tác viên", "tình nguyện viên", "báo cáo viên", "huấn luyện viên", "bà mẹ", "cựu chiến binh",
        "tuyên truyền viên", "hòa giải viên", "thủy thủ", "chủ hộ", "ứng viên",
    }
)  # fmt: skip
_FAMILIES: tuple[frozenset[str], ...] = (
    PEOPLE,
    frozenset({"đơn vị", "cơ quan", "xã", "phường", "thị trấn", "đặc khu", "huyện", "thành phố", "thị xã", "quận",
               "phòng", "ban", "sở", "trung tâm", "tổ chức", "thôn", "khu phố", "tổ dân phố", "ấp", "bản", "khóm",
               "địa phương", "hội", "trường", "cơ sở", "đầu mối", "khối", "tập thể"}),
    frozenset({"con", "gia súc", "gia cầm", "trâu", "bò", "lợn", "dê", "ngựa", "lợn nái", "đầu con"}),
    frozenset({"vụ", "vụ việc", "trường hợp", "việc", "vụ án", "án", "ca", "tin", "tin báo", "tố giác", "tai nạn"}),
    frozenset({"đơn", "đơn thư", "ý kiến", "kiến nghị", "khiếu nại", "tố cáo", "phản ánh", "trường hợp"}),
    frozenset({"văn bản", "quyết định", "kế hoạch", "công văn", "báo cáo", "thông báo", "tờ trình", "nghị quyết",
               "chỉ thị", "hướng dẫn", "chương trình", "giấy mời", "bản", "thông báo kết luận"}),
    frozenset({"công trình", "dự án", "hạng mục", "công trình, dự án", "tiểu dự án", "gói thầu", "đề án"}),
    frozenset({"cơ sở", "doanh nghiệp", "hợp tác xã", "hộ kinh doanh", "công ty", "htx", "tổ hợp tác", "hộ",
               "cửa hàng", "tổ chức", "chi nhánh", "văn phòng đại diện", "trang trại"}),
    frozenset({"cuộc", "lớp", "buổi", "hội nghị", "đợt", "lượt", "lần", "hoạt động", "cuộc thi"}),
    frozenset({"giấy", "giấy chứng nhận", "gcn", "giấy phép", "hồ sơ", "thẻ", "bản"}),
    frozenset({"trường", "cơ sở", "điểm trường", "trạm", "bệnh viện", "phòng khám", "trung tâm"}),
    frozenset({"phòng", "phòng học", "phòng bộ môn"}),
    frozenset({"lượt", "lượt người", "lượt khách", "lượt bệnh nhân", "khách"}),
    frozenset({"hồ sơ", "thủ tục", "tthc", "thủ tục hành chính", "dịch vụ công", "trường hợp"}),
    frozenset({"sản phẩm", "nhiệm vụ", "chỉ tiêu", "tiêu chí", "nội dung"}),
    frozenset({"cầu", "cống", "đường", "tuyến", "tuyến đường", "trạm"}),
    frozenset({"xe", "ô tô", "mô tô", "phương tiện", "chiếc", "xe máy", "tàu", "thuyền"}),
    frozenset({"nhà", "căn", "ngôi nhà", "căn nhà"}),
    frozenset({"giải", "huy chương", "hcv", "hcb", "hcđ"}),
)  # fmt: skip
# Pairs that officers keep apart and that must never be computed with each other (domain.md 9.2).
_APART = (frozenset({"người", "lượt người"}), frozenset({"hộ", "khẩu"}), frozenset({"đơn", "vụ"}))


@dataclass(frozen=True, slots=True)
class Dimension:
    """``factor`` × a value as the mention gives it counts in ``base``; ``counted`` when the base is a noun."""

    base: str
    factor: Decimal = Decimal(1)
    counted: bool = False

    @property
    def top(self) -> str:
        """What stands above the first slash: đồng of đồng/người/năm."""
        return self.base.partition("/")[0]

    @property
    def below(self) -> tuple[str, ...]:
        return tuple(self.base.split("/")[1:])


@cache
def dimension_of(unit: str) -> Dimension:
    """The dimension of a unit as a mention names it; the empty unit is a bare number."""
    written = normalise(unit).strip().lower().replace("kì", "kỳ")
    if "/" not in written:
        return _simple(written)
    top, *below = (part.strip() for part in written.split("/"))
    head = _simple(top)
    factor, names = head.factor, [head.base]
    for part in below:
        name = _simple(part)
        factor = factor / name.factor if not name.counted else factor
        names.append(name.base)
    return Dimension("/".join(names), factor)


def _simple(written: str) -> Dimension:
    unit = find_unit(written)
    if unit is None or unit.dimension.startswith("count of "):
        return Dimension(written, counted=True)
    base, factor = _SAME_BASE.get(unit.base, (unit.base, Decimal(1)))
    if unit.base == "ha" and unit.name != "ha" and unit.dimension == "land":
        return Dimension("ha", unit.factor)
    return Dimension(base, unit.factor * factor)


def alike(one: Dimension, other: Dimension, *, loosely: bool = False) -> bool:
    """Whether two figures may be parts of one relation; ``loosely``, a count without a noun goes with any other."""
    if one.base == other.base:
        return True
    if not (one.counted and other.counted):
        return False
    if not one.base or not other.base:
        return loosely
    return nouns_alike(one.base, other.base)


@cache
def nouns_alike(one: str, other: str) -> bool:
    if any({one, other} == pair for pair in _APART):
        return False
    if _turns(one) != _turns(other):
        return False
    if one.startswith(other) or other.startswith(one):
        return True
    return any(_in(one, family) and _in(other, family) for family in _FAMILIES)


_UNITS = frozenset({"xã", "phường", "thị trấn", "đặc khu", "huyện", "thị xã", "thành phố", "quận"})
_KINDS = {
    "đơn vị": _UNITS,
    "đơn vị hành chính": _UNITS,
    "văn bản": frozenset(
        {"quyết định", "kế hoạch", "công văn", "báo cáo", "thông báo", "tờ trình", "nghị quyết", "chỉ thị"}
    ),
    "phương tiện": frozenset({"xe", "ô tô", "mô tô", "tàu", "thuyền"}),
    "gia súc": frozenset({"trâu", "bò", "lợn", "dê", "con"}),
}


def is_kind_of(noun: str, general: str) -> bool:
    """Whether a noun is one of the kinds that a more general one counts: thị trấn of đơn vị hành chính."""
    kinds = _KINDS.get(general, frozenset())
    words = noun.split()
    return any(" ".join(words[:size]) in kinds for size in range(1, len(words) + 1))


def _turns(noun: str) -> bool:
    """lượt người counts turns, not people."""
    return noun.startswith("lượt")


def _in(noun: str, family: frozenset[str]) -> bool:
    words = noun.split()
    return any(" ".join(words[:size]) in family for size in range(1, len(words) + 1))
