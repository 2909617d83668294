"""What every page must be: well formed, accessible, and made of nothing but what this machine serves."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ADDRESSES = {"href", "src", "action", "formaction", "poster", "srcset"}
NEED_LABEL = {"input", "select", "textarea"}


class Page(HTMLParser):
    """Reads a page once; ``faults`` says what is wrong with it, ``links`` where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.anchors: list[str] = []
        self.headings: list[str] = []
        self.title = ""
        self._open: list[str] = []
        self._labels: set[str] = set()
        self._wants_label: list[tuple[str, str]] = []
        self._buttons: list[str] = []
        self.feed(html)
        self.close()
        self._finish(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if len(values) != len(attrs):
            self.faults.append(f"<{tag}> names an attribute twice")
        self._safe(tag, values)
        self._named(tag, values)
        if tag not in VOID:
            self._open.append(tag)
        if tag in ("h1", "h2", "h3", "h4", "h5"):
            self.headings.append(tag)
        if tag == "a" and "href" in values:
            address = values["href"]
            (self.anchors if address.startswith("#") else self.links).append(address)
        if tag == "th" and "scope" not in values:
            self.faults.append("a <th> without scope")
        if tag == "img" and "alt" not in values:
            self.faults.append("an <img> without alt")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1] if self._open else 'nothing'} at {self.getpos()}")
            if tag in self._open:
                while self._open.pop() != tag:
                    pass
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title":
            self.title += data

    def _safe(self, tag: str, values: dict[str, str]) -> None:
        inline = [name for name in values if name.startswith("on") or name == "style"]
        self.faults += [f"<{tag}> carries {name} inline" for name in inline]
        if tag == "style" or (tag == "script" and "src" not in values):
            self.faults.append(f"an inline <{tag}>")
        for name in ADDRESSES & set(values):
            if "//" in values[name].partition("?")[0] or values[name].startswith(("data:", "javascript:")):
                self.faults.append(f"<{tag} {name}> leads elsewhere: {values[name]}")

    def _named(self, tag: str, values: dict[str, str]) -> None:
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "label":
            self._labels.add(values.get("for", ""))
        if tag in NEED_LABEL and values.get("type") not in ("hidden", "submit", "button"):
            self._wants_label.append((values.get("id", ""), values.get("name", tag)))

    def _finish(self, html: str) -> None:
        self.faults += [f"<{tag}> is never closed" for tag in self._open]
        self.faults += [f"id {id} stands twice" for id in {id for id in self.ids if self.ids.count(id) > 1}]
        self.faults += [f"no label for {name}" for id, name in self._wants_label if id not in self._labels]
        self.faults += [f"#{a[1:]} leads nowhere" for a in self.anchors if a[1:] not in self.ids]
        if self.headings.count("h1") != 1:
            self.faults.append(f"{self.headings.count('h1')} h1")
        if '<html lang="' not in html or not self.title.strip():
            self.faults.append("no language or no title")
