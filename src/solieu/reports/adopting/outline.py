"""Outline: a document as the files of a template, one for each of its headings, and the prose that they leave to a
person. What is bound throughout is structure and stands in the template; the rest is prose, its slots in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from solieu.documents.document import Document, Passage, PassageKind
from solieu.reports.adopting.binding import Binder, Binding
from solieu.reports.adopting.slotting import Slotted, slotted
from solieu.vietnamese import find_mentions

_BODY = re.compile(r"(?:I|1|A)\.\s|Phần thứ nhất\b", re.IGNORECASE)  # where what the frame prints ends
_CLOSING = re.compile(r"Trên đây là|Nơi nhận\b", re.IGNORECASE)
_TYPED = re.compile(r"\b(?:quý|tháng|năm)\s+(?:[IVX]+\b|\d[\d/]*)|[\d{}|:*]+", re.IGNORECASE)
_GUIDANCE = 80  # characters of the old prose that tell what belongs there
DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Taken:
    """One figure of the document: where it stands and what became of it."""

    binding: Binding
    line: int
    start: int
    end: int
    is_slot: bool


@dataclass(frozen=True, slots=True)
class Adopted:
    """``sections`` are template files in order, ``narratives`` the prose of the period, both by id."""

    sections: dict[str, str]
    narratives: dict[str, str]
    figures: tuple[Taken, ...]


@dataclass(slots=True)
class _Writer:
    """Writes the template while it walks the passages."""

    binder: Binder
    document: Document
    sections: dict[str, list[str]] = field(default_factory=dict)
    narratives: dict[str, str] = field(default_factory=dict)
    figures: list[Taken] = field(default_factory=list)
    heading: str = ""

    def passage(self, passage: Passage) -> Slotted:
        mentions = find_mentions(passage.text)
        bindings = self.binder.bind(passage.text, mentions, self.heading)
        labels = [(reference.at, _label(reference.note)) for reference in passage.references]
        done = slotted(passage.text, bindings, mentions, self.binder.setting, labels)
        for binding in bindings:
            start, end = passage.span(binding.mention.start, binding.mention.end)
            is_slot = binding.chosen is not None and binding.mention not in done.kept
            self.figures.append(Taken(binding, self.document.line_of(start), start, end, is_slot))
        return done

    def head(self, passage: Passage) -> None:
        done = self.passage(passage)
        self.heading = passage.text
        section = self.sections.setdefault(f"phan_{len(self.sections) + 1:02}", [])
        if done.is_structure and not passage.references:
            section.append(f"{'#' * max(1, min(passage.level, DEEPEST))} {done.text}")
        else:
            self._prose([f"**{done.text}**"], passage.text)

    def paragraph(self, passage: Passage, notes: list[Passage]) -> None:
        written, every = self.written(passage, notes)
        if all(text.is_structure for text in every) and any(text.slots for text in every):
            self._section().extend(written)
        else:
            self._prose(written, passage.text)

    def written(self, passage: Passage, notes: list[Passage]) -> tuple[list[str], list[Slotted]]:
        """A paragraph with its notes below it, in the template language, and their texts one by one."""
        done = self.passage(passage)
        below = {label: [self.passage(note) for note in notes if _label(note.note) == label]
                 for label in dict.fromkeys(_label(note.note) for note in notes)}  # fmt: skip
        written = [done.text, *(_note(label, texts) for label, texts in below.items())]
        return written, [done, *(text for texts in below.values() for text in texts)]

    def _prose(self, written: list[str], was: str) -> None:
        name = f"doan_{len(self.narratives) + 1:03}"
        self.narratives[name] = "\n\n".join(written)
        self._section().append(f"::: narrative {name}\n{_guidance(was)}\n:::")

    def _section(self) -> list[str]:
        if not self.sections:
            self.sections["phan_01"] = []
        return next(reversed(self.sections.values()))


def outline_of(document: Document, binder: Binder) -> Adopted:
    """The document taken apart. Head, closing and recipients are left out: the frame of the report prints them."""
    writer = _Writer(binder, document)
    for passage, notes in _with_notes(_body(document)):
        if passage.kind is PassageKind.HEADING:
            writer.head(passage)
        else:
            writer.paragraph(passage, notes)
    sections = {id: "\n\n".join(parts) + "\n" for id, parts in writer.sections.items()}
    return Adopted(sections, writer.narratives, tuple(writer.figures))


def prose_of(document: Document, binder: Binder) -> tuple[str, tuple[Taken, ...]]:
    """A document as the prose of one section, slots where figures are bound; its headings are the section's own and
    left out."""
    writer = _Writer(binder, document)
    written = []
    for passage, notes in _with_notes(one for one in document.passages if one.text.strip()):
        if passage.kind is PassageKind.HEADING:
            writer.heading = passage.text
        else:
            written += writer.written(passage, notes)[0]
    return "\n\n".join(written), tuple(writer.figures)


def _body(document: Document) -> Iterator[Passage]:
    passages = document.passages
    first = next((at for at, one in enumerate(passages) if _BODY.match(one.text)), 0)
    for passage in passages[first:]:
        if _CLOSING.match(passage.text):
            return
        if passage.text.strip():
            yield passage


def _with_notes(passages: Iterator[Passage]) -> Iterator[tuple[Passage, list[Passage]]]:
    """Every passage with the notes that stand behind it."""
    waiting: Passage | None = None
    notes: list[Passage] = []
    for passage in passages:
        if passage.kind is PassageKind.NOTE and waiting is not None:
            notes.append(passage)
            continue
        if waiting is not None:
            yield waiting, notes
        waiting, notes = passage, []
    if waiting is not None:
        yield waiting, notes


def _label(note: str) -> str:
    return f"n{note}" if note.isalnum() else "n_"


def _note(label: str, texts: list[Slotted]) -> str:
    return f"[^{label}]:\n" + "\n\n".join(f"    {text.text}" for text in texts)


def _guidance(text: str) -> str:
    """What stood here, without figures: the beginning of the old sentence."""
    words = " ".join(_TYPED.sub("…", text).split())
    return words if len(words) <= _GUIDANCE else f"{words[:_GUIDANCE].rsplit(' ', 1)[0]} …"
