"""Numbers of official documents where a text cites them, in all the grammars that are in use.

Decree 30/2020/NĐ-CP, Appendix I, for state bodies (08/2019/NQ-HĐND, 1494/QĐ-UBND, 12/UBND-VX), Guideline
36-HD/VPTW for the Party, where the hyphen stands before the slash (29-NQ/TW), laws (58/2024/QH15), and the codes of
technical regulations and standards (QCVN 12:2026/BCA).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from solieu.vietnamese.text import normalise_with_map


@dataclass(frozen=True, slots=True)
class Citation:
    """``text[start:end] == surface``, the number token alone (08/2019/NQ-HĐND), in code points of the text read.

    ``number`` keeps its zeros and suffix letter (08, 57a) and is empty in a draft. ``type_symbol`` is NQ, QĐ, CTr, ...,
    empty for a letter (2468/BKHĐT-TH) and a law; ``issuer_symbol`` is HĐND, TTg, TW, QH15. ``document`` is the type in
    words before the number and ``issuer`` the body named after it, when they are there.
    """

    start: int
    end: int
    surface: str
    number: str
    year: int | None
    type_symbol: str
    issuer_symbol: str
    date: date | None
    document: str = ""
    issuer: str = ""


# Decree 30/2020, Appendix III; Guideline 36-HD/VPTW; and those of elected bodies and joint documents.
_TYPES = """
    BB BC BCTT BGN BTT CT CTHĐ CTPH CTr CV CĐ DA ĐA ĐC ĐH GCN GGT GM GNP GP GT GUQ GĐ HD HDLN HDLS HDLT HĐ KH KHLN KHLT
    KHPH KL L LCT LS NĐ ND NQ NQLT PA PB PBC PC PG PL PĐ QC QCPH QCh QĐ QD QĐi QT QyĐ QyĐi SK SL TB TC TL TM TT TTLB
    TTLT TTPH TTr VBHN
