"""The GIS door: who is let in, what is written down, and what every answer says to those between."""

import re

import pytest
import sqlalchemy as sa

from register.database.state_folder import state_dir
from register.http.features import ALLOWED, DESCRIBED, READ
from register.identity.development_issuer import DevelopmentIssuer
from register.settings import settings
from register.tables import access_log
from tests.hostile.conftest import make_server as make_server
from tests.support import story
from tests.support.bad_tokens import bad_tokens
from tests.support.features_client import Features, link_of

HOMES = "/collections/homes/items"


@pytest.fixture
def behind_a_proxy(monkeypatch):
    """The server believes what a proxy on this machine says."""
    monkeypatch.setenv("REGISTER_TRUSTED_PROXIES", "127.0.0.1")


# A body may ask for little, and gains hardly more.
SMALL_ALLOWANCE = {"REGISTER_RATE_BURST_COST": "5000", "REGISTER_RATE_COST_PER_MINUTE": "60"}
# Enough for the first page, and not for the second: a document that is new is paid for by its length.
ONE_PAGE = {"REGISTER_RATE_BURST_COST": "2000", "REGISTER_RATE_COST_PER_MINUTE": "60"}
TILE = "/collections/homes/tiles/WebMercatorQuad/6/20/31"


@pytest.fixture
def northby(server):
    """The police of Northby."""
    return Features(server, "police", story.NORTHBY)


NAMED = {"collection": "homes", "feature": story.INSIDE, "zoom": "6", "row": "20", "column": "31"}
PATHS = [path.format(**NAMED) for path in (*DESCRIBED, *READ)]


@pytest.mark.parametrize("path", [*PATHS, "/no/such/place"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "TRACE"])
def test_nobody_is_told_anything_without_a_token(server, path, method):
    refused = server.client.request(method, f"{server.url}/ogc{path}")

    assert refused.status_code == 401
    assert method == "HEAD" or refused.json()["code"] == "IDENTITY_UNAUTHENTICATED"


def test_every_bad_token_gets_the_same_refusal(server):
    refusals = set()
    for case in bad_tokens(DevelopmentIssuer(state_dir(), settings())).values():
        refused = server.client.get(f"{server.url}/ogc{HOMES}{case.query}", headers=list(case.headers))
        refusals.add((refused.status_code, refused.content))

    assert {status for status, _ in refusals} <= {401, 431}
    assert len({body for status, body in refusals if status == 401}) == 1


def test_the_refusal_has_the_challenge_after_which_qgis_sends_its_login(server):
    challenges = server.client.get(f"{server.url}/ogc").headers.get_list("www-authenticate")

    assert any(each.startswith("Basic realm=") for each in challenges)
    assert any(each.startswith("Bearer ") for each in challenges)


@pytest.mark.parametrize("path", PATHS)
def test_a_body_that_the_register_does_not_know_is_told_nothing(server, path):
    stranger = Features(server, "police", "E23000099")

    for asked in (path, f"{path}?no=such"):
        refused = stranger.send(asked)
        assert (refused.status_code, refused.json()["code"]) == (401, "IDENTITY_UNAUTHENTICATED")


def test_every_answer_is_for_its_caller_alone(northby):
    for path in PATHS:
        told = northby.send(path)
        assert told.headers["cache-control"] == "private, no-store"
        assert told.headers["x-content-type-options"] == "nosniff"
        assert "Authorization" in told.headers["vary"]


def test_an_answer_is_compressed_for_who_accepts_it(northby):
    told = northby.send(HOMES, **{"Accept-Encoding": "gzip"})

    assert told.headers["content-encoding"] == "gzip"
    assert told.json()["numberReturned"] == len(story.EVERY_URN)


def test_a_page_is_one_entry_of_the_access_log_with_the_keys_of_what_it_showed(own_server):
    Features(own_server, "police", story.NORTHBY).get(HOMES, limit=2)

    with own_server.owner.connect() as connection:
        (entry,) = connection.execute(sa.select(access_log)).all()
    assert (entry.operation, entry.root, entry.outcome, entry.row_count) == ("OgcHomes", "homes", "allowed", 2)
    assert entry.purpose == "safeguarding_child"
    assert set(entry.keys) >= {story.PLAIN, story.INSIDE}


def test_a_refusal_of_policy_is_in_the_access_log(own_server):
    refused = Features(own_server, "interview_provider", organisation="story-trust").get(HOMES)

    with own_server.owner.connect() as connection:
        (entry,) = connection.execute(sa.select(access_log)).all()
    assert (refused.status_code, refused.json()["code"]) == (403, "POLICY_FORBIDDEN")
    assert (entry.outcome, entry.refusal) == ("refused", "POLICY_FORBIDDEN")


def test_what_identifies_a_home_needs_a_purpose(server):
    caller = Features(server, "police", story.NORTHBY, purpose=None)
    refused = caller.get(HOMES)

    assert (refused.status_code, refused.json()["code"]) == (403, "POLICY_PURPOSE_REQUIRED")
    assert "Ash House" not in refused.text


def test_a_method_that_writes_is_refused(northby):
    refused = northby.send(HOMES, "DELETE")

    assert (refused.status_code, refused.headers["allow"]) == (405, ALLOWED)


def test_links_say_the_address_that_a_trusted_proxy_was_asked_by(behind_a_proxy, own_server):
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "maps.example", "X-Forwarded-Prefix": "/gis"}
    caller = Features(own_server, "police", story.NORTHBY)

    page = caller.send(f"{HOMES}?limit=1", **forwarded).json()

    assert all(each["href"].startswith("https://maps.example/gis/ogc") for each in page["links"])
    assert caller.send("/api", **forwarded).json()["servers"] == [{"url": "https://maps.example/gis/ogc"}]


def test_no_link_holds_what_signs_the_caller_in(northby):
    token = northby.headers["Authorization"].split()[1]
    told = northby.get(HOMES, limit=1)

    assert token not in told.text + str(told.headers)
    assert re.search(r"cursor=[A-Za-z0-9_-]+$", link_of(told.json(), "next"))


def test_a_spent_allowance_is_said_with_the_time_to_wait(make_server):
    with make_server(**SMALL_ALLOWANCE) as server:
        caller = Features(server, "police", story.NORTHBY)
        answers = [caller.get(HOMES, limit=1_000) for _ in range(8)]

    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_a_layer_that_is_paged_through_never_breaks_off_and_is_paid_for_later(make_server):
    with make_server(**ONE_PAGE) as server:
        caller = Features(server, "police", story.NORTHBY)
        found = caller.features("homes", limit=1)
        refused = [caller.get(HOMES, limit=1), caller.get(TILE)]

    assert {each["id"] for each in found} == set(story.EVERY_URN)
    assert [each.status_code for each in refused] == [429, 429]
    # Each page has been taken from the allowance, which gains one a second.
    assert int(refused[0].headers["retry-after"]) > len(found)


def test_a_layer_goes_on_only_as_far_as_the_credit(make_server):
    with make_server(**ONE_PAGE, REGISTER_RATE_CREDIT_COST="0") as server:
        caller = Features(server, "police", story.NORTHBY)
        following = link_of(caller.get(HOMES, limit=1).json(), "next").removeprefix(f"{server.url}/ogc")

        assert caller.send(following).status_code == 429
