"""Chromium, and a register whose pages it opens."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, sync_playwright

from register.http.pages.assets import BUILT, NAMES
from register.http.pages.cookies import SESSION
from tests.http.pages.conftest import serve_pages, tell
from tests.support import story
from tests.support.client import Server
from tests.support.page_walk import tell_of_everything
from tests.support.pages_client import HOST, signed_in

ARGUMENTS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
CALLERS: dict[str, dict[str, Any]] = {
    "police": {"agency": "police", "area": story.NORTHBY},
    "ofsted": {"agency": "ofsted"},
    "council": {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL},
    "provider": {"agency": "interview_provider", "organisation": "story-trust"},
    "statistics": {"agency": "dfe_statistics"},
    "auditor": {"agency": "auditor"},
}


@dataclass
class Walker:
    """Somebody's window, and all that it complained about."""

    page: Page
    server: Server
    complaints: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where the register is."""
        return self.server.url

    def sign_in(self, caller: Mapping[str, Any]) -> None:
        """Go on as this caller, in the same browser."""
        kept = signed_in(self.server, **caller).session
        self.page.context.add_cookies([{"name": SESSION, "value": kept, "domain": HOST, "path": "/"}])

    def open(self, path: str) -> Page:
        """Open a page of the register."""
        self.page.goto(f"{self.url}{path}")
        return self.page

    def listen(self) -> None:
        """Write down errors of scripts, and every request that leaves the register."""
        self.page.on("console", lambda told: self._hear(told.type, told.text))
        self.page.on("pageerror", lambda fault: self.complaints.append(f"error: {fault}"))
        self.page.on("request", lambda asked: self._see(asked.url))

    def _hear(self, kind: str, text: str) -> None:
        # That a form came back with problems is told by its status, which the browser mentions.
        if kind == "error" and "status of 422" not in text:
            self.complaints.append(f"console: {text}")

    def _see(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:")):
            self.complaints.append(f"outside: {url}")


@pytest.fixture(scope="package")
def chromium() -> Iterator[Chromium]:
    """The browser."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("Chromium is not installed: run make page-tools")
    if not (BUILT / NAMES).is_file():
        pytest.skip("the look of the pages is not built: run make graphiql")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def pages(cluster: Any, story: str, worker: str) -> Iterator[Server]:
    """A server of this folder's own."""
    with serve_pages(cluster, story, f"browser_{worker}") as running:
        yield running


@pytest.fixture(scope="package")
def children(pages: Server) -> dict[str, str]:
    """The children of its story."""
    return tell(pages)


@pytest.fixture(scope="package")
def everything(pages: Server, children: dict[str, str]) -> None:
    """The story of all tests of this folder holds a record of every kind that has a page."""
    tell_of_everything(pages)


@pytest.fixture
def walk(chromium: Chromium, pages: Server, children: dict[str, str]) -> Iterator[Callable[..., Walker]]:
    """Opens a window for a caller: walk("police", zoom=4, scripts=False)."""
    opened: list[BrowserContext] = []

    def begin(caller: str | Mapping[str, Any] | None, *, zoom: int = 1, scripts: bool = True) -> Walker:
        # To enlarge a page four times leaves it a quarter of the window, in pixels of a page.
        window = {"width": 1280 // zoom, "height": 1024 // zoom}
        context = chromium.new_context(viewport=window, device_scale_factor=zoom, java_script_enabled=scripts)
        opened.append(context)
        walker = Walker(context.new_page(), pages)
        if caller is not None:
            walker.sign_in(CALLERS[caller] if isinstance(caller, str) else caller)
        walker.listen()
        return walker

    yield begin
    for context in opened:
        context.close()
