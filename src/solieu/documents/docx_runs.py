"""The words of one Word paragraph: changes accepted, field results, content controls, note marks, raised letters.

Every letter keeps its place in the file (``Spot``), so that a comment can be anchored on it later.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from solieu.documents.docx_names import attribute, child, every, is_on, short, value
from solieu.documents.markup import read_raised
from solieu.documents.strands import StrandBuilder


@dataclass(frozen=True, slots=True)
class Spot:
    """``length`` letters from ``origin`` on in the walk stand in ``node`` (a w:t) of ``run``. ``anchor`` is the run to
    which a comment goes where none can stand on the words themselves (notes, text boxes)."""

    origin: int
    length: int
    node: Any
    run: Any
    anchor: Any | None


@dataclass
class Walk:
    """Letters in the order in which they are met, and the notes in the order of their marks."""

    spots: list[Spot] = field(default_factory=list)
    length: int = 0
    anchor: Any | None = None
    notes: dict[str, str] = field(default_factory=dict)  # "footnote 3" -> mark
    references: dict[str, Any] = field(default_factory=dict)  # the same -> run that holds the mark
    fields: list[bool] = field(default_factory=list)  # open fields: whether we stand in the result

    def take(self, length: int, node: Any, run: Any) -> int:
        """Origin of so many letters more."""
        origin = self.length
        self.spots.append(Spot(origin, length, node, run, self.anchor))
        self.length += length
        return origin

    def spot(self, origin: int) -> Spot:
        return self.spots[bisect_right(self.spots, origin, key=lambda spot: spot.origin) - 1]

    def mark_of(self, kind: str, id: str, run: Any, first: int) -> str:
        """The mark that Word prints for a note: counted in the order of the references."""
        key = f"{kind} {id}"
        if key not in self.notes:
            count = first + sum(other.startswith(kind) for other in self.notes)
            self.notes[key] = str(count) if kind == "footnote" else roman(count)
            self.references[key] = run
        return self.notes[key]


def roman(number: int) -> str:
    """Endnotes are counted in small Roman numbers unless a file says otherwise."""
    signs = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    written = ""
    for size, sign in signs:
        count, number = divmod(number, size)
        written += sign * count
    return written


_INSIDE = frozenset(
    (
        *("w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:sdt", "w:sdtContent", "w:customXml", "w:dir", "w:bdo"),
        *("w:fldSimple", "w:ruby", "w:rubyBase", "m:oMathPara", "m:oMath", "m:f", "m:num", "m:e", "m:sub", "m:sup"),
        *("m:sSup", "m:sSub", "m:sSubSup", "m:d", "m:rad", "m:nary", "m:func", "m:fName", "m:r", "m:acc", "m:bar"),
        *("m:box", "m:groupChr"),
    )
)
_SIGNS = {"w:tab": " ", "w:ptab": " ", "w:cr": "\n", "w:noBreakHyphen": "-"}
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_BULLETS = {"f0b7": "•", "f02d": "-", "f0a7": "▪", "f0d8": "-", "f0fc": "✓"}


@dataclass
class Words:
    """Collects one paragraph. ``boxes`` are text boxes met on the way, each with its run."""

    walk: Walk
    first_notes: dict[str, int]
    builder: StrandBuilder = field(default_factory=StrandBuilder)
    boxes: list[tuple[Any, Any]] = field(default_factory=list)
    runs: list[Any] = field(default_factory=list)  # those that printed a letter
    _raised: str = ""
    _raised_at: int = 0

    def read(self, element: Any) -> None:
        for each in element:
            name = short(each.tag)
            if name == "w:r":
                self._run(each)
            elif name == "m:t":
                self._text(each, each)
            elif name == "m:den":
                self._sign("/", None)
                self.read(each)
            elif name == "w:sdt" and child(each, "w:sdtPr", "w:showingPlcHdr") is not None:
                continue  # an emptied control prompts for text; nobody wrote those words
            elif name in _INSIDE:
                self.read(each)

    def close(self) -> None:
        """Raised letters at the end of the paragraph; a field instruction that never ends must not eat what follows."""
        self._put_raised("")
        self.walk.fields = [in_result for in_result in self.walk.fields if in_result]

    def _run(self, run: Any) -> None:
        if is_on(run, "w:rPr", "w:vanish"):
            return
        own_mark = next(
            (each for each in run if short(each.tag) in _NOTES and attribute(each, "customMarkFollows")), None
        )
        if own_mark is not None:
            self._note(run, own_mark, "".join(each.text or "" for each in every(run, "w:t")))
            return
        raised = value(run, "w:rPr", "w:vertAlign") == "superscript"
        for each in run:
            self._in_run(run, each, raised=raised)

    def _in_run(self, run: Any, each: Any, *, raised: bool) -> None:
        name = short(each.tag)
        if name == "w:fldChar":
            self._field(attribute(each, "fldCharType"))
        elif name in ("mc:AlternateContent", "w:drawing", "w:pict", "w:object"):
            self.boxes.append((each, run))
        elif self.walk.fields and not all(self.walk.fields):
            return  # the instruction of a field, not its result
        elif name == "w:t":
            self._text(each, run, raised=raised)
        elif name in _NOTES:
            self._note(run, each, "")
        elif name == "w:br":
            self._sign("\n" if attribute(each, "type", "textWrapping") == "textWrapping" else " ", run)
        elif name == "w:sym":
            self._sign(_BULLETS.get(attribute(each, "char").lower(), ""), run)
        elif name in _SIGNS:
            self._sign(_SIGNS[name], run)
        elif name in _INSIDE:
            self.read(each)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.walk.fields.append(False)
        elif kind == "separate" and self.walk.fields:
            self.walk.fields[-1] = True
        elif kind == "end" and self.walk.fields:
            self.walk.fields.pop()

    def _text(self, node: Any, run: Any, *, raised: bool = False) -> None:
        text = node.text or ""
        if not text:
            return
        origin = self.walk.take(len(text), node, run)
        if raised:
            self._raised_at = self._raised_at if self._raised else origin
            self._raised += text
            return
        self._put_raised(text)
        self.runs.append(run)
        self.builder.add(text, origin)

    def _sign(self, sign: str, run: Any) -> None:
        self._put_raised(sign)
        if sign:
            self.builder.sign(sign, self.walk.take(1, None, run))

    def _put_raised(self, following: str) -> None:
        raised, self._raised = self._raised, ""
        if raised.strip():
            blanks = len(raised) - len(raised.lstrip())
            read_raised(self.builder, raised.strip(), self._raised_at + blanks, following)

    def _note(self, run: Any, reference: Any, own: str) -> None:
        self._put_raised("")
        kind, id = _NOTES[short(reference.tag)], attribute(reference, "id")
        if own.strip():
            self.walk.notes[f"{kind} {id}"] = own.strip()
            self.walk.references[f"{kind} {id}"] = run
        self.builder.mark(self.walk.mark_of(kind, id, run, self.first_notes[kind]))


def box_contents(element: Any) -> list[Any]:
    """The text boxes in a drawing, each once: of two alternatives (new and old drawing) only the first is read."""
    name = short(element.tag)
    if name == "w:txbxContent":
        return [element]
    if name == "mc:AlternateContent":
        choice = child(element, "mc:Choice")
        chosen = choice if choice is not None else child(element, "mc:Fallback")
        return [] if chosen is None else box_contents(chosen)
    return [box for each in element for box in box_contents(each)]
