"""What officers do to a Word file, done to its XML: typing, cutting, pasting, tracked or not, and what Word does of it."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PARTS = ("word/document.xml", "word/footnotes.xml")
DATE = "2024-03-15T09:00:00Z"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


@dataclass
class Letter:
    node: etree._Element  # w:t
    at: int


@dataclass
class WordFile:
    """An open file. ``author`` turns tracking on."""

    content: bytes
    author: str = ""
    roots: dict[str, etree._Element] = field(default_factory=dict)
    _id: int = 9000

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            self.roots = {name: etree.fromstring(archive.read(name)) for name in PARTS if name in archive.namelist()}

    def saved(self) -> bytes:
        target = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self.content)) as source,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
        ):
            for item in source.infolist():
                root = self.roots.get(item.filename)
                made.writestr(item, source.read(item) if root is None else etree.tostring(root, xml_declaration=True,
                              encoding="UTF-8", standalone=True))  # fmt: skip
        return target.getvalue()

    # --- finding

    def paragraphs(self) -> Iterator[etree._Element]:
        for root in self.roots.values():
            yield from root.iter(w("p"))

    def paragraph(self, text: str) -> etree._Element:
        wanted = " ".join(text.split())
        return next(one for one in self.paragraphs() if " ".join(text_of(one).split()) == wanted)

    def control(self, tag: str) -> etree._Element:
        return next(
            one for root in self.roots.values() for one in root.iter(w("sdt"))
            if one.find(f"{w('sdtPr')}/{w('tag')}") is not None and one.find(f"{w('sdtPr')}/{w('tag')}").get(w("val")) == tag
        )  # fmt: skip

    # --- typing

    def type_over(self, paragraph: etree._Element, start: int, end: int, text: str) -> None:
        """Letters [start:end) are selected and the text is typed; at one place (start == end) it is only typed."""
        if self.author:
            self._tracked(paragraph, start, end, text)
            return
        letters = letters_of(paragraph)
        anchor = letters[start] if start < len(letters) else Letter(letters[-1].node, letters[-1].at + 1)
        for letter in reversed(letters[start:end]):
            letter.node.text = letter.node.text[: letter.at] + letter.node.text[letter.at + 1 :]
        value = anchor.node.text or ""
        anchor.node.text = value[: anchor.at] + text + value[anchor.at :]
        for letter in (anchor, *letters[start:end]):
            letter.node.set(XML_SPACE, "preserve")

    def type_behind(self, element: etree._Element, text: str) -> None:
        """In a run of its own behind an element: a control, a run."""
        made = run(text)
        element.addnext(self._marked("ins", made) if self.author else made)

    def _tracked(self, paragraph: etree._Element, start: int, end: int, text: str) -> None:
        runs = self.isolated(paragraph, start, end) if end > start else []
        place = runs[-1] if runs else (self.isolated(paragraph, start - 1, start)[0] if start else None)
        for one in runs:
            self.strike(one)
        if not text:
            return
        made = self._marked("ins", run(text, like=place))
        if place is None:
            first = next(paragraph.iter(w("r")))
            first.addprevious(made)
        else:
            (place.getparent() if place.getparent().tag == w("del") else place).addnext(made)

    def isolated(self, paragraph: etree._Element, start: int, end: int) -> list[etree._Element]:
        """Runs that hold these letters and nothing else; others are split."""
        for at in (end, start):
            letters = letters_of(paragraph)
            if 0 < at < len(letters) and letters[at].at:
                split_run(letters[at])
        found = []
        for letter in letters_of(paragraph)[start:end]:
            parent = letter.node.getparent()
            if parent not in found:
                found.append(parent)
        return found

    def strike(self, one: etree._Element) -> None:
        one.addprevious(holder := self._marked("del"))
        holder.append(one)
        for text in list(one.iter(w("t"))):
            text.tag = w("delText")
            text.set(XML_SPACE, "preserve")

    def _marked(self, kind: str, inside: etree._Element | None = None) -> etree._Element:
        self._id += 1
        made = etree.Element(w(kind), {w("id"): str(self._id), w("author"): self.author, w("date"): DATE})
        if inside is not None:
            made.append(inside)
        return made

    # --- paragraphs

    def delete(self, paragraph: etree._Element) -> None:
        if not self.author:
            paragraph.getparent().remove(paragraph)
            return
        for one in list(paragraph.iter(w("r"))):
            self.strike(one)
        paragraph_mark(paragraph).append(self._marked("del"))

    def add_behind(self, paragraph: etree._Element, text: str) -> etree._Element:
        made = etree.Element(w("p"))
        if paragraph.find(w("pPr")) is not None:
            made.append(copy.deepcopy(paragraph.find(w("pPr"))))
        made.append(run(text))
        self._put(made, paragraph)
        return made

    def duplicate(self, paragraph: etree._Element, behind: etree._Element | None = None) -> etree._Element:
        made = copy.deepcopy(paragraph)
        self._put(made, paragraph if behind is None else behind)
        return made

    def move(self, paragraph: etree._Element, behind: etree._Element) -> None:
        if not self.author:
            behind.addnext(paragraph)
            return
        copied = copy.deepcopy(paragraph)
        for one in list(paragraph.iter(w("r"))):
            one.addprevious(holder := self._marked("moveFrom"))
            holder.append(one)
        paragraph_mark(paragraph).append(self._marked("moveFrom"))
        for one in list(copied.iter(w("r"))):
            one.addprevious(holder := self._marked("moveTo"))
            holder.append(one)
        paragraph_mark(copied).append(self._marked("moveTo"))
        behind.addnext(copied)

    def split(self, paragraph: etree._Element, at: int) -> None:
        """Enter is pressed before letter ``at``."""
        self.isolated(paragraph, at, at + 1)
        first = letters_of(paragraph)[at].node.getparent()
        while first.getparent() is not paragraph:
            first = first.getparent()
        made = etree.Element(w("p"))
        if paragraph.find(w("pPr")) is not None:
            made.append(copy.deepcopy(paragraph.find(w("pPr"))))
        children = list(paragraph)
        for child in children[children.index(first) :]:
            made.append(child)
        paragraph.addnext(made)
        if self.author:
            paragraph_mark(paragraph).append(self._marked("ins"))

    def join(self, paragraph: etree._Element) -> None:
        """The end of a paragraph is deleted; the next one goes on with a space."""
        following = paragraph.getnext()
        if self.author:
            paragraph.append(self._marked("ins", run(" ")))
            paragraph_mark(paragraph).append(self._marked("del"))
            return
        paragraph.append(run(" "))
        for child in [one for one in following if one.tag != w("pPr")]:
            paragraph.append(child)
        following.getparent().remove(following)

    def _put(self, made: etree._Element, behind: etree._Element) -> None:
        behind.addnext(made)
        if self.author:
            for one in list(made.iter(w("r"))):
                one.addprevious(holder := self._marked("ins"))
                holder.append(one)
            paragraph_mark(made).append(self._marked("ins"))

    # --- the whole file

    def accept(self) -> None:
        self._settle(keep=("ins", "moveTo"), drop=("del", "moveFrom"))

    def reject(self) -> None:
        self._settle(keep=("del", "moveFrom"), drop=("ins", "moveTo"))

    def _settle(self, keep: tuple[str, ...], drop: tuple[str, ...]) -> None:
        for root in self.roots.values():
            for paragraph in list(root.iter(w("p"))):
                self._settle_mark(paragraph, keep, drop)
            for name in drop:
                for one in list(root.iter(w(name))):
                    one.getparent().remove(one)
            for name in keep:
                for one in list(root.iter(w(name))):
                    unwrap(one)
            for text in list(root.iter(w("delText"))):
                text.tag = w("t")

    def _settle_mark(self, paragraph: etree._Element, keep: tuple[str, ...], drop: tuple[str, ...]) -> None:
        properties = paragraph.find(f"{w('pPr')}/{w('rPr')}")
        marks = (
            [] if properties is None else [one for one in properties if etree.QName(one).localname in (*keep, *drop)]
        )
        for mark in marks:
            gone = etree.QName(mark).localname in drop
            properties.remove(mark)
            following = paragraph.getnext()
            if not gone:
                continue
            if all(etree.QName(one).localname in (*drop, "pPr") for one in paragraph):
                paragraph.getparent().remove(paragraph)
            elif following is not None and following.tag == w("p"):
                for child in [one for one in following if one.tag != w("pPr")]:
                    paragraph.append(child)
                following.getparent().remove(following)

    def strip_controls(self) -> None:
        for root in self.roots.values():
            for one in list(root.iter(w("sdt"))):
                content = one.find(w("sdtContent"))
                for child in list(content):
                    one.addprevious(child)
                one.getparent().remove(one)


def run(text: str, like: etree._Element | None = None) -> etree._Element:
    made = etree.Element(w("r"))
    if like is not None and like.find(w("rPr")) is not None:
        made.append(copy.deepcopy(like.find(w("rPr"))))
    words = etree.SubElement(made, w("t"))
    words.text = text
    words.set(XML_SPACE, "preserve")
    return made


def unwrap(element: etree._Element) -> None:
    for child in list(element):
        element.addprevious(child)
    element.getparent().remove(element)


def paragraph_mark(paragraph: etree._Element) -> etree._Element:
    """The properties of the sign that ends a paragraph."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    mark = properties.find(w("rPr"))
    return etree.SubElement(properties, w("rPr")) if mark is None else mark


def letters_of(paragraph: etree._Element) -> list[Letter]:
    return [
        Letter(text, at) for text in paragraph.iter(w("t")) for at in range(len(text.text or ""))
        if not any(above.tag == w("del") for above in text.iterancestors())
    ]  # fmt: skip


def text_of(paragraph: etree._Element) -> str:
    return "".join(letter.node.text[letter.at] for letter in letters_of(paragraph))


def split_run(letter: Letter) -> None:
    """The run of a letter ends before it, and goes on in a second run of the same looks."""
    first = letter.node.getparent()
    second = copy.deepcopy(first)
    place = list(first.iter(w("t"))).index(letter.node)
    texts = list(second.iter(w("t")))
    texts[place].text = (letter.node.text or "")[letter.at :]
    letter.node.text = (letter.node.text or "")[: letter.at]
    for text in (letter.node, texts[place]):
        text.set(XML_SPACE, "preserve")
    first.addnext(second)
