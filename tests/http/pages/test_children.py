"""Children on pages."""

import re

from register.http.pages.wording import label
from tests.support import story
from tests.support.pages_client import cells, plain, signed_in


def test_a_child_is_found_by_name_and_shown_with_placements_and_episodes(council, children):
    rows = cells(council.get("/children?name=ada").text)
    words = plain(council.get(f"/children/{children['Ada Far']}").text)

    assert [row[0] for row in rows] == ["Ada Far"]
    for each in (
        "Ada Far",
        "Born 4 March 2012",
        "NHS number",
        "White British",
        story.INSIDE,
        "Missing episodes, latest first",
    ):
        assert each in words
    for each in ("Timeline, latest first", "Which bodies asked about the child"):
        assert each in words


def test_a_timeline_is_what_graphql_puts_in_one_order(pages, council, children):
    ada = children["Ada Far"]
    asked = "query ($id: ID!) { child(id: $id) { timeline(first: 60) { nodes { kind } } } }"
    told = pages.ask(asked, "local_authority", story.SOUTHBY_COUNCIL, id=ada).data["child"]["timeline"]["nodes"]

    shown = cells(council.get(f"/children/{ada}").text)

    assert len(told) > 2
    assert [row[1] for row in shown] == [label(each["kind"]) for each in told]


def test_a_child_that_is_not_there_is_the_same_page_for_everybody(pages, children):
    strangers = (
        signed_in(pages, "police", story.SOUTHBY),
        signed_in(pages, "ofsted"),
        signed_in(pages, "dfe_statistics"),
    )
    nobody = "00000000-0000-0000-0000-000000000001"

    for stranger in strangers:
        other, none = (stranger.get(f"/children/{key}") for key in (children["Dot Never"], nobody))
        assert (other.status_code, plain(other.text)) == (404, plain(none.text))


def test_an_authority_reports_its_child_missing(council, children):
    path = f"/children/{children['Dot Never']}"
    began = {"startedAt-day": "1", "startedAt-month": "11", "startedAt-year": "2026", "startedAt-time": "21:30"}

    refused = council.send(f"{path}/report", kind="MISSING")
    done = council.send(f"{path}/report", kind="MISSING", setting="HOME", reference="<script>", **began)
    again = council.get(path).text

    assert refused.status_code == 422
    assert {"setting", "startedAt-day"} <= set(re.findall(r'href="#([^"]+)"', refused.text))
    assert done.status_code == 303, plain(done.text)
    assert "<script>" not in again.split("<main")[1]
