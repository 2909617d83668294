"""From the parse tree to the syntax tree, with places in the file."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lark import Token, Transformer, v_args
from lark.tree import Meta

from solieu.expressions.model import Binary, Call, Expression, Number, Position, Reference, Shift, Unary, Word


@v_args(meta=True)
class Builder(Transformer[Token, Expression]):
    """One method for each rule of the grammar; ``start`` is the place of the text in its file."""

    def __init__(self, start: Position) -> None:
        super().__init__()
        self._start = start

    def _at(self, meta: Meta) -> Position:
        return self._start.moved(meta.line, meta.column)

    def number(self, meta: Meta, items: Sequence[Token]) -> Expression:
        return Number(Decimal(items[0]), self._at(meta))

    def word(self, meta: Meta, items: Sequence[Token]) -> Expression:
        return Word(str(items[0])[1:-1], self._at(meta))

    def negate(self, meta: Meta, items: Sequence[Expression]) -> Expression:
        return Unary("-", items[0], self._at(meta))

    def invert(self, meta: Meta, items: Sequence[Expression]) -> Expression:
        return Unary("not", items[0], self._at(meta))

    def fold_or(self, meta: Meta, items: Sequence[Expression]) -> Expression:
        return self._chain("or", items, meta)

    def fold_and(self, meta: Meta, items: Sequence[Expression]) -> Expression:
        return self._chain("and", items, meta)

    def _chain(self, operator: str, items: Sequence[Expression], meta: Meta) -> Expression:
        result = items[0]
        for item in items[1:]:
            result = Binary(operator, result, item, self._at(meta))
        return result

    def fold_left(self, meta: Meta, items: Sequence[Expression | Token]) -> Expression:
        result = items[0]
        for operator, right in zip(items[1::2], items[2::2], strict=True):
            result = Binary(str(operator), result, right, self._at(meta))  # type: ignore[arg-type]
        return result  # type: ignore[return-value]

    def call(self, meta: Meta, items: Sequence[Expression | Token]) -> Expression:
        return Call(str(items[0]), tuple(items[1:]), self._at(meta))  # type: ignore[arg-type]

    def pair(self, meta: Meta, items: Sequence[Token]) -> tuple[str, str]:
        return str(items[0]), str(items[1])

    def cut(self, meta: Meta, items: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(items))

    def shift(self, meta: Meta, items: Sequence[Token]) -> Shift:
        return Shift(str(items[0]), str(items[1]) if len(items) > 1 else "", self._at(meta))

    def reference(self, meta: Meta, items: Sequence[object]) -> Expression:
        cut = next((item for item in items[1:] if isinstance(item, tuple)), ())
        shifts = tuple(item for item in items[1:] if isinstance(item, Shift))
        return Reference(str(items[0]), cut, shifts, self._at(meta))
