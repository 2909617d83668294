"""How much of a file is read, and why not more. What lies beyond is said (``Unread``, ``Document.unread``).

The report of a province with all annexes is some 300 pages, half a megabyte of text, 10 MB as a Word file full of
photographs. The limits leave a tenfold margin and keep one reading within about 1 GB of memory and, on a slow office
machine, about two minutes.
"""

from __future__ import annotations

MEGABYTE = 2**20

FILE_BYTES = 100 * MEGABYTE  # a scanned book; read into memory once
TEXT_BYTES = 16 * MEGABYTE  # five thousand pages of text; its passages take about ten times that in memory
PART_BYTES = 40 * MEGABYTE  # one XML part of a Word file, unpacked: its tree takes about ten times that in memory
PARTS_BYTES = 120 * MEGABYTE  # all XML parts that are read of one Word file, together
PARTS = 20_000  # entries in the archive of a Word file; a document with a photograph on every page has some hundreds
PASSAGE_LETTERS = 100_000  # one paragraph; nobody writes forty pages without a break, and rules look at pairs
PASSAGES = 200_000  # paragraphs and cells of one document
PDF_PAGES = 1_000  # 15 to 40 ms a page
PDF_PAGE_LETTERS = 60_000  # one page; a dense annex in A3 has 15,000
PDF_TABLE_PAGES = 200  # pages whose ruled tables are looked for: about 0.2 s a page
PDF_PAGE_RULES = 4_000  # lines drawn on one page; beyond that it is a map or a drawing, not a table

# PDF files are read in a process of their own: the library that takes them apart is written in C++, unpacks whatever a
# file tells it to, and ends its process when it runs out of memory.
PDF_MEMORY = 1536 * MEGABYTE  # address space of that process; a thousand dense pages take 400 MB
PDF_SECONDS = 90  # computing time after which no further page is begun
PDF_LAST_SECONDS = 240  # computing time after which the process is ended
