"""The edits of the table in docs/take-back.md: each does one thing to a Word file and says what must be named.

Where something is done is chosen in the compiled report by what it is (a paragraph with figures, a note with figures,
a row of a table), never by its words: the sample may change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree
from word_edits import WordFile, letters_of, run, split_run, text_of, w

from solieu.reports.taking_back import Unit

Named = tuple[str, str, str]  # kind, was, now
_THOUSANDS = re.compile(r"\d\.\d{3}(?![.,\d])")
WORDS = "đã rà soát, bổ sung theo ý kiến của lãnh đạo"
NEW_PARAGRAPH = "Cơ quan chuyên môn tiếp tục theo dõi, đôn đốc các xã còn chậm và báo cáo vào kỳ họp tới."
STRANGE = "Đã vận động được 4.567.890 đồng mua thiết bị họp trực tuyến cho các thôn bản vùng cao."


@dataclass
class Done:
    """What must be named: figures as (kind, was, now), prose by kind."""

    figures: list[Named] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)


@dataclass
class Bench:
    """An open file and the units that were printed."""

    file: WordFile
    units: tuple[Unit, ...]

    # --- places

    def unit(self, where: str) -> Unit:
        return next(unit for unit in self.units if PLACES[where](unit) and self._is_single(unit))

    def _is_single(self, unit: Unit) -> bool:
        return sum(other.key == unit.key for other in self.units) == 1

    def element(self, unit: Unit) -> etree._Element:
        if unit.kind == "row":
            tagged = self.file.control(unit.figures[0].name)
            return next(above for above in tagged.iterancestors() if above.tag == w("tr"))
        return self.file.paragraph(unit.text)

    def figure(self, unit: Unit, number: int = 0, unlike: str = "") -> tuple[etree._Element, int, int, str]:
        """Paragraph, first and last letter, and text of a figure, found by its control."""
        span = unit.figures[number]
        control = self.file.control(span.name)
        paragraph = next(above for above in control.iterancestors() if above.tag == w("p"))
        places = [at for at, letter in enumerate(letters_of(paragraph)) if control in list(letter.node.iterancestors())]
        return paragraph, places[0], places[-1] + 1, unit.text[span.start : span.end]

    def last_of_body(self) -> etree._Element:
        """The last paragraph of the body that is no heading and stands before the closing."""
        unit = [unit for unit in self.units if PLACES["plain"](unit) and self._is_single(unit)][-1]
        return self.element(unit)


def _is_text(unit: Unit) -> bool:
    return unit.kind == "text" and not unit.level and not unit.is_frame and not unit.gaps and not unit.marks


PLACES: dict[str, Callable[[Unit], bool]] = {
    "paragraph": lambda unit: _is_text(unit) and len(unit.figures) >= 3 and not unit.narrative,
    "prose": lambda unit: _is_text(unit) and bool(unit.narrative) and not unit.figures and len(unit.text) > 120
    and not re.search(r"\d", unit.text),
    "amount": lambda unit: _is_text(unit) and any(_THOUSANDS.match(text) for text in _figures(unit)),
    "plain": lambda unit: _is_text(unit) and not unit.figures and len(unit.text) > 100,
    "note": lambda unit: unit.kind == "note" and len(unit.figures) >= 3,
    "cell": lambda unit: unit.kind == "row" and len(unit.figures) >= 3,
    "heading": lambda unit: unit.level in (3, 4) and unit.kind == "text",
    "frame": lambda unit: unit.is_frame and unit.kind == "text" and len(unit.text) > 60 and not unit.text.startswith("("),
}  # fmt: skip


def other_value(text: str) -> str:
    """The same figure with its last digit one more (9 becomes 4)."""
    at = max(place for place, letter in enumerate(text) if letter.isdecimal())
    return text[:at] + str({"9": 4}.get(text[at], int(text[at]) + 1)) + text[at + 1 :]


# --- figures


def change(bench: Bench, where: str, number: int = 0) -> Done:
    unit = bench.unit(where)
    paragraph, start, _, was = bench.figure(unit, number)
    now = other_value(was)
    at = next(place for place in range(len(was)) if was[place] != now[place])
    bench.file.type_over(paragraph, start + at, start + at + 1, now[at])
    return Done([("changed", was, now)])


def change_across_runs(bench: Bench, where: str) -> Done:
    """The number stands in several runs, as after a spelling check; all of it is selected and typed anew."""
    unit = bench.unit(where)
    paragraph, start, end, was = bench.figure(unit)
    for at in range(end - 1, start, -1):
        split_run(letters_of(paragraph)[at])
    now = other_value(was)
    bench.file.type_over(paragraph, start, end, now)
    return Done([("changed", was, now)])


def retype_outside(bench: Bench, where: str) -> Done:
    """The figure is deleted and typed again behind its control."""
    unit = bench.unit(where)
    control = bench.file.control(unit.figures[0].name)
    paragraph, start, end, was = bench.figure(unit)
    now = other_value(was)
    bench.file.type_over(paragraph, start, end, "")
    bench.file.type_behind(control, now)
    return Done([("changed", was, now)])


def retype_same(bench: Bench, where: str) -> Done:
    unit = bench.unit(where)
    control = bench.file.control(unit.figures[0].name)
    paragraph, start, end, was = bench.figure(unit)
    bench.file.type_over(paragraph, start, end, "")
    bench.file.type_behind(control, was)
    return Done()


def change_two(bench: Bench, where: str) -> Done:
    first = change(bench, where, 0)
    second = change(bench, where, 2)
    return Done(first.figures + second.figures)


def change_unit(bench: Bench, where: str) -> Done:
    unit = bench.unit(where)
    number = next(at for at, span in enumerate(unit.figures) if " " in unit.text[span.start : span.end])
    paragraph, start, end, was = bench.figure(unit, number)
    amount, _, old = was.partition(" ")
    bench.file.type_over(paragraph, start + len(amount) + 1, end, "km")
    assert old != "km"
    return Done([("changed", was, f"{amount} km")])


def rewrite(bench: Bench, where: str) -> Done:
    """The dot between thousands is left out: the same figure."""
    unit = bench.unit(where)
    for number, span in enumerate(unit.figures):
        was = unit.text[span.start : span.end]
        if _THOUSANDS.match(was):
            paragraph, start, _, _ = bench.figure(unit, number)
            bench.file.type_over(paragraph, start + 1, start + 2, "")
            return Done([("rewritten", was, was.replace(".", ""))])
    raise AssertionError("no figure with a dot between thousands")


def delete_figure(bench: Bench, where: str) -> Done:
    unit = bench.unit(where)
    paragraph, start, end, was = bench.figure(unit, 1)
    bench.file.type_over(paragraph, start, end, "")
    return Done([("deleted", was, "")])


def copy_figure(bench: Bench, where: str) -> Done:
    """A figure is said again at the end of its paragraph, with its control."""
    import copy as copying

    unit = bench.unit(where)
    control = bench.file.control(unit.figures[0].name)
    paragraph, _, _, was = bench.figure(unit)
    copied = copying.deepcopy(control)
    paragraph.append(run(" Trong đó có thể kể thêm phần này là "))
    paragraph.append(copied)
    return Done([("duplicated", was, was)], ["reworded"])


def strange_figure(bench: Bench, where: str) -> Done:
    """A sentence with a figure that no fact stands behind is typed at the end."""
    paragraph = bench.element(bench.unit(where))
    bench.file.type_over(paragraph, len(letters_of(paragraph)), len(letters_of(paragraph)), f" {STRANGE}")
    return Done([("added", "", "4.567.890 đồng")], ["reworded"])


def clear_cell(bench: Bench, where: str) -> Done:
    unit = bench.unit(where)
    paragraph, start, end, was = bench.figure(unit, 1)
    bench.file.type_over(paragraph, start, end, "")
    return Done([("deleted", was, "")])


# --- prose


def reword(bench: Bench, where: str) -> Done:
    """Some words in the middle are replaced."""
    unit = bench.unit(where)
    paragraph = bench.element(unit)
    start, end = _words(text_of(paragraph))
    bench.file.type_over(paragraph, start, end, WORDS)
    return Done(prose=["reworded"])


def _words(text: str) -> tuple[int, int]:
    """Two words in a row without a digit near them, the first that there are behind the first five letters."""
    match = next(re.compile(r"(?<= )[^\W\d]+ [^\W\d]+(?= [^\W\d])").finditer(text, 5))
    return match.span()


def reword_and_change(bench: Bench, where: str) -> Done:
    figures = change(bench, where).figures
    paragraph = next(
        above for above in bench.file.control(bench.unit(where).figures[0].name).iterancestors() if above.tag == w("p")
    )
    bench.file.type_over(paragraph, len(letters_of(paragraph)), len(letters_of(paragraph)), f" {NEW_PARAGRAPH}")
    return Done(figures, ["reworded"])


def add_sentence(bench: Bench, where: str) -> Done:
    paragraph = bench.element(bench.unit(where))
    bench.file.type_over(paragraph, len(letters_of(paragraph)), len(letters_of(paragraph)), f" {NEW_PARAGRAPH}")
    return Done(prose=["reworded"])


def add_paragraph(bench: Bench, where: str) -> Done:
    bench.file.add_behind(bench.element(bench.unit(where)), NEW_PARAGRAPH)
    return Done(prose=["added"])


def add_strange_paragraph(bench: Bench, where: str) -> Done:
    bench.file.add_behind(bench.element(bench.unit(where)), STRANGE)
    return Done([("added", "", "4.567.890 đồng")], ["added"])


def delete(bench: Bench, where: str) -> Done:
    unit = bench.unit(where)
    bench.file.delete(bench.element(unit))
    return Done([("deleted", text, "") for text in _figures(unit)], ["deleted"])


def duplicate(bench: Bench, where: str) -> Done:
    unit = bench.unit(where)
    bench.file.duplicate(bench.element(unit))
    return Done([("duplicated", text, text) for text in _figures(unit)], ["duplicated"])


def move(bench: Bench, where: str) -> Done:
    unit = bench.unit(where)
    bench.file.move(bench.element(unit), bench.last_of_body())
    return Done([("moved", text, text) for text in _figures(unit)], ["moved"])


def move_row(bench: Bench, where: str) -> Done:
    unit = bench.unit(where)
    row = bench.element(unit)
    rows = [one for one in row.getparent() if one.tag == w("tr")]
    bench.file.move(row, rows[-1] if rows[-1] is not row else rows[2])
    return Done([("moved", text, text) for text in _figures(unit)], ["moved"])


def move_and_change(bench: Bench, where: str) -> Done:
    unit = bench.unit(where)
    done = change(bench, where, 1)
    paragraph = next(above for above in bench.file.control(unit.figures[0].name).iterancestors() if above.tag == w("p"))
    bench.file.move(paragraph, bench.last_of_body())
    stayed = [text for at, text in enumerate(_figures(unit)) if at != 1]
    return Done([*done.figures, *(("moved", text, text) for text in stayed)], ["moved"])


def split(bench: Bench, where: str) -> Done:
    paragraph = bench.element(bench.unit(where))
    text = text_of(paragraph)
    at = next(match.end() for match in re.finditer(r"[,;.] ", text) if match.end() > len(text) / 3)
    bench.file.split(paragraph, at)
    return Done(prose=["split"])


def join(bench: Bench, where: str) -> Done:
    unit = next(
        one for one, other in zip(bench.units, bench.units[1:], strict=False)
        if PLACES[where](one) and _is_text(other) and bench._is_single(one)
    )  # fmt: skip
    bench.file.join(bench.element(unit))
    return Done(prose=["joined"])


def nothing(bench: Bench, where: str) -> Done:
    return Done()


def looks(bench: Bench, where: str) -> Done:
    """Bold, another font, other blanks, runs torn apart by a spelling check, an empty paragraph: no word is changed."""
    paragraph = bench.element(bench.unit(where))
    for at in range(len(letters_of(paragraph)) - 1, 0, -7):
        split_run(letters_of(paragraph)[at])
    for one in paragraph.iter(w("r")):
        properties = one.find(w("rPr"))
        if properties is None:
            properties = etree.Element(w("rPr"))
            one.insert(0, properties)
        etree.SubElement(properties, w("b"))
    for text in paragraph.iter(w("t")):
        text.text = (text.text or "").replace(" ", "\u00a0")
    paragraph.addnext(etree.Element(w("p")))
    return Done()


def several(bench: Bench, where: str) -> Done:
    """A morning at the desk: figures in text, note and table, words, a paragraph gone, one added."""
    parts = [change(bench, "paragraph"), change(bench, "note"), change(bench, "cell"), add_strange_paragraph(bench, "prose"),
             reword(bench, "prose")]  # fmt: skip
    return Done([one for part in parts for one in part.figures], [one for part in parts for one in part.prose])


def _figures(unit: Unit) -> list[str]:
    return [unit.text[span.start : span.end] for span in unit.figures]


EDITS: dict[str, Callable[[Bench, str], Done]] = {
    "nothing": nothing,
    "looks": looks,
    "change a figure": change,
    "change a figure across runs": change_across_runs,
    "type a figure anew outside of its control": retype_outside,
    "type the same figure anew": retype_same,
    "change two figures": change_two,
    "change the unit of measure": change_unit,
    "write a figure in another way": rewrite,
    "delete a figure": delete_figure,
    "clear a cell": clear_cell,
    "say a figure again": copy_figure,
    "add a sentence with a strange figure": strange_figure,
    "reword": reword,
    "add a sentence": add_sentence,
    "change a figure and add a sentence": reword_and_change,
    "add a paragraph": add_paragraph,
    "add a paragraph with a strange figure": add_strange_paragraph,
    "delete": delete,
    "duplicate": duplicate,
    "move": move,
    "move a row": move_row,
    "change a figure and move": move_and_change,
    "split": split,
    "join with the next": join,
    "several at once": several,
}
