"""The same Word file with comments on its words, and nothing else changed.

document.xml is spliced, not written anew: apart from comment marks and runs that are split for them it stays byte for
byte what it was; so do all other parts. Word allows no comments in notes and text boxes: those stand at the mark of
the note or at the box.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from solieu.documents.docx_bytes import Extent, extents, letters, ordinals
from solieu.documents.docx_names import attribute, every
from solieu.documents.docx_package import Package, parsed
from solieu.documents.docx_runs import Spot
from solieu.documents.limits import FILE_BYTES, PARTS_BYTES
from solieu.documents.read_docx import Places, read_with_places
from solieu.documents.unread import UnreadableError

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATION = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = ("w:r", "w:t", "m:oMath")


@dataclass(frozen=True, slots=True)
class Comment:
    """``start`` and ``end`` are offsets into the text of the Document that ``read_document`` makes of the file."""

    start: int
    end: int
    lines: tuple[str, ...]


def with_comments(content: bytes, comments: Sequence[Comment], *, author: str, initials: str) -> bytes:
    """Raises UnreadableError for a file that is no Word file."""
    _, places = read_with_places(content, "")
    package = places.package
    held = next(package.related(package.main, "comments"), "")
    first = _first_free_id(package, held)
    splicer = _Splicer(places, first)
    for number, comment in enumerate(comments):
        splicer.place(comment, first + number)
    written = "".join(
        _comment_xml(comment, first + number, splicer.namespace, author, initials)
        for number, comment in enumerate(comments)
    )
    parts = {package.main: splicer.spliced(), **_comment_parts(package, held, written, splicer.namespace)}
    return _repacked(content, parts)


@dataclass
class _Splicer:
    places: Places
    first: int
    raw: bytes = b""
    namespace: str = ""
    _inserts: dict[int, list[tuple[int, bytes]]] = field(default_factory=dict)  # where -> (order, mark)
    _splits: dict[int, Extent] = field(default_factory=dict)  # where -> run that is cut there
    _preserved: set[int] = field(default_factory=set)  # start tags of texts that must keep their spaces

    def __post_init__(self) -> None:
        package = self.places.package
        self.raw = _utf8(package.read(package.main))
        self.extents = extents(self.raw, _NAMES)
        root = self.places.root
        self.ordinals = ordinals(root, _NAMES)
        self.namespace = root.tag[1:].partition("}")[0]
        self._declare = "" if root.nsmap.get("w") == self.namespace else f" xmlns:w={quoteattr(self.namespace)}"
        self._met = [moved.origin for moved in self.places.moved]
        self._run_of_text = {
            id(child): run for run in self.extents["w:r"] for name, child in run.children if name == "w:t"
        }

    def place(self, comment: Comment, id: int) -> None:
        """Marks before the first letter, and after the last one with the run that Word draws the balloon from."""
        first = self._spot(comment.start, 1, comment.end)
        last = self._spot(max(comment.end - 1, comment.start), -1, comment.start)
        start = f'<w:commentRangeStart{self._declare} w:id="{id}"/>'.encode()
        end = f'<w:commentRangeEnd{self._declare} w:id="{id}"/>'.encode()
        reference = f'<w:r{self._declare}><w:commentReference w:id="{id}"/></w:r>'.encode()
        opened, closed = self._before(*first), self._after(*last)
        if closed <= opened:  # from text after a mark into its note, whose comments stand at the mark: back in the file
            closed = self._after(*first)
        self._insert(opened, 1, start)
        self._insert(closed, 0, end + reference)

    def _spot(self, offset: int, step: int, limit: int) -> tuple[Spot, int]:
        """The place in the file of a letter; blanks between paragraphs have none, their neighbour is taken."""
        while True:
            spot, at = self._met_at(offset)
            if spot is not None and (spot.node is not None or spot.anchor is not None or spot.run is not None):
                return spot, at
            if offset == limit:
                raise UnreadableError("Không tìm thấy chỗ đặt nhận xét trong tệp Word")
            offset += step

    def _met_at(self, offset: int) -> tuple[Spot | None, int]:
        index = bisect_right(self._met, offset) - 1
        moved = self.places.moved[max(index, 0)]
        if not moved.origin <= offset < moved.origin + moved.length:
            return None, 0
        origin = moved.met + offset - moved.origin
        spot = self.places.walk.spot(origin)
        return spot, origin - spot.origin

    def _before(self, spot: Spot, at: int) -> int:
        if spot.anchor is not None or spot.node is None:
            return self._extent(spot.anchor if spot.anchor is not None else spot.run).start
        return self._cut(spot, at)

    def _after(self, spot: Spot, at: int) -> int:
        if spot.anchor is not None or spot.node is None:
            return self._extent(spot.anchor if spot.anchor is not None else spot.run).end
        return self._cut(spot, at + 1)

    def _extent(self, element: Any) -> Extent:
        name, number = self.ordinals[element]
        return self.extents[name][number]

    def _cut(self, spot: Spot, at: int) -> int:
        """Where a mark can stand before letter ``at`` of a text; inside a run the run is split there."""
        if spot.node not in self.ordinals:  # a formula
            math = next(each for each in spot.node.iterancestors() if each in self.ordinals)
            return self._extent(math).start if at == 0 else self._extent(math).end
        text = self._extent(spot.node)
        run = self._run_of_text[id(text)]
        places = list(letters(self.raw, text))
        contents = [child for name, child in run.children if name != "w:rPr"]
        if at == 0 and contents[0] is text:
            return run.start
        if at >= len(places) - 1 and contents[-1] is text:
            return run.end
        where = text.start if at == 0 else text.end if at >= len(places) - 1 else places[at]
        if text.start < where < text.end:
            self._preserved.add(text.inner)
        self._splits[where] = run
        return where

    def _insert(self, where: int, order: int, mark: bytes) -> None:
        self._inserts.setdefault(where, []).append((order, mark))

    def spliced(self) -> bytes:
        """Ends stand before starts at one place, so that comments that touch do not overlap."""
        pieces: list[bytes] = []
        at = 0
        for where in sorted({*self._inserts, *self._preserved}):
            if where in self._preserved:
                pieces.append(_preserving(self.raw[at:where]))
            else:
                pieces.append(self.raw[at:where])
                marks = b"".join(mark for _, mark in sorted(self._inserts[where], key=lambda each: each[0]))
                pieces.append(self._around(where, marks))
            at = where
        return b"".join((*pieces, self.raw[at:]))

    def _around(self, where: int, marks: bytes) -> bytes:
        """The marks, and where they stand inside a run its end before them and its beginning after them."""
        run = self._splits.get(where)
        if run is None:
            return marks
        tag = self.raw[run.start + 1 : run.inner].split(None, 1)[0].rstrip(b">/")
        properties = run.child("w:rPr")
        opening = self.raw[run.start : run.inner] + (self.raw[properties.start : properties.end] if properties else b"")
        closing = b"</" + tag + b">"
        text = next((child for name, child in run.children if name == "w:t" and child.start < where < child.end), None)
        if text is None:
            return closing + marks + opening
        start_tag = _preserving(self.raw[text.start : text.inner])
        text_tag = self.raw[text.start + 1 : text.inner].split(None, 1)[0].rstrip(b">/")
        return b"</" + text_tag + b">" + closing + marks + opening + start_tag


_SPACE = re.compile(rb"\sxml:space\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def _preserving(until_text: bytes) -> bytes:
    """A start tag at the end of the bytes, told to keep its spaces."""
    begin = until_text.rindex(b"<")
    tag = _SPACE.sub(b"", until_text[begin:])
    return until_text[:begin] + tag[:-1] + b' xml:space="preserve">'


def _comment_xml(comment: Comment, id: int, namespace: str, author: str, initials: str) -> str:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(_printable(line))}</w:t></w:r></w:p>' for line in comment.lines
    )
    who = f"w:author={quoteattr(author)} w:initials={quoteattr(initials)}"
    return f'<w:comment xmlns:w={quoteattr(namespace)} w:id="{id}" {who}>{paragraphs or "<w:p/>"}</w:comment>'


def _printable(text: str) -> str:
    return "".join(sign if sign >= " " or sign in "\t\n" else " " for sign in text)


def _first_free_id(package: Package, held: str) -> int:
    root = package.xml(held) if held else None
    ids = [attribute(each, "id") for each in ([] if root is None else every(root, "w:comment"))]
    main = package.xml(package.main)
    ids += [attribute(each, "id") for each in every(main, "w:commentRangeStart")]
    return max((int(id) for id in ids if id.isdigit()), default=-1) + 1


def _comment_parts(package: Package, held: str, written: str, namespace: str) -> Mapping[str, bytes]:
    """comments.xml with the new comments; where there was none, also its relationship and its content type."""
    if held:
        return {held: _before_end(_utf8(package.read(held)), "comments", written)}
    folder, name = posixpath.split(package.main)
    part = posixpath.join(folder, _free_name(package, folder))
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    types = "[Content_Types].xml"
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    body = f"{declaration}<w:comments xmlns:w={quoteattr(namespace)}>{written}</w:comments>"
    known = (
        package.read(relations)
        if relations in package.names
        else f'<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'.encode()
    )
    relation = (
        f'<Relationship xmlns="{_PACKAGE}/relationships" Id="{_free_relation(known)}" '
        f'Type="{_RELATION[namespace == _STRICT]}" Target="{posixpath.basename(part)}"/>'
    )
    override = f'<Override xmlns="{_PACKAGE}/content-types" PartName="/{part}" ContentType="{_COMMENTS_TYPE}"/>'
    return {
        part: body.encode(),
        relations: _before_end(_utf8(known), "Relationships", relation),
        types: _before_end(_utf8(package.read(types)), "Types", override),
    }


def _free_name(package: Package, folder: str) -> str:
    names = ("comments.xml", *(f"comments{number}.xml" for number in range(2, 1000)))
    return next(name for name in names if posixpath.join(folder, name) not in package.names)


def _free_relation(relations: bytes) -> str:
    used = {each.get("Id") for each in parsed(relations)}
    return next(id for id in (f"rIdDocSoat{number}" for number in range(1, len(used) + 2)) if id not in used)


def _before_end(content: bytes, name: str, added: str) -> bytes:
    """``added`` as the last child of the root element."""
    closing = list(re.finditer(rb"</(?:[\w.-]+:)?" + name.encode() + rb"\s*>", content))
    if closing:
        at = closing[-1].start()
        return content[:at] + added.encode() + content[at:]
    empty = list(re.finditer(rb"<((?:[\w.-]+:)?" + name.encode() + rb")(\s[^>]*)?/>", content))
    if not empty:
        raise UnreadableError("Tệp Word có cấu trúc lạ, không ghi được nhận xét")
    tag = empty[-1]
    opened = b"<" + tag[1] + (tag[2] or b"") + b">" + added.encode() + b"</" + tag[1] + b">"
    return content[: tag.start()] + opened + content[tag.end() :]


def _utf8(content: bytes) -> bytes:
    """Word writes UTF-8; a part in another encoding is written anew in it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16")
        return re.sub(r"encoding\s*=\s*([\"'])[^\"']*\1", 'encoding="UTF-8"', text, count=1).encode()
    return content.removeprefix(b"\xef\xbb\xbf")


def _repacked(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The archive with some parts replaced or added; the others are copied as they are, in their order."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        left = FILE_BYTES + PARTS_BYTES
        for item in source.infolist():
            if item.filename in parts:
                archive.writestr(item, parts[item.filename])
                continue
            with source.open(item) as old, archive.open(item, "w") as new:
                for block in _blocks(old):
                    left -= len(block)
                    if left < 0:
                        raise UnreadableError("Nội dung giải nén của tệp Word quá lớn, không ghi được nhận xét")
                    new.write(block)
        for name, part in parts.items():
            if name not in source.NameToInfo:
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _blocks(file: Any) -> Iterator[bytes]:
    while block := file.read(1 << 16):
        yield block
