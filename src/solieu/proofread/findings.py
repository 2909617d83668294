"""From a verdict to the finding that an officer reads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from solieu.core import Consequence, Finding, FindingValue, Where
from solieu.documents.document import Document, Passage
from solieu.proofread.figures import Figure
from solieu.proofread.formulas import Operation
from solieu.proofread.messages import arithmetic, cause_of, expected_of, said_difference
from solieu.proofread.rules import RULES, Remark, orders, sums
from solieu.proofread.verdicts import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Lines:
    """Line numbers of a document, found by bisection instead of by counting anew for every finding."""

    document: Document
    starts: tuple[int, ...]

    @staticmethod
    def of(document: Document) -> Lines:
        starts = [0]
        at = document.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = document.text.find("\n", at + 1)
        return Lines(document, tuple(starts))

    def where(self, passage: Passage, start: int, end: int) -> Where:
        """The place of ``passage.text[start:end]`` in the document."""
        first, last = passage.span(start, end)
        line = bisect_right(self.starts, first)
        return Where(
            file=self.document.file,
            line=line,
            column=first - self.starts[line - 1] + 1,
            end_line=bisect_right(self.starts, max(first, last - 1)),
            start=first,
            end=last,
            paragraph=passage.number or None,
        )


def finding_of(verdict: Verdict, passages: Mapping[int, Passage], lines: Lines) -> Finding:
    """``passages`` gives the passage of a figure by the identity of the figure."""
    claim = verdict.claim
    rule = RULES[claim.rule]
    fails = verdict.outcome is Outcome.FAILS
    where = _where(claim.figure, passages, lines)
    expected = expected_of(claim.stated, verdict.formula)
    related = tuple(
        FindingValue(_label(one.figure), one.printed, _where(one.figure, passages, lines))
        for one in verdict.formula.operands
    )
    return Finding(
        code=rule.code,
        name=rule.name if fails else "decimals-cut-off",
        consequence=rule.consequence if fails else Consequence.HINT,
        message=f"{_place(where, lines.document.kind)}: {_compared(verdict, expected, passages, lines)}",
        where=where,
        related=related,
        printed=claim.stated.printed,
        expected=expected,
        next_step=rule.next_step if fails else "Đề nghị ghi số đã làm tròn.",
    )


def _where(figure: Figure, passages: Mapping[int, Passage], lines: Lines) -> Where:
    return lines.where(passages[id(figure)], figure.start, figure.end)


def remark_finding(remark: Remark, passage: Passage, lines: Lines) -> Finding:
    rule = RULES[remark.rule]
    where = lines.where(passage, remark.start, remark.end)
    return Finding(
        code=rule.code,
        name=rule.name,
        consequence=remark.consequence or rule.consequence,
        message=f"{_place(where, lines.document.kind)}: {remark.message}",
        where=where,
        related=tuple(
            FindingValue(label, passage.text[start:end], lines.where(passage, start, end))
            for label, start, end in remark.related
        ),
        printed=remark.printed or passage.text[remark.start : remark.end],
        expected=remark.expected,
        next_step=rule.next_step,
    )


def _place(where: Where, kind: str = "text") -> str:
    """Lines where the text is the file's own; paragraphs where it was extracted."""
    if kind in ("docx", "pdf") and where.paragraph is not None:
        return f"Đoạn {where.paragraph}"
    return f"Dòng {where.line}" if where.line is not None else where.file


def _label(figure: Figure) -> str:
    words = (figure.near or figure.tail).strip(" ,:")
    return words[-60:] if words else figure.mention.unit


def _compared(verdict: Verdict, expected: str, passages: Mapping[int, Passage], lines: Lines) -> str:
    claim, formula = verdict.claim, verdict.formula
    printed = claim.stated.printed
    if verdict.outcome is Outcome.TRUNCATED:
        computed = arithmetic(formula, claim.stated)
        return f"ghi {printed}, tính được {expected} ({computed}); phần lẻ bị cắt bỏ thay vì làm tròn."
    if formula.operation is Operation.SAME:
        return f"{_order(verdict, passages, lines)} {cause_of(verdict.slip)}".strip()
    return f"{said_difference(claim.stated, formula, expected)} {cause_of(verdict.slip)}".strip()


def _order(verdict: Verdict, passages: Mapping[int, Passage], lines: Lines) -> str:
    """Two figures of which one may not be larger, or that should be one."""
    stated, other = verdict.claim.stated.printed, verdict.formula.operands[0].printed
    match verdict.claim.rule:
        case orders.ESTIMATE.code:
            return f"ước cả kỳ ghi {stated}, nhỏ hơn số đã thực hiện {other}."
        case sums.PART.code:
            return f"phần {other} lớn hơn tổng số {stated}."
        case orders.STEP.code:
            return f"bước trước ghi {stated}, bước sau lại ghi {other}, lớn hơn."
        case _:
            place = _place(_where(verdict.formula.operands[0].figure, passages, lines), lines.document.kind)
            return f"ghi {stated} nhưng ở {place[:1].lower()}{place[1:]} ghi {other}."
