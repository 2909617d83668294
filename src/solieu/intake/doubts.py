"""Every doubt that the reader can have about a file: one line each, with what happens and what to do.

A doubt is an answer, not an error: what cannot be read for certain is named at its place and never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

from solieu.core import Consequence, Finding, Where

STOP, EXPLAIN, LOOK, HINT = Consequence.STOP, Consequence.EXPLAIN, Consequence.LOOK, Consequence.HINT


@dataclass(frozen=True, slots=True)
class Doubt:
    """``meaning`` says in Vietnamese what the doubt is about, ``next_step`` the one thing to do."""

    code: str
    name: str
    consequence: Consequence
    meaning: str
    next_step: str = ""

    def at(self, where: Where, words: str, *, printed: str = "", expected: str = "", next_step: str = "",
           consequence: Consequence | None = None) -> Finding:  # fmt: skip
        """The doubt at a place; ``words`` are what was seen there."""
        head = where.for_officer()
        message = f"{head}: {words}." if head else f"{words[:1].upper()}{words[1:]}."
        return Finding(self.code, self.name, consequence or self.consequence, message, where, printed=printed,
                       expected=expected, next_step=next_step or self.next_step)  # fmt: skip


FILE_NOT_READABLE = Doubt("SUB001", "file-not-readable", STOP, "Tệp không mở được")
FORM_NOT_RECOGNISED = Doubt("SUB002", "form-not-recognised", STOP, "Trong tệp không có biểu nào của danh mục",
                            "Đề nghị dùng biểu trắng do hệ thống phát hành.")  # fmt: skip
IDENTITY_MISSING = Doubt("SUB003", "identity-missing", STOP, "Không rõ biểu của đơn vị nào hoặc kỳ nào",
                         "Đề nghị ghi đơn vị báo cáo và kỳ ở đầu biểu, hoặc nêu khi gửi.")  # fmt: skip
BELONGS_ELSEWHERE = Doubt("SUB004", "belongs-elsewhere", STOP, "Biểu thuộc đơn vị, kỳ hoặc mẫu khác với khi gửi",
                          "Đề nghị gửi đúng biểu của đơn vị và kỳ này.")  # fmt: skip
RECOGNISED_BY_CONTENT = Doubt("SUB005", "recognised-by-content", EXPLAIN, "Biểu được nhận ra theo nội dung",
                              "Đề nghị xác nhận một lần: đúng biểu, đúng đơn vị, đúng kỳ.")  # fmt: skip
OLDER_VERSION = Doubt("SUB006", "form-of-an-older-version", LOOK, "Biểu lập theo mẫu cũ",
                      "Kỳ sau đề nghị dùng biểu trắng mới.")  # fmt: skip
MARKS_CONTRADICT = Doubt("SUB007", "marks-contradict-heading", STOP, "Đầu biểu ghi khác với dấu nhận biết của tệp",
                         "Đề nghị dùng biểu trắng của kỳ này, hoặc nêu rõ đơn vị và kỳ khi gửi.")  # fmt: skip
SHEET_TWICE = Doubt("SUB008", "sheet-twice", STOP, "Một biểu có trên hai trang tính",
                    "Đề nghị chỉ để lại một trang tính của biểu này.")  # fmt: skip
LEFT_ASIDE = Doubt("SUB009", "left-aside", LOOK, "Phần của tệp không dùng đến")
FORM_EMPTY = Doubt("SUB010", "form-empty", STOP, "Biểu chưa có số liệu nào",
                   "Nếu không phát sinh, đề nghị đánh dấu x vào ô Không phát sinh rồi gửi lại.")  # fmt: skip
MEASURE_CHANGED = Doubt("SUB011", "unit-of-measure-changed", STOP, "Đơn vị tính trên biểu đã bị sửa",
                        "Đề nghị ghi số liệu theo đơn vị tính của biểu và khôi phục cột ĐVT.")  # fmt: skip

CONSOLIDATED = Doubt("SUB012", "consolidated-sheet", STOP, "Bảng tổng hợp không phải biểu của một đơn vị",
                     "Đề nghị gửi biểu của từng đơn vị; số trong bảng tổng hợp lấy từ các biểu đó.")  # fmt: skip

COLUMN_MISSING = Doubt("SUB101", "column-missing", STOP, "Không thấy một cột của biểu",
                       "Đề nghị khôi phục tiêu đề cột như biểu trắng.")  # fmt: skip
ROW_MISSING = Doubt("SUB102", "row-missing", STOP, "Không thấy một dòng của biểu", "Đề nghị khôi phục dòng này.")
FORMULA_WITHOUT_VALUE = Doubt("SUB103", "formula-without-value", STOP, "Công thức chưa có kết quả",
                              "Đề nghị mở bằng Excel, lưu lại rồi gửi.")  # fmt: skip
OUT_OF_REACH = Doubt(
    "SUB104", "number-out-of-reach", STOP, "Số lớn hoặc dài khác thường", "Đề nghị kiểm tra lại ô này."
)
MARK_WITHOUT_MEANING = Doubt("SUB105", "mark-without-meaning", EXPLAIN, "Dấu thay cho số có hai nghĩa",
                             "Đề nghị ghi 0 nếu không phát sinh, để trống nếu chưa có số liệu.")  # fmt: skip
AMBIGUOUS = Doubt("SUB106", "number-ambiguous", STOP, "Số có thể đọc theo hai cách", "Đề nghị viết lại cho rõ.")
NOT_READABLE = Doubt("SUB107", "number-not-readable", STOP, "Không đọc được thành số", "Đề nghị chỉ ghi số.")
OTHER_UNIT = Doubt("SUB108", "other-unit-of-measure", STOP, "Số ghi theo đơn vị tính khác",
                   "Đề nghị ghi theo đơn vị tính của dòng.")  # fmt: skip
FORMULA_ERROR = Doubt("SUB109", "formula-error", STOP, "Công thức báo lỗi", "Đề nghị sửa công thức hoặc ghi số.")
NOT_YET_REPORTED = Doubt("SUB110", "figure-not-yet-reported", EXPLAIN, "Chưa có số liệu",
                         "Đề nghị điền, hoặc nêu lý do.")  # fmt: skip
DATE_INSTEAD = Doubt("SUB111", "date-instead-of-number", STOP, "Excel đã đổi số thành ngày tháng",
                     "Đề nghị đổi định dạng ô về số và ghi lại.")  # fmt: skip
FORMAT_HIDES = Doubt("SUB112", "format-hides-digits", STOP, "Số hiện trên ô khác số lưu trong ô",
                     "Đề nghị đổi định dạng ô về số thường và kiểm tra đơn vị tính.")  # fmt: skip
CELLS_MERGED = Doubt("SUB113", "cells-merged", STOP, "Ô gộp chung nhiều dòng hoặc cột của biểu",
                     "Đề nghị bỏ gộp ô và ghi số cho từng dòng, từng cột.")  # fmt: skip
ROW_TWICE = Doubt("SUB114", "row-twice", STOP, "Một dòng của biểu có ở hai nơi", "Đề nghị chỉ để lại một dòng.")
ROW_RETITLED = Doubt("SUB115", "row-retitled", EXPLAIN, "Tên dòng đã bị sửa",
                     "Đề nghị xác nhận số liệu đúng là của dòng này.")  # fmt: skip
COLUMN_TWICE = Doubt("SUB116", "column-twice", STOP, "Một cột của biểu có ở hai nơi",
                     "Đề nghị chỉ để lại một cột.")  # fmt: skip
NEGATIVE = Doubt("SUB117", "negative-figure", EXPLAIN, "Số âm", "Đề nghị sửa, hoặc nêu lý do.")
NOTHING_BESIDE_FIGURES = Doubt("SUB118", "nothing-occurred-beside-figures", EXPLAIN,
                               "Đánh dấu Không phát sinh nhưng vẫn có số khác 0",
                               "Đề nghị bỏ dấu x, hoặc nêu lý do.")  # fmt: skip
ROW_CONTESTED = Doubt("SUB119", "row-contested", STOP, "Mã số và tên của dòng không khớp nhau",
                      "Đề nghị đặt lại mã số và tên dòng như biểu trắng.")  # fmt: skip
PREFILLED_DISPUTED = Doubt("SUB120", "prefilled-disputed", LOOK, "Số điền sẵn bị sửa",
                           "Số đã chốt được giữ; đề nghị nêu ý kiến ở cột Ghi chú.")  # fmt: skip
PREFILLED_TYPED = Doubt("SUB121", "prefilled-typed", LOOK, "Ghi số vào ô điền sẵn còn trống",
                        "Số này được giữ cùng lần gửi, chưa ghi thành số liệu; đề nghị gửi bằng biểu của kỳ đó.")  # fmt: skip
ROWS_HIDDEN = Doubt("SUB122", "rows-hidden", LOOK, "Dòng bị ẩn vẫn được đọc", "Đề nghị kiểm tra các dòng bị ẩn.")
TOTAL_SHOWN_DIFFERS = Doubt("SUB123", "total-shown-differs", LOOK, "Tổng hiện trên biểu khác tổng tính lại",
                            "Hệ thống lấy tổng tính lại; đề nghị kiểm tra các dòng thành phần.")  # fmt: skip
READ_FROM_TEXT = Doubt("SUB124", "number-read-from-text", HINT, "Ô ghi chữ đã được đọc thành số")
DIGITS_CUT = Doubt("SUB125", "digits-cut", HINT, "Kết quả công thức dài được đọc theo số hiện trên ô")
ROW_MOVED = Doubt(
    "SUB126", "row-moved", LOOK, "Dòng đã đổi chỗ, được đọc theo mã số và tên", "Đề nghị kiểm tra lại dòng này."
)
UNLIKE_LAST_YEAR = Doubt("SUB127", "unlike-last-year", EXPLAIN, "Số lớn hoặc nhỏ hơn cùng kỳ hàng nghìn lần",
                         "Đề nghị kiểm tra đơn vị tính; nếu đúng, nêu lý do.")  # fmt: skip

DOUBTS = {doubt.code: doubt for doubt in list(globals().values()) if isinstance(doubt, Doubt)}


def doubt_page(code: str) -> str | None:
    """What a doubt of the reader means and what to do; None when there is no such code."""
    doubt = DOUBTS.get(code)
    if doubt is None:
        return None
    lines = [f"{doubt.code}  {doubt.name}", "", f"{doubt.meaning} ({doubt.consequence.in_vietnamese})."]
    return "\n".join([*lines, doubt.next_step] if doubt.next_step else lines)
