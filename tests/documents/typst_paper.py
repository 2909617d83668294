"""PDF files set by Typst from a few lines, with the fonts of the product."""

from __future__ import annotations

import typst

from solieu.assets import asset_folder

FONTS = [str(asset_folder("fonts"))]
PAGE = """
#set page(width: 210mm, height: 150mm, margin: (left: 30mm, right: 15mm, top: 20mm, bottom: 20mm){more})
#set text(font: "Tinos", size: 14pt, lang: "vi")
#set par(justify: {justify}, first-line-indent: (amount: {indent}, all: true), spacing: 10pt)
#show footnote.entry: set text(size: 10pt)
"""


def typst_pdf(body: str, *, more: str = "", justify: bool = True, indent: str = "12.7mm") -> bytes:
    """``body`` in Typst; A4 wide and low, so that few words fill a page."""
    source = PAGE.format(more=more, justify=str(justify).lower(), indent=indent) + body
    made: bytes = typst.compile(source.encode(), font_paths=FONTS, ignore_system_fonts=True)
    return made
