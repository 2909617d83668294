"""``solieu extract``: every figure, date and citation of a report, for a programme to read."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

import click

from solieu.core import Hedge
from solieu.documents.document import Document, Passage
from solieu.documents.reading import read_file
from solieu.documents.unread import Unread
from solieu.vietnamese import Citation, Mention, MentionKind, find_citations, find_mentions

Found = TypeVar("Found", Mention, Citation)
_MARKUP = 24  # characters of markup that may stand inside one figure: 13m<sup>3</sup>, **2.988,3** ha


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "format_", type=click.Choice(["json"]), default="json", show_default=True)
@click.option("--output", default="-", help="Tệp kết quả; mặc định in ra màn hình.")
def extract(files: tuple[str, ...], format_: str, output: str) -> None:
    """Trích mọi số liệu, thời gian và số văn bản trong báo cáo (.docx, .pdf, .md, .txt).

    Vị trí đếm theo ký tự của văn bản ở dạng NFC. Tệp không đọc được thì báo từng dòng, các tệp khác vẫn được trích.
    """
    from solieu.cli.doors import write

    answers = [answer for name in files if (answer := _answer(name)) is not None]
    write((_json_list(answers) + "\n").encode(), output)
    if len(answers) < len(files):
        sys.exit(2)


def _answer(name: str) -> str | None:
    document = read_file(name)
    if isinstance(document, Unread):
        click.echo(f"{name}: {document.reason}.", err=True)
        return None
    for part in document.unread:
        click.echo(f"{name}: {part}", err=True)
    quantities = _json_list([_quantity(mention) for mention in _mentions(document)])
    citations = _json_list([json.dumps(_citation(one), ensure_ascii=False) for one in _citations(document)])
    return f'{{"file": {json.dumps(name, ensure_ascii=False)}, "quantities": {quantities}, "citations": {citations}}}'


def _mentions(document: Document) -> list[Mention]:
    """Those of all passages, in the order in which they stand in the text of the document."""
    found = [
        _placed(document, passage, mention) for passage in document.passages for mention in find_mentions(passage.text)
    ]  # fmt: skip
    return sorted(found, key=lambda mention: mention.start)


def _citations(document: Document) -> list[Citation]:
    found = [_placed(document, passage, one) for passage in document.passages for one in find_citations(passage.text)]
    return sorted(found, key=lambda citation: citation.start)


def _placed(document: Document, passage: Passage, found: Found) -> Found:
    """At its place in the text of the document, with the surface as it stands there, marks of markup included."""
    start, end = passage.span(found.start, found.end)
    if end - start > 2 * (found.end - found.start) + _MARKUP or end <= start:
        start, end = _largest_part(passage, found)
    if "<sup>" in document.text[start:end] and document.text.startswith("</sup>", end):
        end += len("</sup>")  # 13m<sup>3</sup>
    return replace(found, start=start, end=end, surface=document.text[start:end])


def _largest_part(passage: Passage, found: Found) -> tuple[int, int]:
    """Of a figure that a page or note tears apart (năm | 2024) the part with most digits."""
    parts = []
    for piece in passage.pieces:
        first, last = max(piece.at, found.start), min(piece.at + piece.length, found.end)
        if first < last:
            digits = sum(letter.isdigit() for letter in passage.text[first:last])
            parts.append((digits, piece.origin + first - piece.at, piece.origin + last - piece.at))
    _, start, end = max(parts, key=lambda part: part[0])
    return start, end


def _json_list(items: list[str]) -> str:
    return "[" + ",\n".join(items) + "]"


def _quantity(mention: Mention) -> str:
    """JSON text of a mention. Exact numbers are JSON number tokens, so the text is put together by hand."""
    low = mention.value if mention.hedge is Hedge.OVER and mention.low is None else mention.low
    high = mention.value if mention.hedge is Hedge.UNDER and mention.high is None else mention.high
    fields = {
        "start": str(mention.start),
        "end": str(mention.end),
        "surface": _text(mention.surface),
        "value": _value(mention),
        "unit": _text(mention.unit.replace("²", "2").replace("³", "3")) if mention.unit else "null",
        "kind": _text(mention.kind.value),
        "low": _number(low),
        "high": _number(high),
        "of": _number(mention.of),
        "approx": _text(mention.hedge.value) if mention.hedge else "false",
        "decimals": str(mention.decimals),
        "multiplier": _number(mention.multiplier),
        "readings": "[" + ", ".join(_number(value) for value in mention.readings) + "]",
        "estimate": "true" if mention.estimated else "false",
    }
    return "{" + ", ".join(f'"{name}": {value}' for name, value in fields.items()) + "}"


def _value(mention: Mention) -> str:
    if mention.kind is MentionKind.DATE:
        return _text(mention.when) if mention.when else "null"
    return _text(mention.surface) if mention.kind is MentionKind.DOC_NUMBER else _number(_likeliest(mention))


def _likeliest(mention: Mention) -> Decimal | None:
    """The value, or the first reading of a numeral whose mark is a decimal one in foreign style (12.5, 1,234,567);
    ``readings`` then shows the doubt."""
    is_foreign = len(mention.readings) == 1 or (mention.readings and mention.decimals > 0)
    return mention.readings[0] if is_foreign else mention.value


def _number(value: Decimal | None) -> str:
    """An exact JSON number: 2988.3, 1500000000, never 1.5E+9."""
    if value is None:
        return "null"
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _citation(citation: Citation) -> dict[str, object]:
    return {
        "start": citation.start,
        "end": citation.end,
        "surface": citation.surface,
        "number": citation.number,
        "year": citation.year,
        "type_symbol": citation.type_symbol or None,
        "issuer_symbol": citation.issuer_symbol or None,
        "date": citation.date.isoformat() if citation.date else None,
        "document": citation.document or None,
        "issuer": citation.issuer or None,
    }
