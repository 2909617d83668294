"""From a verdict to the finding that an officer reads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from solieu.core import Consequence, Finding, FindingValue, Where
from solieu.documents.document import Document, Passage
from solieu.proofread.claims import Strength
from solieu.proofread.figures import Figure
from solieu.proofread.formulas import Formula, Operand, Operation
from solieu.proofread.messages import arithmetic, cause_of, expected_of, write_like
from solieu.proofread.rules import RULES, Remark
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
        message=f"{_place(where)}: {_compared(verdict, expected)}",
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
        message=f"{_place(where)}: {remark.message}",
        where=where,
        related=tuple(
            FindingValue(label, passage.text[start:end], lines.where(passage, start, end))
            for label, start, end in remark.related
        ),
        printed=remark.printed or passage.text[remark.start : remark.end],
        expected=remark.expected,
        next_step=rule.next_step,
    )


def _place(where: Where) -> str:
    return f"Dòng {where.line}" if where.line is not None else where.file


def _label(figure: Figure) -> str:
    words = (figure.near or figure.tail).strip(" ,:")
    return words[-60:] if words else figure.mention.unit


def _compared(verdict: Verdict, expected: str) -> str:
    claim, formula = verdict.claim, verdict.formula
    printed = claim.stated.printed
    if verdict.outcome is Outcome.TRUNCATED:
        return f"ghi {printed}, tính được {expected} ({arithmetic(formula)}); phần lẻ bị cắt bỏ thay vì làm tròn."
    said = _difference(claim.stated, formula, expected, claim.strength)
    cause = cause_of(verdict.slip)
    return f"{said} {cause}".strip()


def _difference(stated: Operand, formula: Formula, expected: str, strength: Strength) -> str:
    printed = stated.printed
    if formula.operation is Operation.SUM and len(formula.operands) == 1:
        return f"phần {formula.operands[0].printed} lớn hơn tổng số {printed}."
    if formula.operation is Operation.SUM:
        gap = write_like(abs(formula.value() - stated.value), stated.figure, _places(expected))
        return f"tổng ghi {printed} nhưng cộng các thành phần được {expected} ({arithmetic(formula)}; chênh {gap})."
    direction = _direction(stated, formula)
    return f"ghi {direction[0]}{printed} nhưng tính ra {direction[1]}{expected} ({arithmetic(formula)})."


def _direction(stated: Operand, formula: Formula) -> tuple[str, str]:
    """tăng or giảm in front of both numbers, where they speak of a change."""
    figure = stated.figure
    if not figure.sign or formula.operation not in (Operation.GROWTH, Operation.CHANGE_OF_NOW, Operation.REST,
                                                    Operation.RATIO, Operation.OVER_HUNDRED):  # fmt: skip
        return "", ""
    said = "giảm " if stated.sign < 0 else "tăng "
    value = formula.value()
    return said, "giảm " if value < 0 else "tăng "


def _places(written: str) -> int:
    fraction = written.partition(",")[2]
    digits = "".join(letter for letter in fraction if letter.isdigit())
    return len(digits)
