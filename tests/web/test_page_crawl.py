"""From the first page along every link: nothing is broken, nothing comes from elsewhere, every figure has its source."""

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from page_checks import Page

from solieu.app.trace_tree import Node
from solieu.core import parse_period
from solieu.web import figures
from solieu.web.compiled import Asked, compiled_once

REPORT = "/bao-cao/bao_cao_quy/2024-Q1/"
Visit = Callable[[str], Client]


def crawl(client: Client, *, most_of_a_kind: int) -> dict[str, Page | None]:
    """Every address that can be reached, with its page (None for a file). Of pages that differ only in what they show,
    so many are visited."""
    found: dict[str, Page | None] = {}
    kinds: dict[str, int] = {}
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        kind = kind_of(address)
        if address in found or kinds.get(kind, 0) >= most_of_a_kind:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        is_page = answer["Content-Type"].startswith("text/html") and "attachment" not in answer.get(
            "Content-Disposition", ""
        )
        found[address] = Page(answer.content.decode()) if is_page else None
        page = found[address]
        links = page.links if page else []
        waiting += [urljoin(address, link).partition("#")[0] for link in links]
    return found


def kind_of(address: str) -> str:
    """The address without its names: /lan-gui/?/tep."""
    path = urlsplit(address).path.split("/")
    known = {
        "bieu",
        "lan-gui",
        "bao-cao",
        "so",
        "muc",
        "tai",
        "tep",
        "gui-bieu",
        "bieu-trang",
        "doc-soat",
        "nhan-lai",
        "so-sanh",
    }
    query = "?" + ",".join(sorted(part.partition("=")[0] for part in urlsplit(address).query.split("&")))
    return "/".join(part if part in known else "?" for part in path) + query


@pytest.mark.parametrize("user", ["", "tong_hop", "xa_lien_son"])
def test_every_link_leads_to_a_sound_page(visit: Visit, user: str) -> None:
    pages = crawl(visit(user), most_of_a_kind=3)
    faults = {address: page.faults for address, page in pages.items() if page and page.faults}
    assert faults == {}
    assert len(pages) > (10 if user == "xa_lien_son" else 30)


def test_every_figure_of_the_report_leads_to_a_cell_or_an_entry(visit: Visit) -> None:
    """The trees of all figures end in cells and entries; every twentieth page is opened to see that it shows them."""
    client = visit("")
    links = [link for link in Page(client.get(REPORT).content.decode()).links if "/so/" in link and REPORT in link]
    done = compiled_once(Asked("bao_cao_quy", parse_period("2024-Q1")))
    reader = figures.reader_of(figures.setting_of(done))
    without = [figure.id for figure in done.report.figures if not ends(reader.node(figure.trace))]
    assert (len(links), without) == (len(done.report.figures), [])
    for link in links[::20]:
        page = Page(client.get(link).content.decode())
        assert [a for a in page.links if "#o-" in a or a.startswith("/so/")], link


def ends(node: Node) -> bool:
    """Whether some leaf is a cell or an entry of a register."""
    return bool(node.cell or node.entries) or any(map(ends, node.parts))
