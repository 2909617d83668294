"""A served sample and a real browser. Without a Chromium on this machine these tests say so and are skipped."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PASSWORD = "lua-xuan-2024"
SERVE = """
import sys
from pathlib import Path
from solieu.cli.administration import serve_folder
serve_folder(Path(sys.argv[1]), int(sys.argv[2]), read_only_user="xem")
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str:
    """SOLIEU_CHROMIUM, or one of the usual names; "" when there is none."""
    named = os.environ.get("SOLIEU_CHROMIUM", "")
    return named or next((path for name in NAMES if (path := shutil.which(name))), "")


@dataclass(slots=True)
class Watched:
    """A page together with everything that it should not have done."""

    page: Page
    base: str
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, address: str) -> Page:
        answer = self.page.goto(self.base + address)
        assert answer is not None and answer.status == 200, address
        return self.page

    def sign_in(self, name: str) -> None:
        self.go("/dang-nhap/")
        self.page.fill("#name", name)
        self.page.fill("#password", PASSWORD)
        self.page.click("main button")
        assert self.page.url == f"{self.base}/"

    @property
    def elsewhere(self) -> list[str]:
        return [url for url in self.asked if not url.startswith((f"{self.base}/", "data:"))]


@pytest.fixture(scope="session")
def served(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample, served by a process of its own. The sender and the office have passwords."""
    folder = Path(shutil.copytree(sample_folder, tmp_path_factory.mktemp("may_chu") / "demo"))
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "solieu", "--workspace", str(folder), "user", "password"]
    for user in ("xa_lien_son", "tong_hop"):
        subprocess.run([*command, user, "--password", PASSWORD], check=True, env=environment, capture_output=True)
    port = free_port()
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(folder), str(port)], env=environment,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        yield answering(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def answering(base: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with status {server.returncode}")
        try:
            urllib.request.urlopen(f"{base}/dang-nhap/", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return base
    raise RuntimeError("the server does not answer")


@pytest.fixture(scope="module")
def browser(served: str) -> Iterator[Browser]:
    """Playwright keeps an event loop in this thread, which Django will not work beside: the sample is built before, and
    the browser is closed before other tests go on."""
    path = chromium()
    if not path:
        pytest.skip("no Chromium on this machine; name one with SOLIEU_CHROMIUM")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=quiet)
        yield started
        started.close()


@pytest.fixture
def window(browser: Browser, served: str) -> Iterator[Callable[..., Watched]]:
    """Opens a window: window(1366, 768), window(scripts=False)."""
    opened: list[BrowserContext] = []

    def open_(width: int = 1366, height: int = 768, *, scripts: bool = True) -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, locale="en-US"
        )
        opened.append(context)
        watched = Watched(context.new_page(), served)
        watched.page.set_default_timeout(15_000)
        watched.page.on("console", lambda message: watched.said.append(f"{message.type}: {message.text}"))
        watched.page.on("pageerror", lambda error: watched.said.append(f"error: {error}"))
        watched.page.on("request", lambda request: watched.asked.append(request.url))
        return watched

    yield open_
    for context in opened:
        context.close()
