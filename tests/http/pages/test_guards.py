"""What every page says to browsers."""

import re

from register.http.pages.guards import guards
from register.http.pages.routes import PAGES, STREAMS
from tests.http.pages.test_routes import NAMED


def test_nothing_comes_from_elsewhere_and_nobody_frames_a_page():
    policy = guards()["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert re.findall(r"unsafe|https?:|\*", policy) == []
    assert guards()["X-Frame-Options"] == "DENY"


def test_a_form_may_lead_to_the_issuer_and_nowhere_else():
    policy = guards("https://issuer.example/realm")["Content-Security-Policy"]

    assert policy.endswith("form-action 'self' https://issuer.example")


def test_every_page_carries_the_guards_whoever_asks(pages, northby):
    for path in PAGES:
        for client, asked in ((northby.client, path.format(**NAMED)), (pages.client, path)):
            # Only what stands before the page is read: one of them never ends.
            with client.stream("GET", f"{pages.url}{asked}") as answer:
                assert answer.headers["cache-control"] == "no-store"
                assert answer.headers["content-security-policy"] == guards()["Content-Security-Policy"]
                assert answer.headers["x-content-type-options"] == "nosniff"


def test_no_page_holds_a_script_or_a_style_of_its_own(northby):
    for path in PAGES.keys() - STREAMS.keys():
        text = northby.get(path.format(**NAMED)).text
        assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon[a-z]+=|javascript:", text) == []