"""
TYPE_SYMBOLS = frozenset(_TYPES.split())

_DOCUMENTS = (
    "Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị|Kế hoạch|Công văn|Công điện|"
    "Báo cáo|Tờ trình|Thông báo|Kết luận|Hướng dẫn|Chương trình hành động|Chương trình|Quy định|Quy chế|Phương án|Đề án|"
    "Văn bản hợp nhất|Văn bản|Bộ luật|Luật|Pháp lệnh|Lệnh|Hiến pháp|Hợp đồng|Biên bản|Giấy mời|Phát động|Dự án|Tuyên bố|"
    "Thông tri|Lời kêu gọi|Giấy phép|Quy chuẩn|Tiêu chuẩn|Phiếu chuyển|Phiếu trình|Thư ngỏ|Ủy quyền|Giấy ủy quyền|"
    "NQ|QĐ|NĐ|TT|CT|KH|CV|BC|TB|KL|HD|TTr|CTr"
)
_UPPER = "A-ZĐÂĂÊÔƠƯ"
_PART = rf"[{_UPPER}][A-Za-zĐđÂâĂăÊêÔôƠơƯưáàảãạéíóúýủỷ]*(?:&[{_UPPER}]+)*\d{{0,2}}"
_NUMBER = r"(?P<number>\d{1,6}(?:[a-zđA-ZĐ](?![A-Za-z]))?)"
_SYMBOL = rf"(?P<symbol>{_PART}(?: ?[-.–] ?{_PART}|/(?=[{_UPPER}]{{2}}){_PART})*)"
_STATE = re.compile(
    rf"(?<![\w/.,-]){_NUMBER} ?/ ?(?:(?P<year>\d{{4}}) ?/ ?)?{_SYMBOL}(?![\w/])|"
    rf"(?P<draft>/{_PART}-{_PART})(?![\w/])"
)
_PARTY = re.compile(
    rf"(?<![\w/.,-]){_NUMBER} ?[-–] ?(?P<type>{_PART}(?:-[{_UPPER}]+)?) ?/ ?"
    rf"(?P<issuer>[{_UPPER}][A-Za-zĐđƯưỦủỷ]*(?:-[{_UPPER}]+)*)(?![\w/])"
)
_PARTY_BODY = re.compile(r"(?:TW|TU|HU|ĐU|QU|ThU)\Z")  # Central Committee, province, district, commune, ...
_CODE = re.compile(
    rf"\b(?P<kind>QCVN|TCVN|QCĐP|TCXDVN|TCXD|TCN|QCXDVN|TCCS)[ -]?(?:(?P<part>[IVX]+) ?[-:] ?)?{_NUMBER}"
    rf"(?:-[\dA-ZĐ]{{1,4}})?(?: ?: ?(?P<year>(?:19|20)\d{{2}}))?(?:/(?P<issuer>{_PART}(?:-{_PART})*))?"
)
_SHORT = re.compile(
    rf"(?:(?:Nghị quyết|Nghị định|Quyết định|Thông tư|Luật|NQ|QĐ|NĐ|TT)(?: số)? )"
    rf"(?<!\d){_NUMBER}/(?P<year>(?:19|20)\d{{2}})(?![\w/]|[.,]\d)"
)
_DRAFT_BEFORE = re.compile(r"(?:số|số:)[ .…_:]*$", re.IGNORECASE)
_DAY = (
    r"(?:(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>(?:19|20)\d{2})"
    r"|(?P<dd>\d{1,2})\stháng\s(?P<mm>\d{1,2})\snăm\s(?P<yy>(?:19|20)\d{2}))(?!\d)"
)
_DATE_AFTER = re.compile(
    rf"[\s,*_]{{0,3}}\(?(?:(?:được\s)?(?:ký|ban hành|thông qua)\s)?(?:của\s[^\d,;.()\n]{{2,90}}?[\s,]{{1,2}})?"
    rf"\(?(?:ban hành\s|ký\s)?ngày\s{_DAY}",
    re.IGNORECASE,
)
_WORDS_BEFORE = re.compile(rf"(?P<document>{_DOCUMENTS})(?:\s[^\d;.:()\n]{{0,80}}?)??(?:,?\ssố:?)?\s?$")
_ISSUER_AFTER = re.compile(
    r"[\s,)]{0,3}(?:của|do)\s(?P<issuer>[^\W\d_][^\d,;.:()\n]{2,90}?)(?=\s(?:về|quy định|ban hành|phê duyệt|ngày|và|hướng dẫn"
    r"|sửa đổi|là|để|trong|nhằm|tại|đối với|có|được|đã|khóa|khoá|giao|cho|trên|thực hiện)\b|\s?[,;.:()\n\d]|\s?$)"
)


def find_citations(text: str) -> tuple[Citation, ...]:
    """Every number of a document that the text cites, in reading order."""
    plain, origins = normalise_with_map(text)
    found = sorted(citations_of(plain), key=lambda citation: citation.start)
    return tuple(_moved(citation, text, origins[citation.start], origins[citation.end]) for citation in found)


def _moved(citation: Citation, text: str, start: int, end: int) -> Citation:
    return replace(citation, start=start, end=end, surface=text[start:end])


def citations_of(plain: str) -> Iterator[Citation]:
    """Citations of a normalised text, not in order."""
    taken = bytearray(len(plain))
    for reading, pattern in ((_party, _PARTY), (_code, _CODE), (_state, _STATE), (_short, _SHORT)):
        for match in pattern.finditer(plain):
            citation = reading(plain, match)
            if citation and taken.find(1, citation.start, citation.end) < 0:
                taken[citation.start : citation.end] = b"\1" * (citation.end - citation.start)
                yield citation


def _party(plain: str, match: re.Match[str]) -> Citation | None:
    is_known = match["type"] in TYPE_SYMBOLS or _PARTY_BODY.search(match["issuer"])
    if not is_known and not _is_named(plain, match.start()):
        return None
    return _citation(plain, match.start("number"), match.end(), match["number"], None, match["type"], match["issuer"])


def _code(plain: str, match: re.Match[str]) -> Citation:
    year = int(match["year"]) if match["year"] else None
    return _citation(plain, match.start(), match.end(), match["number"], year, match["kind"], match["issuer"] or "")


def _short(plain: str, match: re.Match[str]) -> Citation:
    return _citation(plain, match.start("number"), match.end(), match["number"], int(match["year"]), "", "")


def _state(plain: str, match: re.Match[str]) -> Citation | None:
    if match["draft"]:
        if not _DRAFT_BEFORE.search(plain[max(0, match.start() - 40) : match.start()]):
            return None
        kind, issuer = _split(match["draft"][1:])
        return _citation(plain, match.start(), match.end(), "", None, kind, issuer)
    symbol = re.sub(r" ?([-.–]) ?", r"\1", match["symbol"]).replace("–", "-")
    kind, issuer = _split(symbol)
    if not (match["year"] or kind or _is_letter(symbol) or _is_named(plain, match.start())):
        return None
    year = int(match["year"]) if match["year"] else None
    return _citation(plain, match.start(), match.end(), match["number"], year, kind, issuer)


def _split(symbol: str) -> tuple[str, str]:
    """QĐ-TTg is a decision of TTg; UBND-VX is a letter, which has no type symbol."""
    for joint in ("-", "/"):
        head, found, tail = symbol.partition(joint)
        if found and head in TYPE_SYMBOLS:
            return head, tail
    return "", symbol


def _is_letter(symbol: str) -> bool:
    """UBND-VX, BKHĐT-TH: the body in capitals, a hyphen, the drafting unit."""
    head, _, tail = symbol.partition("-")
    return len(head) >= 2 and bool(tail) and sum(letter.isupper() for letter in head) >= 2


def _is_named(plain: str, start: int) -> bool:
    before = plain[max(0, start - 12) : start].rstrip()
    return before.endswith(("số", "Số", "số:", "Số:")) or bool(_WORDS_BEFORE.search(plain[max(0, start - 30) : start]))


def _citation(plain: str, start: int, end: int, number: str, year: int | None, kind: str, issuer: str) -> Citation:
    after = plain[end : end + 160]
    dated = _DATE_AFTER.match(after)
    words = _WORDS_BEFORE.search(plain[max(0, start - 110) : start])
    named = _ISSUER_AFTER.match(after, dated.end() if dated else 0) or _ISSUER_AFTER.match(after)
    return Citation(
        start, end, plain[start:end], number, year, kind, issuer, _day(dated),
        words["document"] if words else "", " ".join(named["issuer"].split()) if named else "",
    )  # fmt: skip


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    day, month, year = (match["d"], match["m"], match["y"]) if match["d"] else (match["dd"], match["mm"], match["yy"])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
