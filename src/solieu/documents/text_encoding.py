"""Bytes to text. Unicode is read; the encodings of old Vietnamese fonts are recognised and said, never guessed.

TCVN3 (.VnTime) and VNI put Vietnamese letters on the places of Western ones, and both are still found on the disks
of offices. Their digits read well, their words do not ("Céng hßa", "Coäng hoøa"), so no sentence could be judged.
"""

from __future__ import annotations

import re
import unicodedata

from solieu.documents.unread import UnreadableError

# Letters that Unicode Vietnamese never uses, on places where TCVN3 puts its commonest ones.
_TCVN3 = re.compile("[µ¸¶·¹¨»¾¼½Æ©Ç®¬­ª«×ØÜÞßä§¤¥¦]")
# VNI writes a vowel and, after it, a letter for its marks; ñ is its đ.
_VNI = re.compile("[aeouyAEOUY][äåøûïëüÄÅØÛÏËÜ]|[aeAE][ãÃ]|[öÖôÔ][øûõïØÛÕÏ]|[ñÑ]|[ieoaIEOA]ö")
_WORD = re.compile(r"[^\W\d_]+")
_LEGACY_SHARE = 0.08  # of the words; a French or German name now and then stays far below
_C1 = re.compile("[\x80-\x9f]")
_MARK_ON_VOWEL = re.compile("[aăâeêioôơuưy][\u0300\u0301\u0303\u0309\u0323]", re.IGNORECASE)
_COMBINING = re.compile("[\u0300\u0301\u0303\u0309\u0323]")

_TO_UNICODE = "Đề nghị chuyển sang Unicode (UniKey: Ctrl+Shift+F6), lưu lại dạng UTF-8 rồi đọc soát"


def decoded(content: bytes) -> str:
    """The text in NFC, line ends as they are. Raises UnreadableError with what the bytes seem to be."""
    text = unicodedata.normalize("NFC", _unicode(content))
    legacy = legacy_font(text)
    if legacy:
        raise UnreadableError(f"Chữ trong tệp theo bảng mã cũ {legacy}. {_TO_UNICODE}")
    return text


def legacy_font(text: str) -> str:
    """Name of the old encoding that the words seem to be written in, "" for none."""
    sample = text[:200_000]
    words = max(len(_WORD.findall(sample)), 1)
    tcvn3, vni = len(_TCVN3.findall(sample)), len(_VNI.findall(sample))
    if max(tcvn3, vni) < max(_LEGACY_SHARE * words, 3):
        return ""
    return "TCVN3 (phông .VnTime)" if tcvn3 >= vni else "VNI (phông VNI-Times)"


def _unicode(content: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _strictly(content, encoding)
    wide = _wide(content)
    if wide:
        return _strictly(content, wide)
    if b"\x00" in content[:4096]:
        raise UnreadableError("Đây là tệp nhị phân, không phải văn bản. Đề nghị chọn tệp .docx, .pdf, .md hoặc .txt")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _eight_bits(content, error.start)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        name = "UTF-8" if "8" in encoding else "UTF-16"
        raise UnreadableError(
            f"Tệp ghi là {name} nhưng có byte hỏng. Đề nghị mở bằng trình soạn thảo, lưu lại dạng UTF-8"
        ) from None


def _wide(content: bytes) -> str:
    """UTF-16 without its mark: in Vietnamese text most of the high bytes are 0 or 1."""
    sample = content[:4096]
    pairs = len(sample) // 2
    if pairs < 8 or len(content) % 2:
        return ""
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if sum(high.count(byte) for byte in (0, 1, 0x1E)) > 0.9 * pairs and high.count(0) > 0.4 * pairs:
            return encoding
    return ""


def _eight_bits(content: bytes, broken_at: int) -> str:
    """Windows-1258 when every tone mark stands on a vowel and nothing else is odd; anything else is named."""
    western = content.decode("latin-1")
    legacy = legacy_font(western)
    if legacy:
        raise UnreadableError(f"Chữ trong tệp theo bảng mã cũ {legacy}. {_TO_UNICODE}")
    try:
        text = content.decode("cp1258")
    except UnicodeDecodeError:
        text = ""
    marks = len(_COMBINING.findall(text))
    if marks >= 3 and marks == len(_MARK_ON_VOWEL.findall(text)) and not _C1.search(text):
        return text
    line = content.count(b"\n", 0, broken_at) + 1
    raise UnreadableError(f"Tệp không phải UTF-8 (byte lạ ở dòng {line}). {_TO_UNICODE}")
