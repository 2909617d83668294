"""Vietnamese first; English when it is asked for, and then whole."""

import io
import re
from collections.abc import Callable, Iterator

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.test import Client
from django.utils.translation.template import templatize
from page_checks import Page
from web_office import text_of

from solieu.web.language import COOKIE, LOCALE

Visit = Callable[[str], Client]
WORDS = {"gettext": None, "gettext_noop": None, "gettext_lazy": None, "_": None}
FIELD = re.compile(r"%(?:\(\w+\))?0?\d*[sd]")


def spoken() -> Iterator[tuple[str, str]]:
    """Every text of the pages that goes through gettext, with its place."""
    for path in sorted([*LOCALE.parent.rglob("*.html"), *LOCALE.parent.rglob("*.py")]):
        source = path.read_text(encoding="utf-8")
        code = templatize(source) if path.suffix == ".html" else source
        for line, text, _comments, _context in extract("python", io.BytesIO(code.encode()), keywords=WORDS):
            yield str(text), f"{path.name}:{line}"


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    with (LOCALE / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def test_every_text_has_its_english(english: dict[str, str]) -> None:
    """What is missing belongs into src/solieu/web/locale/en/LC_MESSAGES/django.po."""
    assert [f"{place}: {text}" for text, place in spoken() if not english.get(text)] == []


def test_no_english_without_its_text(english: dict[str, str]) -> None:
    assert set(english) - {text for text, _ in spoken()} == set()


def test_both_languages_name_the_same_values(english: dict[str, str]) -> None:
    differ = {
        text: said for text, said in english.items() if sorted(FIELD.findall(text)) != sorted(FIELD.findall(said))
    }
    assert differ == {}


def test_the_language_of_the_machine_does_not_count(visit: Visit) -> None:
    html = text_of(visit("").get("/", headers={"accept-language": "en-US,en;q=0.9"}))
    assert '<html lang="vi">' in html and "Việc của tôi" in html


def test_switched_to_english_and_back(visit: Visit) -> None:
    client = visit("")
    answer = client.post("/ngon-ngu/", {"ngon_ngu": "en", "next": "/so/"})
    assert answer["Location"] == "/so/" and client.cookies[COOKIE].value == "en"
    for address, words in (("/", "Progress of the forms"), ("/so/cau/", "Search (no marks needed)"), ("/khong-co", "no such page"),
                           ("/bao-cao/bao_cao_quy/2024-Q1/", "click one to see its source")):  # fmt: skip
        html = text_of(client.get(address))
        assert '<html lang="en">' in html and words in html
        assert Page(html).faults == []
    client.post("/ngon-ngu/", {"ngon_ngu": "vi", "next": "/"})
    assert "Việc của tôi" in text_of(client.get("/"))


def test_the_report_itself_stays_vietnamese(visit: Visit) -> None:
    client = visit("")
    plain = text_of(client.get("/bao-cao/bao_cao_quy/2024-Q1/")).partition('<article class="paper">')[2]
    client.cookies[COOKIE] = "en"
    english = text_of(client.get("/bao-cao/bao_cao_quy/2024-Q1/")).partition('<article class="paper">')[2]
    without_titles = [re.sub(r' title="[^"]*"', "", html).partition("</article>")[0] for html in (plain, english)]
    assert without_titles[0] == without_titles[1]
