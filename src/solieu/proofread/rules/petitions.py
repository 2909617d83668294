"""Petitions that do not add up: those that may be dealt with, by who may deal with them; those withdrawn.

How it is judged
    By the circulars on petitions those that meet the conditions (đủ điều kiện xử lý) are divided into those within the
    competence of the body (thuộc thẩm quyền) and those outside it (không thuộc thẩm quyền). What is withdrawn is taken
    off before the share that was settled is computed: 40 đơn, rút 3 đơn, đã giải quyết 20/37 đơn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from solieu.proofread.claims import Claim, Strength
from solieu.proofread.dimensions import alike
from solieu.proofread.figures import Figure, Role
from solieu.proofread.formulas import Operand, Operation, of
from solieu.proofread.relations import Scene
from solieu.proofread.rules.rule import Rule

DIVIDED = Rule(
    code="DOC224",
    name="petitions-do-not-add-up",
    title="Số đơn không khớp giữa các bước xử lý",
    looks_for="Đơn đủ điều kiện xử lý với đơn thuộc và không thuộc thẩm quyền; số đơn sau khi trừ đơn rút với mẫu số "
    "của tỷ lệ giải quyết.",
    why="Các bước do nhiều người đếm; số của bước sau thường được sửa mà bước trước chưa sửa theo.",
    leave="Có đơn đang phân loại, đơn trùng: nêu số đó trong câu.",
    example="Tiếp nhận 60 đơn (đủ điều kiện xử lý 57 đơn, không đủ điều kiện 03 đơn). Có 41 đơn thuộc thẩm quyền đã "
    "giao giải quyết; 19 đơn không thuộc thẩm quyền thì hướng dẫn người gửi.",
    counter_example="Tiếp nhận 60 đơn (đủ điều kiện xử lý 57 đơn, không đủ điều kiện 03 đơn). Có 38 đơn thuộc thẩm quyền đã "
    "giao giải quyết; 19 đơn không thuộc thẩm quyền thì hướng dẫn người gửi.",
)
RULES = (DIVIDED,)

_WITHIN = re.compile(r"(?<!không )(?<!chưa )thuộc (?:thẩm quyền|trách nhiệm)")
_OUTSIDE = re.compile(r"(?:không|chưa) thuộc (?:thẩm quyền|trách nhiệm)")
_FIT = re.compile(r"(?<!không )(?<!chưa )đủ điều kiện")
_TAKEN_BACK = re.compile(r"\brút\b")
_FEW = 4


def claims(scene: Scene) -> Iterator[Claim]:
    if "đơn" not in scene.outline.text:
        return
    petitions = [
        one for one in scene.figures
        if "đơn" in one.dimension.base.split() and one.mention.value is not None and not one.is_fraction
    ]  # fmt: skip
    yield from _by_competence(scene, petitions)
    for figure in scene.figures:
        if figure.is_fraction and (found := _without_withdrawn(scene, figure)):
            yield found


def _label(figure: Figure) -> str:
    return f"{figure.near} {figure.mention.unit} {figure.tail}".lower()


def _words_behind(scene: Scene, figure: Figure) -> str:
    """52 đơn kiến nghị, phản ánh thuộc thẩm quyền: up to the next figure or stop."""
    following = scene.figures[figure.index + 1 : figure.index + 2]
    end = min(following[0].start if following else figure.end + _BEHIND, figure.end + _BEHIND)
    return re.split(r"[;.()]", scene.outline.text[figure.end : end].lower())[0]


_BEHIND = 60


def _by_competence(scene: Scene, petitions: list[Figure]) -> Iterator[Claim]:
    labels = {one.index: f"{one.near} {one.mention.unit} {_words_behind(scene, one)}".lower() for one in petitions}
    fit = [one for one in petitions if _FIT.search(f"{one.near} {one.mention.unit} {one.tail}")]
    outside = [one for one in petitions if _OUTSIDE.search(labels[one.index])]
    within = [one for one in petitions if _WITHIN.search(labels[one.index]) and one not in outside]
    if len(fit) == len(within) == len(outside) == 1 and fit[0].index < min(within[0].index, outside[0].index):
        reading = of(Operation.SUM, within[0], outside[0])
        yield Claim(DIVIDED.code, Operand(fit[0]), (reading,), Strength.PLAIN, "thẩm quyền")


def _without_withdrawn(scene: Scene, figure: Figure) -> Claim | None:
    before = [
        one for one in scene.figures[max(0, figure.index - _FEW) : figure.index]
        if one.sentence == figure.sentence and one.bracket == figure.bracket and one.mention.value is not None
        and one.role is Role.LEVEL and not one.is_percent
    ]  # fmt: skip
    if (
        len(before) != 2
        or not _TAKEN_BACK.search(_label(before[1]))
        or not alike(before[0].dimension, figure.dimension)
    ):
        return None
    reading = of(Operation.REST, *before)
    return Claim(DIVIDED.code, Operand(figure, denominator=True), (reading,), Strength.PLAIN, "rút")
