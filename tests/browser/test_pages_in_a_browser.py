"""The pages as people meet them: on the office's screen, on a phone, on paper, by keyboard, without scripts."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

Window = Callable[..., Any]
REPORT = "/bao-cao/bao_cao_quy/2024-Q1/"
SUBMISSION = "/lan-gui/b05_ns_q.huyen_chi_lang.2024-Q1.phong_tckh.1/"
PAGES = [
    "/", "/?ky=2024-Q2", "/bieu/", "/lan-gui/", SUBMISSION, "/lan-gui/register_du_an.huyen_chi_lang.2024-Q1.phong_tckh.1/",
    "/lan-gui/b01_ktxh_q.huyen_chi_lang.2024-Q1.phong_nnptnt.1/", "/bao-cao/", REPORT, "/bao-cao/bao_cao_quy/2024-Q2/", "/so/",
    "/so/du_an/", "/so/cau/muc/lung_na/", "/dang-nhap/",
]  # fmt: skip
SCREENS = {
    "office 1366x768": (1366, 768),
    "office at 125%": (1093, 614),
    "twice the text size": (683, 384),
    "phone": (390, 844),
}

# Text below 4,5:1 (large text: 3:1), WCAG 2.1 AA; backgrounds are looked for upwards.
CONTRAST = """() => {
  const parts = (c) => c.match(/[\\d.]+/g).map(Number);
  const even = (v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = (c) => { const [r, g, b] = parts(c).map(even); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const c = getComputedStyle(at).backgroundColor;
      if ((parts(c)[3] ?? 1) > 0.99) return c;
    }
    return "rgb(255,255,255)";
  };
  const found = new Set();
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    const style = getComputedStyle(e), size = parseFloat(style.fontSize);
    const hidden = style.visibility === "hidden" || style.clip === "rect(0px, 0px, 0px, 0px)";
    if (!own || hidden || !e.getBoundingClientRect().width) continue;
    const [a, b] = [light(style.color), light(ground(e))].sort((x, y) => y - x);
    const large = size >= 24 || (size >= 18.6 && style.fontWeight >= 700);
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) found.add(`${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 30)}`);
  }
  return [...found];
}"""


def figure(page: Page, printed: str, nth: int = 0) -> Any:
    return page.locator("a.so-lieu", has_text=re.compile(f"^{re.escape(printed)}$")).nth(nth)


def test_a_click_on_a_figure_shows_its_cell_beside_the_text(window: Window) -> None:
    watched = window()
    page = watched.go(REPORT)
    figure(page, "19.594 triệu đồng").click()
    source = page.locator("#bang-nguon")
    expect(source).to_contain_text("Biểu B05/NS-Q, dòng 01, cột “Ước TH quý I/2024”, ô ")
    expect(source).to_contain_text("Phòng Tài chính - Kế hoạch gửi")
    assert page.url == watched.base + REPORT, "the report stays open"
    figure(page, "13,6%").click()
    expect(source).to_contain_text("(3.696,3 ha ÷ 3.253,8 ha − 1) × 100 = 13,5995")
    source.get_by_role("link", name=re.compile("Biểu B01.KTXH-Q")).first.click()
    cell = page.locator("td:target")
    expect(cell).to_contain_text("3.696,3")
    assert watched.said == []


def test_the_clicked_figure_stays_under_the_eye(window: Window) -> None:
    page = window().go(REPORT)
    chosen = figure(page, "185.002 triệu đồng")
    chosen.scroll_into_view_if_needed()
    before = chosen.bounding_box()["y"]
    chosen.click()
    page.locator("#bang-nguon #nguon").wait_for()
    assert abs(chosen.bounding_box()["y"] - before) < 3
    page.keyboard.press("Escape")
    expect(page.locator("#bang-nguon")).to_have_count(0)
    assert abs(chosen.bounding_box()["y"] - before) < 3


def test_by_keyboard_only(window: Window) -> None:
    """The skip links come first; Enter opens the source, Escape goes back to the figure."""
    page = window().go(REPORT)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the contents, however long the report is
    assert page.evaluate("document.activeElement.id") == "to-bao-cao"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('so-lieu')"):
            break
    chosen = page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")
    page.locator("#bang-nguon #nguon").wait_for()
    assert page.evaluate("document.activeElement.id") == "bang-nguon"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == chosen


def test_everything_works_without_scripts(window: Window) -> None:
    watched = window(scripts=False)
    page = watched.go(REPORT)
    figure(page, "19.594 triệu đồng").click()
    expect(page.locator("h1")).to_contain_text("19.594 triệu đồng")
    expect(page.locator("main")).to_contain_text("Biểu B05/NS-Q, dòng 01")
    page.get_by_role("link", name=re.compile("Về báo cáo")).click()
    assert re.search(r"2024-Q1/#f\w+$", page.url)
    watched.go("/?ky=2024-Q2")
    expect(page.locator("#cham")).to_have_text(re.compile("chưa gửi đủ biểu quý II/2024"))


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_no_page_scrolls_sideways(window: Window, screen: tuple[int, int]) -> None:
    watched = window(*screen)
    wide = {}
    for address in PAGES:
        width = watched.go(address).evaluate("document.documentElement.scrollWidth")
        if width > screen[0]:
            wide[address] = width
    assert wide == {}


def test_nothing_is_loaded_from_elsewhere_and_nothing_complains(window: Window) -> None:
    """A breach of the content security policy is a complaint too."""
    watched = window()
    for address in PAGES:
        watched.go(address)
    assert watched.elsewhere == []
    assert watched.said == []
    assert [url for url in watched.asked if url.endswith((".css", ".js", ".svg"))], "it was watched at all"


def test_text_stands_out_from_its_ground(window: Window) -> None:
    watched = window()
    pale = {address: found for address in PAGES if (found := watched.go(address).evaluate(CONTRAST))}
    figure(watched.go(REPORT), "2.988,3 ha").click()
    watched.page.locator("#bang-nguon #nguon").wait_for()
    assert pale | {"panel": watched.page.evaluate(CONTRAST)} == {"panel": []}


def test_the_documents_font_is_ours(window: Window) -> None:
    page = window().go(REPORT)
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('17px Tinos', 'Ệ ữ Đ'))")
    assert "Tinos" in page.evaluate("getComputedStyle(document.querySelector('.paper p')).fontFamily")


def test_on_paper_only_the_document_is_left(window: Window, tmp_path: Path) -> None:
    page = window().go(REPORT)
    page.pdf(path=tmp_path / "bao_cao.pdf", format="A4", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(tmp_path / "bao_cao.pdf")
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    text = re.sub(r"\s+", " ", text)
    assert "Độc lập - Tự do - Hạnh phúc" in text and "19.594 triệu đồng" in text
    assert not [words for words in ("Đăng nhập", "Việc của tôi", "Mục lục", "DAT201", "Dữ liệu mẫu") if words in text]


def test_the_list_of_late_units_is_copied(window: Window) -> None:
    watched = window()
    page = watched.go("/?ky=2024-Q2")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Chép").click()
    expect(page.get_by_role("button", name="Đã chép")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Đến ") and "B01/KTXH-Q" in copied


def test_a_form_walks_from_the_commune_to_the_office(window: Window, tmp_path: Path) -> None:
    """Blank out, a fault, the corrected file, a doubt explained, accepted: two people, no command line."""
    commune = window()
    commune.sign_in("xa_lien_son")
    page = commune.go("/?ky=2024-Q2")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải biểu trắng").first.click()
    book = load_workbook(io_of(coming.value.path()))
    sheet = book.worksheets[0]
    for row, values in enumerate(((5, 5.5), ("1.0 ha?", 1), (3, 3), (2, 2), (1, 1)), 11):
        sheet[f"F{row}"], sheet[f"G{row}"] = values
    sheet["G16"], sheet["G17"], sheet["G18"], sheet["G10"] = 1, 14, 2, 13
    book.save(tmp_path / "hong.xlsx")
    page.get_by_role("link", name="Gửi biểu").first.click()
    page.set_input_files("#tep", tmp_path / "hong.xlsx")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator("h2")).to_contain_text("chưa nhận")
    expect(page.locator("td.doubted").first).to_contain_text("1.0 ha?")
    sheet["F12"] = 1
    book.save(tmp_path / "tot.xlsx")
    page.set_input_files("#tep", tmp_path / "tot.xlsx")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator(".said-success")).to_contain_text("Đã nhận tệp tot.xlsx")
    page.get_by_label("Lý do").fill("Có 0,5 ha trồng xen tính ở hai nhóm")
    page.get_by_role("button", name="Gửi giải trình").click()
    expect(page.locator(".settled")).to_contain_text("trồng xen")
    office = window()
    office.sign_in("tong_hop")
    office.page.get_by_role("link", name="B01/KTXH-Q", exact=True).first.click()
    office.page.get_by_role("button", name="Tiếp nhận").click()
    expect(office.page.locator(".said-success")).to_contain_text("Đã tiếp nhận")
    expect(office.page.locator(".badge-state").first).to_contain_text("Đã tiếp nhận")
    complaints = [line for line in commune.said + office.said if "422" not in line]  # the fault is a fault of the file
    assert complaints == []


def io_of(path: Path) -> Any:
    import io

    return io.BytesIO(Path(path).read_bytes())
