"""Figures that meet across passages: headline and note, paragraph and list, table, the habit of a report."""

import pytest

from solieu.documents.document import Document
from solieu.documents.reading import read_document
from solieu.proofread import Proofreading, proofread


def read(text: str, **asked: object) -> Proofreading:
    document = read_document(text.encode(), "bao-cao.md")
    assert isinstance(document, Document)
    return proofread(document, **asked)  # type: ignore[arg-type]


def said(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.printed) for one in read(text).findings]


NOTE = (
    "Tổng diện tích gieo trồng đạt {} ha, ước quý I đạt {} ha[^1].\n\n"
    "[^1]: Cụ thể: Nhóm lúa thực hiện đạt 800,0 ha, ước quý I đạt 1.578,5 ha; nhóm rau thực hiện đạt 623,0 ha, ước quý I "
    "đạt 709,1 ha; nhóm màu thực hiện đạt 690,2 ha, ước quý I đạt 726,1 ha.\n"
)


def test_columns_of_a_note_add_up_to_the_figures_of_its_headline() -> None:
    assert said(NOTE.format("2.113,2", "3.013,7")) == []


def test_a_headline_that_its_column_does_not_reach_is_found() -> None:
    assert said(NOTE.format("2.113,2", "2.713,7")) == [("DOC220", "2.713,7 ha")]


LIST = "Tổng vốn năm 2024 là {} triệu đồng, {}:\n\n- Ngân sách tỉnh 42.150 triệu đồng;\n\n- Ngân sách huyện {} triệu đồng.\n"


@pytest.mark.parametrize(
    ("total", "opening", "second", "found"),
    [
        ("60.000", "gồm", "17.850", []),
        ("60.000", "gồm", "18.750", [("DOC220", "60.000 triệu đồng")]),
        ("60.000", "trong đó", "10.234", []),  # may leave something out
        ("60.000", "trong đó", "27.850", [("DOC220", "60.000 triệu đồng")]),  # more than the whole
    ],
)
def test_items_under_a_paragraph(total: str, opening: str, second: str, found: list[tuple[str, str]]) -> None:
    assert said(LIST.format(total, opening, second)) == found


def test_a_figure_said_twice_with_two_values() -> None:
    text = (
        "Đã cung ứng 1.283 tấn xi măng làm đường giao thông nông thôn cho các xã.\n\n"
        "Phong trào làm đường được đẩy mạnh: cấp {} tấn xi măng cho 20 xã, thị trấn.\n"
    )
    assert said(text.format("1.283")) == []
    assert said(text.format("1.823")) == [("DOC221", "1.823 tấn")]
    assert said(text.format("2.456")) == []  # another figure altogether


HABIT = (
    "Có 391 suất học bổng, trong đó 203 suất toàn phần, 188 suất bán phần.\n\n"
    "Ban hành 2.117 văn bản, trong đó: 898 quyết định, 1.219 công văn.\n\n"
    "Có 173 công trình, trong đó 146 công trình hoàn thành, 27 công trình khởi công mới.\n\n"
    "Nâng lương cho 260 người, trong đó thường xuyên 111 người, trước hạn 149 người.\n\n"
    "Cấp 412 giấy phép, trong đó 286 giấy cấp mới, 126 giấy cấp lại.\n\n"
    "Trồng 1.240 ha rừng, trong đó 340 ha phòng hộ, 900 ha sản xuất.\n\n"
    "Hỗ trợ 618 hộ, trong đó 418 hộ vay vốn, 200 hộ nhận con giống.\n\n"
    "Mở 96 lớp, trong đó 54 lớp nghề nông, 42 lớp nghề may.\n\n"
    "Xây 214 nhà, trong đó 146 nhà ba cứng, 68 nhà lắp ghép.\n\n"
    "Thả 3.150 con giống, trong đó 1.900 con chép, 1.250 con trắm.\n\n"
    "Có {} đơn vị, trong đó 11 đơn vị hành chính, 63 đơn vị sự nghiệp.\n"
)


def test_a_report_that_always_lists_all_is_asked_about_the_one_list_that_does_not() -> None:
    assert said(HABIT.format("74")) == []
    assert said(HABIT.format("79")) == [("DOC201", "79 đơn vị")]


def test_alone_such_a_list_is_no_error() -> None:
    assert said("Có 79 đơn vị, trong đó 11 đơn vị hành chính, 63 đơn vị sự nghiệp.\n") == []


TABLE = (
    "| TT | Chỉ tiêu | KH năm | TH 6 tháng | TH CK | % KH | % CK |\n|---|---|---|---|---|---|---|\n"
    "| I | Tổng số | 1.600 | {} | 760 | 51,3 | 107,9 |\n"
    "| 1 | Lúa | 900 | 500 | 470 | 55,6 | 106,4 |\n"
    "| 2 | Ngô | 400 | 180 | 170 | 45,0 | {} |\n"
    "| 3 | Rau | 300 | 140 | 120 | 46,7 | 116,7 |\n"
)


def test_totals_and_percentages_of_a_table() -> None:
    assert said(TABLE.format("820", "105,9")) == []
    assert ("DOC231", "840") in said(TABLE.format("840", "105,9"))
    assert said(TABLE.format("820", "109,5")) == [("DOC232", "109,5")]


def test_names_are_held_against_the_register() -> None:
    text = "Đã kiểm tra tại xã Chiên Thắng trong quý I.\n"
    assert not read(text).findings
    (found,) = read(text, units=["xã Chiến Thắng", "xã Mai Sao"]).findings
    assert (found.code, found.expected) == ("DOC331", "Chiến Thắng")


def test_both_places_of_the_tone_mark_are_one_name() -> None:
    assert not read("Tại xã Hòa Bình, xã Hoà Bình và xã Hòa Bình.\n", units=["xã Hòa Bình"]).findings


def test_two_items_with_one_letter() -> None:
    text = "### c) Thương mại\n\nA.\n\n### d) Đầu tư\n\nB.\n\n### d) Ngân sách\n\nC.\n\n### e) Thuế\n\nD.\n"
    assert said(text) == [("DOC311", "d)")]
    assert said(text.replace("### d) Ngân sách", "### đ) Ngân sách")) == []


def test_a_passage_that_only_changed_its_dates() -> None:
    before = "Đến hết quý I/2023, toàn huyện có 1.245 hộ nghèo và 986 hộ cận nghèo, đã hỗ trợ 215 hộ vay vốn.\n"
    after = before.replace("quý I/2023", "quý I/2024")
    previous = read_document(before.encode(), "truoc.md")
    assert [one.code for one in read(after, previous=previous).findings] == ["DOC341"]
    assert not read(before, previous=previous).findings
    assert not read(after.replace("1.245", "1.198"), previous=previous).findings


def test_time_grows_with_length_not_with_its_square() -> None:
    """Counted, not timed: the work of ten copies of a paragraph is ten times that of one."""
    paragraph = (
        "Tổng diện tích đạt 1.560 ha, gồm: lúa 820 ha, ngô 430 ha, rau màu 310 ha, bằng 104,0% kế hoạch (1.500 ha).\n\n"
    )
    one, ten = read(paragraph).coverage, read(paragraph * 10).coverage
    assert ten.claims == 10 * one.claims
