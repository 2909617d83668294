"""What a finding holds: its place, both numbers, the computation, the related figures."""

import time

import pytest

from proofread.sentences import document_of
from solieu.core import Consequence, Finding
from solieu.documents.document import Document, NoteReference, Passage, PassageKind, Piece
from solieu.proofread import Coverage, proofread


def only(text: str) -> Finding:
    (found,) = proofread(document_of(text)).findings
    return found


def test_a_finding_says_where_what_and_what_to_do() -> None:
    text = "Mở đầu.\n\nDiện tích lúa đạt 1.540 ha, gồm: lúa Xuân 820 ha, lúa Mùa 740 ha."
    found = only(text)
    assert found.message == (
        "Dòng 3: tổng ghi 1.540 ha nhưng cộng các thành phần được 1.560 ha (820 ha + 740 ha; chênh 20 ha). "
        "Có thể gõ nhầm một chữ số: 1.540 ha lẽ ra là 1.560 ha."
    )
    assert found.next_step
    assert (found.printed, found.expected) == ("1.540 ha", "1.560 ha")
    assert found.where.file == "cau.txt"
    assert (found.where.line, found.where.end_line) == (3, 3)
    assert text[found.where.start : found.where.end] == "1.540 ha"
    assert [text[one.where.start : one.where.end] for one in found.related] == ["820 ha", "740 ha"]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Thu hoạch 1.250 tấn, bằng 92,0% so với cùng kỳ (1.150 tấn).", "chia ngược"),
        ("Đàn bò có 4.150 con, tăng 103,8% so với cùng kỳ (4.000 con).", "lẫn “bằng x%” với “tăng x%”"),
        ("Đàn bò có 4.150 con, giảm 3,8% so với cùng kỳ (4.000 con).", "nhầm “tăng” với “giảm”"),
        ("Đàn bò có 5.000 con, tăng 20,0% so với cùng kỳ (4.000 con).", "chia cho số mới"),
        ("Giải ngân 46.282 triệu đồng/64.280 triệu đồng, đạt 27,0%.", "đảo chữ số"),
        ("Lúa 1.260 ha, năng suất 48,5 tạ/ha, sản lượng 61.110 tấn.", "nhầm hàng đơn vị"),
    ],
)
def test_a_typical_slip_is_named_as_a_guess(text: str, cause: str) -> None:
    message = only(text).message
    assert "Có thể" in message
    assert cause in message


def test_hectares_times_quintals_show_the_tenth() -> None:
    assert "48,5 tạ/ha × 1.260 ha : 10" in only("Lúa 1.260 ha, năng suất 48,5 tạ/ha, sản lượng 7.111 tấn.").message


def test_decimals_cut_off_are_a_hint() -> None:
    found = only("Giải ngân 3.257 triệu đồng/9.990 triệu đồng, đạt 32% kế hoạch vốn.")
    assert (found.consequence, found.name) == (Consequence.HINT, "decimals-cut-off")


@pytest.mark.parametrize(
    "text",
    [
        "Tổng 10,1 ha, gồm: A 3,4 ha, B 3,3 ha, C 3,3 ha.",  # 10,0 from rounded parts
        "Lúa 15.435,48 ha, năng suất 51,13 tạ/ha, sản lượng 78.919,09 tấn.",
        "Diện tích 15.435,48 ha, giảm 162,61 ha (1,04%) so với cùng kỳ.",
    ],
)
def test_the_rounding_of_every_operand_is_allowed_for(text: str) -> None:
    assert not proofread(document_of(text)).findings


def test_a_hedge_is_one_sided() -> None:
    over = "Thu được trên {} triệu đồng, gồm vốn xã 320 triệu đồng và vốn thôn 214 triệu đồng."
    assert not [one for one in proofread(document_of(over.format(530))).findings if one.code == "DOC201"]
    share = "Khoanh nuôi trên 150 ha/1.100 ha rừng, bằng {} kế hoạch."
    assert not proofread(document_of(share.format("13,9%"))).findings
    assert proofread(document_of(share.format("12,1%"))).findings


def test_findings_come_in_reading_order_and_fingerprints_differ() -> None:
    text = "Có 12/16 xã đạt, đạt 85,0%.\nCó 13/16 xã đạt, đạt 85,0%."
    found = proofread(document_of(text)).findings
    assert [one.where.line for one in found] == [1, 2]
    assert len({one.fingerprint for one in found}) == 2


def test_coverage_counts_what_was_read_and_judged() -> None:
    text = "Có 12/16 xã đạt, đạt 75,0%. Có 13/16 xã đạt, đạt 85,0%. Ngày 12/3/2024 họp."
    found = proofread(document_of(text))
    assert found.coverage == Coverage(quantities=4, claims=2, judged=2, held=1, failed=1)


def test_what_was_not_judged_is_listed() -> None:
    text = "Có 412 hộ trồng chè, 386 hộ nuôi bò, chiếm 88%."
    found = proofread(document_of(text))
    assert not found.findings
    (one,) = found.not_judged
    assert text[one.start : one.end] == "88%"
    assert found.coverage.claims == found.coverage.judged + 1


def test_an_empty_document_is_no_trouble() -> None:
    assert proofread(document_of("")).coverage == Coverage()


def torn() -> Document:
    """One sentence over a page break, with a note between its halves."""
    text = "Tổng số 303 bản (lần đầu: 13 bản,\n1. Ghi chú.\nhằng năm: 284 bản, bổ sung: 07 bản)."
    first, note, second = text.split("\n")
    joined = f"{first} {second}"
    starts = text.index(note), text.index(second)
    body = Passage(
        PassageKind.PARAGRAPH,
        joined,
        (Piece(0, 0, len(first) + 1), Piece(len(first) + 1, starts[1], len(second))),
        references=(NoteReference(10, "1"),),
        number=1,
    )
    return Document("to.md", text, (body, Passage(PassageKind.NOTE, note, (Piece(0, starts[0], len(note)),), note="1")))


def test_places_point_into_the_text_of_the_file_also_in_torn_sentences() -> None:
    document = torn()
    (found,) = proofread(document).findings
    assert (found.printed, found.expected, found.where.line) == ("303 bản", "304 bản", 1)
    shown = [document.text[one.where.start : one.where.end] for one in found.related]
    assert shown == ["13 bản", "284 bản", "07 bản"]
    assert [one.where.line for one in found.related] == [1, 3, 3]


def test_a_sentence_without_an_end_costs_no_more_than_its_length() -> None:
    """Thousands of figures between two full stops: a table whose lines were lost, or a file made to harm."""
    sentence = "Toàn xã có 412 hộ, gồm 200 hộ nghèo và 212 hộ khác, "
    started = time.process_time()
    found = proofread(document_of(sentence * 400))
    assert found.coverage.quantities == 1200
    assert not found.findings
    assert time.process_time() - started < 20
