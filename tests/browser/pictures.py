"""`python -m tests.browser.pictures ADDRESS`: pictures of the main pages of a running demonstration, for docs/."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ARGUMENTS

FOLDER = Path(__file__).resolve().parents[2] / "docs/pictures"
SIZE = {"width": 1000, "height": 760}
POLICE, OFSTED, COUNCIL = "police of E23000005", "ofsted", "local_authority of E08000003"
FIRST = "tbody th a"
# Each picture: who looks, where, and what is followed or pressed from there.
PICTURES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("homes", POLICE, "/homes?area=mine", ()),
    ("home", POLICE, "/homes?area=mine", (FIRST,)),
    ("missing", POLICE, "/missing", ()),
    ("form", POLICE, "/missing", (FIRST, "text=Assess the risk", "button:has-text('Assess the risk')")),
    ("register", OFSTED, "/desk/register", ()),
    ("child", COUNCIL, "/children", (FIRST,)),
    ("interviews", COUNCIL, "/interviews", ()),
    ("return", COUNCIL, "/returns/send", ()),
    ("figures-now", COUNCIL, "/figures/now?of=episodes&by=STARTED_MONTH", ()),
    ("figure", "dfe_statistics", "/figures/HOMES?area=E92000001&by=sector", ()),
    ("targets", OFSTED, "/targets", ()),
    ("oversight", "auditor", "/oversight/figures", ()),
)


def sign_in(page: Page, address: str, caller: str) -> None:
    """Sign in as an invented caller, and say what for."""
    page.goto(f"{address}/sign-in")
    page.locator(f'form:has(input[value="{caller}"]) button').click()
    page.check('input[value="safeguarding_child"]')
    page.get_by_role("button", name="Continue").click()


def keep(page: Page, name: str) -> None:
    """Keep a picture of what the window shows."""
    page.screenshot(path=FOLDER / f"{name}.png")


def draw(page: Page, address: str) -> None:
    """All pictures, one after the other."""
    page.goto(f"{address}/sign-in")
    keep(page, "sign-in")
    who = ""
    for name, caller, path, steps in PICTURES:
        if caller != who:
            page.context.clear_cookies()
            sign_in(page, address, caller)
            who = caller
        page.goto(f"{address}{path}")
        for step in steps:
            page.locator(step).first.click()
            page.wait_for_load_state()
        if page.locator("#map").count():
            page.wait_for_selector('#map[data-drawn="yes"]')
        for chart in page.locator("svg.register-chart").all()[:1]:
            chart.evaluate("drawing => drawing.parentElement.scrollIntoView()")
        keep(page, name)


if __name__ == "__main__":
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        draw(browser.new_page(viewport=SIZE), sys.argv[1].rstrip("/"))
        browser.close()
