"""`python -m tests.browser.pictures ADDRESS`: pictures of the main pages of a running demonstration, for docs/."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ARGUMENTS

FOLDER = Path(__file__).resolve().parents[2] / "docs/pictures"
SIZE = {"width": 1000, "height": 760}
POLICE, OFSTED = "police of E23000005", "ofsted"


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
    sign_in(page, address, POLICE)
    page.goto(f"{address}/homes?area=mine")
    page.wait_for_selector('#map[data-drawn="yes"]')
    keep(page, "homes")
    page.locator("tbody th a").first.click()
    keep(page, "home")
    page.goto(f"{address}/missing")
    keep(page, "missing")
    page.locator("tbody th a").first.click()
    page.get_by_role("link", name="Assess the risk").click()
    page.get_by_role("button", name="Assess the risk").click()
    keep(page, "form")
    page.context.clear_cookies()
    sign_in(page, address, OFSTED)
    page.goto(f"{address}/desk/register")
    keep(page, "register")


if __name__ == "__main__":
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        draw(browser.new_page(viewport=SIZE), sys.argv[1].rstrip("/"))
        browser.close()
