"""An edited Word file: besides its text what Word keeps of the way there — content controls that are still alive,
tracked changes with their authors, comments, and what the file says of itself.

Places are offsets into the text of the Document that the same reading gives.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from solieu.documents.document import Document
from solieu.documents.docx_names import attribute, every, short, value
from solieu.documents.docx_package import Package
from solieu.documents.read_docx import Places, read_with_places

_TRACKED = {"w:ins": "inserted", "w:del": "deleted", "w:moveFrom": "moved-from", "w:moveTo": "moved-to"}
_WORDS = ("w:t", "w:delText")
_LONGEST = 300  # letters that are kept of one tracked change


@dataclass(frozen=True, slots=True)
class Tagged:
    """``text[start:end]`` of the document stands in a content control with this tag."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """One tracked change that is still pending in the file. ``at`` is the moment as the file writes it. ``start`` and
    ``end`` span the words of an insertion in the text of the document; a deletion has none (-1)."""

    kind: str  # inserted | deleted | moved-from | moved-to | paragraph-deleted | paragraph-inserted
    author: str
    at: str
    words: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class WordComment:
    """``words`` are those it is anchored on, ``start`` where they begin in the text of the document (-1: unknown)."""

    author: str
    at: str
    text: str
    words: str = ""
    start: int = -1


@dataclass(frozen=True, slots=True)
class Returned:
    """A Word file that came back. ``identity`` is what the product once wrote into its properties, "" when it is gone;
    title and moment of making stay when that is lost (a file that was a .doc for a while)."""

    document: Document
    identity: str = ""
    title: str = ""
    created: str = ""
    tags: tuple[Tagged, ...] = ()
    changes: tuple[TrackedChange, ...] = ()
    comments: tuple[WordComment, ...] = ()


def read_returned(content: bytes, name: str) -> Returned:
    """Raises UnreadableError."""
    document, places = read_with_places(content, name)
    letters = _Letters.of(places)
    changes = tuple(change for root in (places.root, *places.notes) for change in _changes(root, letters))
    said = _properties(places.package)
    return Returned(document, said.get("keywords", ""), said.get("title", ""), said.get("created", ""),
                    tuple(letters.tags()), changes, tuple(_comments(places, letters)))  # fmt: skip


def _related(package: Package, kind: str) -> Any | None:
    return next(map(package.xml, package.related(package.main, kind)), None)


@dataclass
class _Letters:
    """Where the runs of the file stand in the text of the document."""

    places: Places
    of_run: Mapping[Any, tuple[int, int]]

    @classmethod
    def of(cls, places: Places) -> _Letters:
        found: dict[Any, tuple[int, int]] = {}
        spots = places.walk.spots
        origins = [spot.origin for spot in spots]
        for moved in places.moved:
            index = max(bisect_right(origins, moved.met) - 1, 0)
            end = moved.met + moved.length
            while index < len(spots) and spots[index].origin < end:
                spot = spots[index]
                first = moved.origin + max(spot.origin - moved.met, 0)
                last = moved.origin + min(spot.origin + spot.length, end) - moved.met
                if spot.run is not None and last > first:
                    old = found.get(spot.run, (first, last))
                    found[spot.run] = (min(old[0], first), max(old[1], last))
                index += 1
        return cls(places, found)

    def tags(self) -> Iterator[Tagged]:
        """Neighbouring runs of one control are one span."""
        last: Tagged | None = None
        for run, (start, end) in sorted(self.of_run.items(), key=lambda pair: pair[1]):
            tag = _tag_of(run)
            if last is not None and tag == last.tag and start <= last.end + 1:
                last = Tagged(last.start, max(end, last.end), tag)
                continue
            if last is not None and last.tag:
                yield last
            last = Tagged(start, end, tag)
        if last is not None and last.tag:
            yield last

    def span(self, element: Any) -> tuple[int, int]:
        spans = [self.of_run[run] for run in every(element, "w:r") if run in self.of_run]
        return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else (-1, -1)


def _tag_of(run: Any) -> str:
    for above in run.iterancestors():
        name = short(above.tag)
        if name == "w:sdt" and (tag := value(above, "w:sdtPr", "w:tag")):
            return tag
        if name == "w:p":
            return ""
    return ""


def _changes(root: Any, letters: _Letters) -> Iterator[TrackedChange]:
    for element in root.iter():
        kind = _TRACKED.get(short(element.tag))
        if kind is None:
            continue
        who = attribute(element, "author"), attribute(element, "date")
        if short(element.getparent().tag) == "w:rPr":  # the mark at the end of a paragraph
            yield TrackedChange(f"paragraph-{kind}", *who, "")
            continue
        words = "".join(each.text or "" for each in element.iter() if short(each.tag) in _WORDS)
        if words.strip():
            span = letters.span(element) if kind in ("inserted", "moved-to") else (-1, -1)
            yield TrackedChange(kind, *who, words[:_LONGEST], *span)


@dataclass
class _Anchors:
    """The words between the marks of each comment."""

    letters: _Letters
    words: dict[str, list[str]] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def walk(self, root: Any) -> None:
        for element in root.iter():
            name = short(element.tag)
            if name == "w:commentRangeStart":
                self._open.append(attribute(element, "id"))
            elif name == "w:commentRangeEnd" and attribute(element, "id") in self._open:
                self._open.remove(attribute(element, "id"))
            elif name == "w:t":
                self._take(element)
            elif name == "w:commentReference":
                self.words.setdefault(attribute(element, "id"), [])

    def _take(self, text: Any) -> None:
        run = text.getparent()
        for id in self._open:
            self.words.setdefault(id, []).append(text.text or "")
            if run in self.letters.of_run:
                self.starts.setdefault(id, self.letters.of_run[run][0])


def _comments(places: Places, letters: _Letters) -> Iterator[WordComment]:
    root = _related(places.package, "comments")
    if root is None:
        return
    anchors = _Anchors(letters)
    anchors.walk(places.root)
    for comment in every(root, "w:comment"):
        id = attribute(comment, "id")
        lines = ("".join(each.text or "" for each in every(one, "w:t")) for one in every(comment, "w:p"))
        text = "\n".join(line for line in lines if line.strip())
        if text:
            words = " ".join("".join(anchors.words.get(id, ())).split())
            yield WordComment(attribute(comment, "author"), attribute(comment, "date"), text, words[:_LONGEST],
                              anchors.starts.get(id, -1))  # fmt: skip


def _properties(package: Package) -> Mapping[str, str]:
    """Title, keywords and their like, by the last word of their names."""
    for relation in package.relations(""):
        if relation.kind == "core-properties" and (root := package.xml(relation.part)) is not None:
            return {str(each.tag).rpartition("}")[2]: (each.text or "").strip() for each in root}
    return {}
