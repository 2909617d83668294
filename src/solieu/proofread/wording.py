"""Words that tell what a figure is about, apart from those that only help to say it."""

from __future__ import annotations

import re

_STOP_WORDS = frozenset(
    ("tỷ", "lệ", "đạt", "đã", "được", "của", "là", "với", "trong", "và", "số", "có", "bằng", "ước", "thì", "các", "những",
     "bình", "quân", "chung", "trên")
)  # fmt: skip
# Words of measure and of reporting: they say nothing of the subject.
GENERAL_WORDS = frozenset(
    (
        "diện", "tích", "sản", "lượng", "năng", "suất", "tổng", "giá", "doanh", "thu", "chi", "kinh", "phí", "vốn", "tiền",
        "đàn", "hộ", "người", "kế", "hoạch", "thực", "hiện", "cho", "tại", "trong", "các", "toàn", "huyện", "tỉnh", "xã",
        "quý", "năm", "tháng", "ngày", "đến", "hết", "nay", "kỳ", "cùng", "so", "bàn", "địa", "đồng", "triệu", "tỷ", "để",
        "phân", "bổ", "giao", "mức", "từ", "về", "theo", "này", "khoảng", "hơn", "ra", "vào", "lên", "loại", "thị", "trấn",
        "tăng", "giảm", "còn", "là", "gồm", "đó", "cụ", "thể", "nguồn", "dự", "án", "trình", "kết", "quả",
    )
)  # fmt: skip


def content_words(text: str) -> frozenset[str]:
    """Words of a text without those of mere grammar and reporting."""
    return frozenset(word for word in re.findall(r"[^\W\d_]+", text.lower()) if word not in _STOP_WORDS)


def subject_words(text: str) -> frozenset[str]:
    """Words that name a subject: what is left without words of measure, place and time."""
    return content_words(text) - GENERAL_WORDS
