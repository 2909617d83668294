"""The answer for a terminal: place, the words with a mark under them, what was compared, what to do, and coverage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from solieu.core import Consequence, Finding
from solieu.documents.document import Document
from solieu.documents.places import Places
from solieu.proofread.answers.answer import TO_ANSWER, Answer
from solieu.proofread.answers.evidence import evidence_of, related_words, unplaced
from solieu.proofread.model import Coverage
from solieu.proofread.rules import RULES


def to_text(answers: Sequence[Answer], *, hints: bool = False, not_judged: bool = False) -> str:
    blocks = ["\n".join(_file(answer, hints=hints, not_judged=not_judged)) for answer in answers]
    if len(answers) > 1:
        blocks.append(_total(answers))
    return "\n\n".join(blocks) + "\n"


def _file(answer: Answer, *, hints: bool, not_judged: bool) -> Iterator[str]:
    if answer.reading is None:
        yield f"{answer.file}: không đọc được. {'; '.join(answer.unread)}."
        return
    document, places = answer.reading.document, Places(answer.reading.document)
    for finding in answer.shown(hints=hints):
        yield from _finding(finding, document, places)
        yield ""
    for finding, acceptance in answer.accepted:
        yield f"{_head(finding, document, places)}: đã chấp nhận, lý do: {acceptance.reason}"
    for record in answer.stale:
        yield f"{document.file}: điều chấp nhận {record.code} “{record.words}” không còn khớp với chỗ nào"
    if not_judged:
        yield from _not_judged(answer, places)
    for reason in answer.unread:
        yield f"{document.file}: chưa đọc hết. {reason}."
    yield summary(answer, hints=hints)


def _finding(finding: Finding, document: Document, places: Places) -> Iterator[str]:
    evidence = evidence_of(finding, places)
    yield f"{_head(finding, document, places)}: {finding.consequence.in_vietnamese} [{finding.code}] {title_of(finding)}"
    if evidence.line:
        yield f"    {evidence.line}"
        yield f"    {evidence.caret}"
    yield f"  {unplaced(finding.message)}"
    related = related_words(finding, places)
    if related:
        more = f" và {len(related) - _RELATED} số khác" if len(related) > _RELATED else ""
        yield f"  Liên quan: {'; '.join(related[:_RELATED])}{more}"
    if finding.next_step:
        yield f"  → {finding.next_step}"


def title_of(finding: Finding) -> str:
    """The fault in the words of the office."""
    rule = RULES.get(finding.code)
    return rule.title if rule is not None and rule.name == finding.name else _CUT_OFF


_CUT_OFF = "Phần lẻ bị cắt bỏ thay vì làm tròn"
_RELATED = 8  # figures named in the terminal; the other forms of answer name all


def _head(finding: Finding, document: Document, places: Places) -> str:
    """Clickable in a terminal for text; in the words of the office otherwise."""
    start = finding.where.start
    if start is None:
        return document.file
    if document.kind in ("text", "markdown"):
        return f"{document.file}:{places.line(start)}:{places.column(start)}"
    return f"{document.file}: {places.in_words(start)}"


def _not_judged(answer: Answer, places: Places) -> Iterator[str]:
    claims = answer.reading.not_judged if answer.reading else ()
    if claims:
        yield f"Chưa đủ căn cứ để xét ({len(claims)} chỗ):"
    for claim in claims:
        yield f"  {places.in_words(claim.start)}: {claim.why}"


def summary(answer: Answer, *, hints: bool = False) -> str:
    """One line: what was read, claimed, judged and found."""
    counts = ", ".join(part for part in _counts(answer, hints=hints) if part)
    return f"{answer.file}: {coverage_words(answer.coverage)} {counts or 'Không có điều nào phải nêu'}."


def coverage_words(coverage: Coverage) -> str:
    unjudged = coverage.claims - coverage.judged
    return (
        f"đọc {_number(coverage.quantities)} số liệu, thấy {_number(coverage.claims)} quan hệ; "
        f"xét được {_number(coverage.judged)}: {_number(coverage.held)} khớp, {_number(coverage.failed)} không khớp; "
        f"{_number(unjudged)} chưa đủ căn cứ để xét."
    )


def _counts(answer: Answer, *, hints: bool) -> Iterator[str]:
    found = [finding.consequence for finding in answer.findings]
    to_answer, look, hint = (
        sum(each in TO_ANSWER for each in found),
        found.count(Consequence.LOOK),
        found.count(Consequence.HINT),
    )
    yield f"{to_answer} điều cần sửa hoặc giải trình" if to_answer else ""
    yield f"{look} điều lưu ý" if look else ""
    yield f"{hint} gợi ý{'' if hints else ' (xem bằng --hints)'}" if hint else ""
    yield f"{len(answer.accepted)} điều đã chấp nhận" if answer.accepted else ""


def _total(answers: Sequence[Answer]) -> str:
    read = [answer for answer in answers if answer.reading]
    total = sum((answer.coverage for answer in read), Coverage())
    refused = len(answers) - len(read)
    return f"Cộng {len(read)} tệp{f', {refused} tệp không đọc được' if refused else ''}: {coverage_words(total)}"


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")
