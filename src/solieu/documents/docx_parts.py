"""Parts of the Word file that its library does not write: the keys of the figures, and what says who wrote it."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from solieu.documents.official import printable
from solieu.documents.paper import FigureRun, Paper, runs_of

W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
FIGURES_NAMESPACE = "urn:solieu:figures:1"
_FIGURES_ITEM = "{5D3C9C54-7C0B-4A0E-9F5B-50F1A6B7C1D0}"  # names the kind of part, so that Word keeps it on saving
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def keep_keys(document: Any, paper: Paper) -> None:
    """Figure id -> full fact keys, for the way back from an edited file."""
    rows = "".join(
        f"<figure id={quoteattr(name)}>{''.join(f'<key>{escape(key)}</key>' for key in keys)}</figure>"
        for name, keys in sorted(_figures(paper).items())
    )
    item = _part(document, "item1.xml", "application/xml", f'<figures xmlns="{FIGURES_NAMESPACE}">{rows}</figures>')
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    about = (
        f'<ds:datastoreItem xmlns:ds="{_CUSTOM_XML}" ds:itemID="{_FIGURES_ITEM}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{FIGURES_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    properties = _part(document, "itemProps1.xml", CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, about)
    item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def _figures(paper: Paper) -> dict[str, tuple[str, ...]]:
    blocks = (*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks))
    printed = {run.figure: run.keys for block in blocks for run in runs_of(block) if isinstance(run, FigureRun)}
    return printable(printed | dict(paper.figures))


def _part(document: Any, name: str, kind: str, xml: str) -> Part:
    return Part(PackURI(f"/customXml/{name}"), kind, f"{_DECLARATION}{xml}".encode(), document.part.package)


def finished(name: str, content: bytes) -> bytes:
    """One part of the saved file, as it goes into the archive."""
    if name == "docProps/app.xml":
        properties = f'<Properties xmlns="{_EXTENDED}"><Application>SoLieu</Application></Properties>'
        return f"{_DECLARATION}{properties}".encode()
    if name in ("word/document.xml", "word/footnotes.xml"):
        return _declare_w15(content, b"<w:document" if name.endswith("document.xml") else b"<w:footnotes")
    return content


def _declare_w15(content: bytes, opening: bytes) -> bytes:
    """Older Words must know that they may ignore the newer namespace of the invisible controls."""
    start = content.index(opening)
    end = content.index(b">", start)
    root = content[start:end]
    added = b""
    if b"xmlns:w15=" not in root:
        added += f' xmlns:w15="{W15}"'.encode()
    if b"xmlns:mc=" not in root:
        added += f' xmlns:mc="{_COMPATIBILITY}"'.encode()
    if b"mc:Ignorable=" not in root:
        added += b' mc:Ignorable="w15"'
    elif b"w15" not in root.partition(b"mc:Ignorable=")[2]:
        root = root.replace(b'mc:Ignorable="', b'mc:Ignorable="w15 ')
    return content[:start] + root + added + content[end:]
