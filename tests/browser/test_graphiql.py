"""The query page in a browser: it says who you are, and asks with the token and the purpose that it shows."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Request, expect

from register.http.graphiql import BUNDLE
from tests.browser.conftest import CALLERS, Walker

pytestmark = pytest.mark.skipif(
    not (BUNDLE / "index.html").is_file(), reason="GraphiQL is not built: run make graphiql"
)
SAYS = "You are tester, of POLICE (Northby)."


@pytest.fixture
def window(walk: Callable[..., Walker]) -> Walker:
    """The query page, before anybody is named."""
    walker: Walker = walk(None)
    walker.open("/graphql")
    return walker


def name_caller(window: Walker) -> Page:
    """Paste the token of a force's officer, and wait until the page says whose it is."""
    window.page.get_by_label("Token").fill(window.server.token(**CALLERS["police"]))
    expect(window.page.get_by_role("status")).to_have_text(SAYS)
    return window.page


@contextmanager
def asked(page: Page, words: str) -> Iterator[list[Request]]:
    """The requests with these words in them that are sent within, of which there is one at least."""
    found: list[Request] = []
    page.on("request", lambda each: found.append(each) if words in (each.post_data or "") else None)
    with page.expect_request(lambda each: words in (each.post_data or ""), timeout=20_000):
        yield found


def run(page: Page) -> Request:
    """Run the first example as it stands."""
    with asked(page, "homes(") as found:
        page.locator(".graphiql-execute-button").first.click()
    return found[-1]


def test_it_has_landmarks_and_one_heading_and_says_who_you_are(window):
    page = window.page

    expect(page.get_by_role("status")).to_contain_text("No token yet.")
    assert [page.get_by_role(role).count() for role in ("banner", "main")] == [1, 1]
    assert page.locator("h1").all_inner_texts() == ["Register: queries"]
    name_caller(window)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_purpose_that_is_shown_is_the_one_that_is_used_without_a_further_step(window):
    page = name_caller(window)

    without = run(page)
    page.get_by_label("Purpose").select_option("safeguarding_child")
    chosen = run(page)

    assert [each.headers.get("register-purpose") for each in (without, chosen)] == [None, "safeguarding_child"]
    answers = [json.loads(each.response().text()) for each in (without, chosen)]
    assert [answer.get("errors", [{}])[0].get("extensions", {}).get("code") for answer in answers] == [
        "POLICY_PURPOSE_REQUIRED",
        None,
    ]
    assert answers[1]["data"]["homes"]["nodes"] != []


def test_a_subscription_is_followed(window):
    page = name_caller(window)
    page.get_by_label("Purpose").select_option("safeguarding_child")
    page.get_by_role("tab").nth(2).click()

    with page.expect_response(lambda each: "registerChanged" in (each.request.post_data or ""), timeout=20_000) as told:
        page.locator(".graphiql-execute-button").first.click()

    assert (told.value.status, told.value.headers["content-type"].split(";")[0]) == (200, "text/event-stream")
    expect(page.locator(".result-window")).to_contain_text("token", timeout=20_000)
