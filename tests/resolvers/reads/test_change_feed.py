"""A page of a feed for whoever keeps a line open: what it holds, and what is written down of it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from graphql import parse

from register.audit import Consultation
from register.database.connections import open_pool
from register.errors import BadInput, PurposeRequired
from register.resolvers.reads.change_feed import read_feed
from register.resolvers.reads.plan_cache import Plans
from register.schema.assemble import graphql_schema
from register.settings import settings
from register.vocabulary import Agency, Caller, Purpose
from tests.support.copy_client import wait_until_told
from tests.support.request_stories import rename_and_move
from tests.support.story import NORTHBY

QUERY = "query ($w: AreaInput) { feed: changes(area: $w, first: 4) { token hasMore nodes { kind homeUrn who } } }"


def caller(agency=Agency.POLICE, area=NORTHBY, purpose=Purpose.SAFEGUARDING_CHILD):
    return Caller("listener", agency, area, None, purpose, date(2026, 3, 2))


async def pages(server, count, asking=None, query=QUERY, since=None):
    """So many pages of a feed, one after the other."""
    wait_until_told(server)
    (operation,) = parse(query).definitions
    asked = Consultation("r", asking or caller(), "Feed", "d")
    variables = {"w": {"mine": True}} if "$w" in query else {}
    (root,) = Plans(graphql_schema()).of(operation, {}, variables)
    pool, found = await open_pool(settings()), []
    try:
        for _ in range(count):
            found.append(await read_feed(pool, settings(), asked, root=root, variables=variables, since=since))
            since = found[-1].token
    finally:
        await pool.close()
    return found


def logged(server):
    with server.owner.connect() as owner:
        text = (
            "select root, outcome, refusal, row_count from register.access_log where subject = 'listener' order by id"
        )
        return [tuple(row) for row in owner.execute(sa.text(text))]


async def test_pages_follow_each_other_and_each_is_written_down(own_server):
    first, second = await pages(own_server, 2)

    assert (first.count, first.has_more, second.count) == (4, True, 4)
    assert first.text.startswith(f'{{"token":"{first.token}","hasMore":true,"nodes":[{{"kind":"PROVIDER"')
    assert first.token != second.token
    assert first.withheld == [{"node": "feed", "fields": ["who"]}]
    assert logged(own_server) == [("changes", "allowed", None, 4)] * 2


async def test_at_the_end_a_page_is_empty_and_its_token_goes_on_from_there(own_server):
    many = QUERY.replace("first: 4", "first: 1000")

    whole, nothing = await pages(own_server, 2, query=many)
    with own_server.owner.begin() as owner:
        owner.execute(sa.text("update register.home set places = places + 1 where urn = 'SC900001'"))
    (more,) = await pages(own_server, 1, query=many, since=nothing.token)

    assert (whole.has_more, nothing.has_more, nothing.count) == (False, False, 0)
    assert (more.count, '"homeUrn":"SC900001"' in more.text) == (1, True)


@pytest.mark.parametrize(
    ("asking", "since", "refusal", "written"),
    [
        (caller(purpose=None), None, PurposeRequired, [("changes", "refused", "POLICY_PURPOSE_REQUIRED", 0)]),
        (caller(), "no place", BadInput, []),
        (caller(Agency.OFSTED, None), None, BadInput, []),
    ],
)
async def test_a_refusal_is_raised_and_what_policy_refused_is_written_down(own_server, asking, since, refusal, written):
    with pytest.raises(refusal):
        await pages(own_server, 1, asking, since=since)

    assert logged(own_server) == written


@pytest.mark.parametrize("begins", ["with the homes", "with the first change"])
def test_the_loop_on_the_page_about_copies_keeps_one(own_server, begins):
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "keep-a-copy.md").read_text()
    found: dict[str, Any] = {}
    exec(page.split("```python\n")[1].split("```")[0], found)  # noqa: S102 - our own page, as a reader would run it
    url, bearer = f"{own_server.url}/graphql", own_server.token("police", NORTHBY)
    wait_until_told(own_server)
    kept: dict[str, Any] = {"token": None, "homes": {}, "providers": {}}
    if begins == "with the homes":
        kept = found["begin"](url, bearer)
    for change in (None, rename_and_move):
        if change:
            change(own_server)
        wait_until_told(own_server)
        found["follow"](url, bearer, kept)
        homes = "homes(area: {mine: true}) { nodes { id urn name postcode location { easting northing } } }"
        nodes = own_server.ask(f"{{ {homes} }}", "police", NORTHBY).data["homes"]["nodes"]

        copied = [{name: home[name] for name in nodes[0]} for home in kept["homes"].values()]
        assert sorted(copied, key=lambda home: home["urn"]) == nodes
