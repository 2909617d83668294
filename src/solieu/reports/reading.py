"""From the text of a template to its tree. Markdown is read by markdown-it-py; slots are a rule of ours inside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from solieu.catalog.model import TemplateText
from solieu.core import Finding, Where
from solieu.expressions import ExpressionError, Reference, parse_expression, write_expression
from solieu.expressions.model import Binary, Expression, Word
from solieu.reports.faults import fault, unknown
from solieu.reports.slots import SLOT, SlotError, read_slot
from solieu.reports.table_reading import read_table
from solieu.reports.template import (
    EachNode,
    HeadingNode,
    IfNode,
    Inline,
    ListNode,
    Mark,
    NarrativeNode,
    Node,
    ParagraphNode,
    Template,
    Words,
    every_node,
)

BLOCKS = ("if", "else", "each", "narrative", "table")
UNUSED = ("code", "fence", "blockquote", "reference", "html_block", "lheading", "hr",
          "html_inline", "entity", "autolink", "image", "link", "backticks")  # fmt: skip


@lru_cache(maxsize=1024)
def read_template(text: TemplateText) -> Template:
    """The tree of a template. What cannot be read is in ``faults``; the rest is still there."""
    reader = _Reader(text)
    env: dict[str, dict[str, dict[str, int]]] = {}
    tokens = _markdown().parse(text.text, env)
    blocks = reader.blocks(tokens)
    reader.check_notes(env.get("footnotes", {}).get("refs", {}))
    return Template(text.id, text.file, blocks, reader.notes, tuple(reader.faults))


@cache
def _markdown() -> MarkdownIt:
    """Headings, paragraphs, lists, emphasis, notes and our blocks; every other sign of Markdown prints as it stands."""
    reader = MarkdownIt("commonmark", {"html": False}).use(footnote_plugin, inline=False)
    reader.use(container_plugin, name="block", validate=lambda params, _: bool(params.strip()))
    reader.disable(UNUSED)
    reader.inline.ruler.before("escape", "slot", _slot_rule)
    return reader


def _slot_rule(state: StateInline, silent: bool) -> bool:
    match = SLOT.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("slot", "", 0)
        token.content, token.meta = match[0], {"at": state.pos}
    state.pos = match.end()
    return True


@dataclass(slots=True)
class _Reader:
    """Walks the tokens of one file."""

    source: TemplateText
    faults: list[Finding] = field(default_factory=list)
    notes: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    marked: set[str] = field(default_factory=set)

    def blocks(self, tokens: list[Token]) -> tuple[Node, ...]:
        found: list[Node] = []
        at = 0
        while at < len(tokens):
            end = _closing(tokens, at)
            self._block(tokens[at], tokens[at + 1 : end], found)
            at = end + 1
        return tuple(found)

    def _block(self, token: Token, inside: list[Token], found: list[Node]) -> None:
        match token.type:
            case "heading_open":
                found.append(HeadingNode(int(token.tag[1:]), self._inlines(inside[0]), self._at(token)))
            case "paragraph_open":
                found.append(ParagraphNode(self._inlines(inside[0])))
            case "bullet_list_open":
                found.append(ListNode(token.markup, tuple(self.blocks(item) for _, item in _items(inside))))
            case "ordered_list_open":
                found += [node for number, item in _items(inside) for node in _numbered(number, self.blocks(item))]
            case "container_block_open":
                self._container(token, inside, found)
            case "footnote_block_open":
                for note, body in _items(inside):
                    self.notes[note] = self.blocks(body)
            case "footnote_anchor":
                pass
            case other:
                self.faults.append(fault("REP106", f"mẫu báo cáo không dùng khối “{other}”", self._at(token)))

    def _container(self, token: Token, inside: list[Token], found: list[Node]) -> None:
        word, _, rest = token.info.strip().partition(" ")
        where = self._at(token, "::")
        if not self._is_closed(token):
            self.faults.append(fault("REP106", f"khối “{word}” chưa có dòng ::: kết thúc", where))
        match word:
            case "if":
                condition = self._condition(rest, where)
                if condition is not None:
                    found.append(IfNode(condition, self.blocks(inside), (), where))
            case "else":
                self._else(inside, found, where)
            case "each":
                self._each(rest.strip(), inside, found, where)
            case "narrative":
                name, _, owner = rest.strip().partition(" ")
                found.append(NarrativeNode(name, owner.strip(), " ".join(self._raw(token).split()), where))
            case "table":
                table, faults = read_table(rest.strip(), self._raw(token), where)
                found.append(table)
                self.faults += faults
            case _:
                self.faults.append(unknown("REP106", "loại khối", word, BLOCKS, where))

    def _else(self, inside: list[Token], found: list[Node], where: Where) -> None:
        before = found[-1] if found else None
        if isinstance(before, IfNode) and not before.otherwise:
            found[-1] = replace(before, otherwise=self.blocks(inside))
        else:
            self.faults.append(fault("REP106", "khối “else” phải đứng ngay sau một khối “if”", where))

    def _each(self, rest: str, inside: list[Token], found: list[Node], where: Where) -> None:
        head, _, condition = rest.partition(" where ")
        named = self._condition(head, where, reference=True)
        filtered = self._condition(condition, where) if condition.strip() else None
        if isinstance(named, Reference):
            tree = conjunction([*cut_conditions(named), *([filtered] if filtered else [])])
            text = write_expression(tree) if tree else ""
            found.append(EachNode(named.name, tree, text, self.blocks(inside), where))

    def _condition(self, text: str, where: Where, *, reference: bool = False) -> Expression | None:
        line = self._line(where.line or 1)
        place = replace(where, column=line.find(text.strip()) + 1)
        try:
            found = parse_expression(text.strip(), line=place.line or 1, column=place.column or 1)
        except ExpressionError as error:
            at = replace(where, line=error.line, column=error.column)
            self.faults.append(fault("REP101", error.message, at))
            return None
        if reference and not isinstance(found, Reference):
            self.faults.append(fault("REP101", f"“{text.strip()}” phải là tên một sổ", place))
            return None
        return found

    def _inlines(self, token: Token) -> tuple[Inline, ...]:
        bold = italic = 0
        found: list[Inline] = []
        for child in token.children or ():
            match child.type:
                case "strong_open" | "strong_close":
                    bold += child.nesting
                case "em_open" | "em_close":
                    italic += child.nesting
                case "softbreak" | "hardbreak":
                    found.append(Words(" ", bool(bold), bool(italic)))
                case "slot":
                    self._slot(child, token, found, bold=bool(bold), italic=bool(italic))
                case "footnote_ref":
                    self._mark(child.meta["label"], self._at(token, f"[^{child.meta['label']}]"), found)
                case _:
                    self._words(child.content, token)
                    found.append(Words(child.content, bool(bold), bool(italic), self._at(token, child.content)))
        return tuple(word for word in found if not isinstance(word, Words) or word.text)

    def _slot(self, child: Token, token: Token, found: list[Inline], *, bold: bool, italic: bool) -> None:
        try:
            slot = read_slot(child.content, self._at_offset(token, child.meta["at"]))
        except SlotError as error:
            self.faults.append(fault("REP101", error.message, error.where))
            return
        found.append(replace(slot, bold=bold, italic=italic))

    def _mark(self, label: str, where: Where, found: list[Inline]) -> None:
        if label in self.marked:
            self.faults.append(fault("REP107", f"chú thích “{label}” được đánh dấu hai lần", where))
        self.marked.add(label)
        found.append(Mark(label, where))

    def _words(self, text: str, token: Token) -> None:
        for sign in ("{", "}"):
            if sign in text:
                self.faults.append(
                    fault("REP101", f"dấu “{sign}” không thành chỗ điền trọn vẹn", self._at(token, sign))
                )
        if "[^" in text:
            place = self._at(token, text[text.index("[^") :][:12])
            self.faults.append(fault("REP107", "chú thích được đánh dấu nhưng không có nội dung", place))

    def check_notes(self, refs: dict[str, int]) -> None:
        for node in every_node(Template("", "", (), self.notes)):
            for inline in node.inlines if isinstance(node, ParagraphNode | HeadingNode) else ():
                if isinstance(inline, Mark):
                    self.faults.append(fault("REP107", "chú thích không nằm trong chú thích", inline.where))
        for name in refs:
            if name.removeprefix(":") not in self.marked:
                place = self._find(f"[^{name.removeprefix(':')}]:")
                self.faults.append(fault("REP107", f"chú thích “{name.removeprefix(':')}” không được đánh dấu", place))

    def _at(self, token: Token, sign: str = "") -> Where:
        first, last = token.map or [0, 0]
        for line in range(first, max(last, first + 1)):
            column = self._line(line + self.source.first_line).find(sign)
            if column >= 0:
                return Where(file=self.source.file, line=line + self.source.first_line, column=column + 1)
        return Where(file=self.source.file, line=first + self.source.first_line, column=1)

    def _at_offset(self, token: Token, offset: int) -> Where:
        """Place of an offset in the content of an inline token, whose lines have lost their indentation."""
        before = token.content[:offset].split("\n")
        line = (token.map or [0, 0])[0] + len(before) - 1 + self.source.first_line
        written = token.content.split("\n")[len(before) - 1]
        indent = max(self._line(line).find(written.strip()) - (len(written) - len(written.lstrip())), 0)
        return Where(file=self.source.file, line=line, column=indent + len(before[-1]) + 1)

    def _find(self, text: str) -> Where:
        for line, written in enumerate(self.source.text.splitlines(), self.source.first_line):
            if text in written:
                return Where(file=self.source.file, line=line, column=written.index(text) + 1)
        return Where(file=self.source.file, line=self.source.first_line, column=1)

    def _line(self, line: int) -> str:
        lines = self.source.text.splitlines()
        at = line - self.source.first_line
        return lines[at] if at < len(lines) else ""

    def _raw(self, token: Token) -> str:
        first, end = token.map or [0, 0]
        return "\n".join(self.source.text.splitlines()[first + 1 : end])

    def _is_closed(self, token: Token) -> bool:
        line = self._line((token.map or [0, 0])[1] + self.source.first_line).strip()
        return len(line) >= 3 and not line.strip(":")


def cut_conditions(reference: Reference) -> list[Expression]:
    """``cau[trang_thai=hoan_thanh]`` as the condition of a register: trang_thai = "hoan_thanh"."""
    at = reference.at
    return [Binary("=", Reference(name, (), (), at), Word(member, at), at) for name, member in reference.cut]


def conjunction(parts: list[Expression]) -> Expression | None:
    if not parts:
        return None
    found = parts[0]
    for part in parts[1:]:
        found = Binary("and", found, part, part.at)
    return found


def _closing(tokens: list[Token], at: int) -> int:
    depth: int = tokens[at].nesting
    while depth > 0:
        at += 1
        depth += tokens[at].nesting
    return at


def _items(tokens: list[Token]) -> list[tuple[str, list[Token]]]:
    """Items of a list with their typed number, or notes with their label."""
    found, at = [], 0
    while at < len(tokens):
        end = _closing(tokens, at)
        label = str(tokens[at].meta.get("label", "")) or f"{tokens[at].info}{tokens[at].markup}"
        found.append((label, tokens[at + 1 : end]))
        at = end + 1
    return found


def _numbered(number: str, blocks: tuple[Node, ...]) -> tuple[Node, ...]:
    """An officer's numbering is typed text (office-habits A6.4), so "1. " stays in front of its paragraph."""
    first = blocks[0] if blocks else None
    if isinstance(first, ParagraphNode):
        return (ParagraphNode((Words(f"{number} "), *first.inlines)), *blocks[1:])
    return blocks
