"""Figures that were typed where a slot belongs: in a template, in a phrase, in the prose of a period."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from solieu.core import Consequence, Finding, Where
from solieu.reports.faults import fault
from solieu.reports.template import (
    HeadingNode,
    NarrativeNode,
    Node,
    ParagraphNode,
    TableNode,
    Template,
    Words,
    every_node,
)

# "1.", "1.1", "I.", "a)", "-" at the head of a paragraph: numbering is typed text (office-habits A6.4).
_NUMBERING = re.compile(r"\A\s*(?:\d{1,2}(?:\.\d{1,2})+[.)]?|\d{1,2}[.)]|[IVXLC]+\.|[a-zđ]\)|[-+])\s")
_PERIOD = re.compile(r"\b(?:quý|Quý|QUÝ)\s+(?:[IVX]+|\d)\b|\btháng\s+\d|\bnăm\s+\d{4}")
# What may be typed in prose: dates, periods, years, documents and numbered names are no figures of the period.
_DOCUMENT = (
    "Luật|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Thông báo|Công văn|Kế hoạch|Quy định|Hướng dẫn|Kết luận"
)
_NUMBERED = (
    "Điều|Khoản|khoản|Điểm|điểm|Chương|Phụ lục|Biểu|Đề án|Chương trình|giai đoạn|nhiệm kỳ|khóa|Khóa|khoá|Khoá|lần thứ|"
    "đường tỉnh|tỉnh lộ|quốc lộ|Quốc lộ|Tổ|Khu|Thôn|Đội"
)
_NO_FIGURE = re.compile(
    "|".join(
        (
            r"(?:ngày\s+)?\d{1,2}[/-]\d{1,2}[/-]\d{4}",
            r"(?:tháng\s+)?\d{1,2}/\d{4}\b",
            r"ngày\s+\d{1,2}(?:/\d{1,2})?\b(?![.,/]\d)",
            r"tháng\s+\d{1,2}\b(?![.,]\d)",
            r"\d{1,2}\s+giờ(?:\s+\d{1,2}(?:\s+phút)?)?",
            r"[Qq]uý\s+[IVX\d]+(?:/\d{4})?",
            r"năm\s+(?:học\s+)?\d{4}\b(?![.,]\d)(?:\s*[-–]\s*\d{4}\b)?",
            r"\b\d{4}\s*[-–]\s*\d{4}\b",
            r"\b(?:19|20)\d{2}\b(?![.,]\d)(?!\s+(?:hộ|người|con|ha|tấn))",
            r"[Ss]ố\s+\d+(?:[-/][\w.-]+)+",  # số 16/2021/NQ-HĐND
            r"\b\d+(?:/\d{4})?(?:[-/][A-ZĐ][\w/Đ&.-]*)+",  # 37-KH/HU
            rf"\b(?:{_DOCUMENT})\s+(?:số\s+)?\d+\b(?![.,]\d)",
            rf"\b(?:{_NUMBERED})\s+(?:số\s+)?[\dIVX]+[A-Z]?\b(?![.,]\d)",
            r"\bC[Oo][Vv][Ii][Dd]-\d+",
            r"(?:\b|(?<=\d))[kcd]?m[23]\b",
            r"\b[A-ZĐ]{1,4}\.?\d+[A-Z]?\b",  # QL1A, ĐT.234, CO2
        )
    )
)
_VERSION = re.compile(r"/v\d+\Z")  # the same figure in the next version of the prose is the same doubt
_FIGURE = re.compile(r"\d[\d.,]*")


def typed_digits(template: Template) -> Iterator[Finding]:
    """A template holds no figure and no period: every digit outside a typed numbering is a fault."""
    for words, where in _typed(template):
        if found := _PERIOD.search(words) or _FIGURE.search(words):
            said = f"“{found[0].rstrip('.,')}” gõ thẳng vào mẫu; dùng chỗ điền {{…}}"
            yield fault("REP105", said, where)


def typed_figures(template: Template) -> Iterator[Finding]:
    """``figure-without-source``: a figure typed into a narrative that no form and no register stands behind."""
    for words, where in _typed(template):
        for match in _FIGURE.finditer(_NO_FIGURE.sub(" ", words)):
            number = match[0].rstrip(".,")
            yield Finding(
                "REP501",
                "figure-without-source",
                Consequence.EXPLAIN,
                f"Phần viết {template.id}: số “{number}” không gắn với số liệu nào.",
                replace(where, key=f"{_VERSION.sub('', template.file)}:{number}"),
                printed=number,
                next_step="Đề nghị thay bằng chỗ điền {chỉ tiêu|so}, hoặc ghi lý do.",
            )


def _typed(template: Template) -> Iterator[tuple[str, Where]]:
    """Every stretch of typed words with its place, without the numbering at the head of a paragraph."""
    for node in every_node(template):
        for words, where in _words_of(node):
            yield (
                unicodedata.normalize("NFC", words),
                where if where.line else Where(file=template.file, line=1, column=1),
            )


def _words_of(node: Node) -> Iterator[tuple[str, Where]]:
    match node:
        case HeadingNode(_, inlines) | ParagraphNode(inlines):
            for place, inline in enumerate(inlines):
                if isinstance(inline, Words):
                    yield inline.text if place else _NUMBERING.sub("", inline.text, count=1), inline.where
        case NarrativeNode():
            yield node.guidance, node.where
        case TableNode():
            yield from (((_NUMBERING.sub("", text, count=1)), node.where) for text in (node.title, node.measure))
            yield from ((row.title, row.where) for row in node.rows)
