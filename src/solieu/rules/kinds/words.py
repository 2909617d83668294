"""What a kind of rule looks for and how it judges, as an officer reads it (``solieu rule CODE``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """``parameters`` names the figures of the kind in the order in which they are shown."""

    finds: str
    judged: str
    left: str
    parameters: Mapping[str, str]


_INTERVAL = "Mỗi số in ra đại diện cho mọi số làm tròn thành nó; không có mức sai số nào để chỉnh."
_RATIO = Words(
    "Tỷ lệ ghi trong báo cáo khác với thương của hai số tạo nên nó.",
    f"Chia hai số, tính cả phần làm tròn của từng số, rồi so với tỷ lệ đã ghi. {_INTERVAL}",
    "Tỷ lệ tính trên một gốc khác. Nêu rõ gốc đó trong lời giải trình.",
    {"part": "Phần", "whole": "Tổng thể", "percent": "Tỷ lệ"},
)

WORDS: Mapping[str, Words] = {
    "sum_of_parts": Words(
        "Số tổng khác với các thành phần cộng lại.",
        f"Chỉ báo khi số tổng và tổng các thành phần không thể cùng là một số. {_INTERVAL}",
        "Các thành phần chồng lấn theo định nghĩa, hoặc số tổng tính theo phương pháp khác. Nêu văn bản quy định.",
        {"total": "Số tổng", "parts": "Thành phần"},
    ),
    "share": _RATIO,
    "plan_percent": _RATIO,
    "growth": Words(
        "Tốc độ tăng, giảm ghi trong báo cáo khác với hai số tạo nên nó.",
        f"Tính lại tốc độ từ hai số, tính cả phần làm tròn của từng số. {_INTERVAL}",
        _RATIO.left,
        {"part": "Kỳ này", "whole": "Kỳ gốc", "percent": "Tốc độ"},
    ),
    "order": Words(
        "Một số lớn hơn số chặn trên của nó.",
        f"Chỉ báo khi số nhỏ nhất có thể của số thứ nhất vẫn lớn hơn số lớn nhất có thể của số thứ hai. {_INTERVAL}",
        "Số chặn trên đã được điều chỉnh, hoặc hai số tính trên phạm vi khác nhau. Nêu rõ.",
        {"less": "Số không được lớn hơn", "more": "Số chặn trên"},
    ),
    "repeated_figure": Words(
        "Một số liệu có hai giá trị ở hai chỗ.",
        f"Chỉ báo khi hai số in ra không thể cùng là một số. {_INTERVAL}",
        "Thực ra là hai số liệu (khác thời điểm chốt, khác phạm vi). Nêu rõ.",
        {"first": "Số thứ nhất", "second": "Số thứ hai"},
    ),
    "two_measures": Words(
        "Một con số đứng ở hai chỗ với hai đơn vị tính khác nhau.",
        "Chỉ báo khi hai số bằng nhau còn đơn vị tính không cùng loại (mét và chiếc); số khác nhau thì có thể cùng đúng.",
        "Hai số bằng nhau là ngẫu nhiên. Nêu rõ mỗi số tính gì.",
        {"here": "Số ở đây", "there": "Số ở chỗ khác"},
    ),
    "product": Words(
        "Sản lượng khác với diện tích nhân năng suất (tấn = ha × tạ/ha : 10).",
        f"Nhân diện tích với năng suất, tính cả phần làm tròn của từng số, rồi so với sản lượng. {_INTERVAL}",
        "Năng suất là bình quân trên một diện tích khác. Nêu rõ diện tích đó.",
        {"area": "Diện tích", "rate": "Năng suất", "output": "Sản lượng"},
    ),
    "amount": Words(
        "Số tiền khác với số người, số suất nhân mức chi.",
        f"Nhân số lượng với mức chi, tính cả phần làm tròn của từng số, rồi so với số tiền. {_INTERVAL}",
        "Có truy lĩnh, chi bù hoặc hai mức chi trong một dòng. Nêu rõ trong lời giải trình.",
        {"count": "Số lượng", "rate": "Mức chi", "amount": "Số tiền"},
    ),
}
