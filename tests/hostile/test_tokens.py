"""Tokens that must open nothing: one answer for every cause, and the cause in the security log alone (AU)."""

import json
import socket
import time
from contextlib import closing

import pytest
from websockets.frames import Close

from tests.hostile.raw_requests import GRAPHQL, JSON, change, entries, masked, post, raw, signed
from tests.support import story
from tests.support.bad_tokens import bad_tokens, payload, raw_token, token

BODIES = (b'{"query": "{ __typename }"}', b'{"query": "{ homes { nodes { urn name } } }"}', b"not JSON at all")
PUBLIC = b'{"query": "{ areas(kind: FORCE) { totalCount } }"}'
BODY = (
    b'{"errors":[{"message":"Authentication required.","extensions":{"code":"IDENTITY_UNAUTHENTICATED",'
    b'"hint":"Send a valid access token as Authorization: Bearer, or get a new one: they last only minutes."}}]}'
)


def refused(media_type=GRAPHQL):
    """The one answer to every bad token."""
    headers = {
        "www-authenticate": 'Bearer error="invalid_token", error_description="Get a new access token"',
        "content-type": f"{media_type}; charset=utf-8",
        "content-length": str(len(BODY)),
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    return 401, headers, BODY


@pytest.mark.parametrize("body", BODIES)
def test_every_bad_token_is_answered_with_the_same_bytes_and_runs_no_statement(server, issuer, events, body):
    before = len(entries(server))
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        listener.setblocking(False)
        elsewhere = f"http://127.0.0.1:{listener.getsockname()[1]}/keys"
        for name, bad in bad_tokens(issuer, elsewhere).items():
            answer = post(server, body, bad.headers, query=bad.query)

            assert masked(answer) == refused(), name
            assert answer.statements == [], name
            assert [event["cause"] for event in events()] == [bad.cause], name
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert len(entries(server)) == before


def test_the_older_media_type_is_answered_401_with_the_same_body(server, issuer):
    bad = bad_tokens(issuer)["AU-08 expired 31 s ago"]

    assert masked(post(server, BODIES[0], [*bad.headers, ("Accept", JSON)])) == refused(JSON)


@pytest.mark.usefixtures("events")
def test_no_part_of_a_refused_token_reaches_any_log(server, issuer, caplog):
    sent = token(issuer, aud="another")
    post(server, BODIES[0], [("Authorization", f"Bearer {sent}")], query=f"access_token={sent}")

    written = "".join(record.getMessage() for record in caplog.records if record.name != "httpx2")
    assert "audience" in written
    assert not any(part in written for part in sent.split("."))


def test_a_token_of_five_megabytes_is_refused_by_the_server_before_it_is_read(server):
    head = f"POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {'a.' * 2_500_000}b\r\n\r\n".encode()
    answer = raw(server, head)

    assert answer.startswith(b"HTTP/1.1 431 ")
    assert b'"code":"REQUEST_TOO_LARGE"' in answer
    assert server.ask("{ __typename }", "ofsted").data == {"__typename": "Query"}


REPEATED = {
    "agency": '"ofsted"',
    "area": f'"{story.SOUTHBY}"',
    "organisation": '"story-trust"',
    "sub": '"chief"',
    "exp": "9999999999",
    "aud": '"another"',
    "iss": '"another"',
    "jti": '"another"',
}


@pytest.mark.parametrize("name", REPEATED)
def test_a_claim_that_stands_twice_is_refused_whichever_comes_first(server, issuer, events, name):
    claims = json.dumps(payload(area=story.NORTHBY))
    if name not in claims:
        claims = claims.replace("{", f'{{"{name}": null, ', 1)
    for text in (
        claims.replace("{", f'{{"{name}": {REPEATED[name]}, ', 1),
        f'{claims[:-1]}, "{name}": {REPEATED[name]}}}',
    ):
        answer = post(server, BODIES[0], [("Authorization", f"Bearer {raw_token(issuer, text.encode())}")])

        assert masked(answer) == refused()
        assert answer.statements == []
        assert [event["cause"] for event in events()] == ["repeated_name"]


def test_a_token_that_expired_within_the_leeway_still_opens(server, issuer):
    now = int(time.time())
    late = token(issuer, area=story.NORTHBY, iat=now - 300, exp=now - 25)

    assert post(server, BODIES[0], [("Authorization", f"Bearer {late}")]).data == {"__typename": "Query"}


def test_the_scheme_is_read_without_regard_to_case(server):
    sent = server.token("ofsted")

    assert post(server, BODIES[0], [("authorization", f"bearer {sent}")]).data == {"__typename": "Query"}


def test_the_old_protocol_of_websockets_is_closed_before_a_word_is_said(server):
    upgrade = (
        "GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Protocol: graphql-ws\r\n\r\n"
    )

    head, _, frames = raw(server, upgrade.encode()).partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 101 ")
    assert b"sec-websocket-protocol" not in head.lower()
    assert (frames[0], Close.parse(frames[2:]).code) == (0x88, 4406)


UNKNOWN = {
    "a force that is not on the register": ("police", "E23000043", None),
    "an authority that is not on the register": ("local_authority", "E08000001", None),
    "a force's code on an area of another kind": ("police", "E23000098", None),
    "a force that was succeeded": ("police", "E23000099", None),
    "an organisation that is not on the register": ("interview_provider", None, "nobody"),
    "an organisation of another kind": ("health", None, "story-trust"),
    "an organisation that was suspended": ("interview_provider", None, "suspended-trust"),
}


NOBODY = dict.fromkeys(("agency", "area", "organisation", "subject"))
SUSPEND = """
insert into register.suspension (agency, area, organisation, subject, reason)
values (:agency, :area, :organisation, :subject, 'A test.')
"""
LIFT = "update register.suspension set lifted_at = now() where lifted_at is null and reason = 'A test.'"


@pytest.fixture(scope="module")
def populated(world):
    """The story, with areas and organisations of which no caller can come."""
    area = "insert into register.area (code, kind, name, country, valid_from, valid_to) values "
    change(world, area + "('E23000098', 'region', 'Not a force', 'England', '2015-01-01', null)")
    change(world, area + "('E23000099', 'force', 'Succeeded', 'England', '2015-01-01', '2020-01-01')")
    organisation = "insert into register.organisation (code, agency, name) values "
    change(world, organisation + "('suspended-trust', 'interview_provider', 'Suspended Trust')")
    change(world, SUSPEND, **NOBODY | {"agency": "interview_provider", "organisation": "suspended-trust"})
    return world


@pytest.mark.parametrize("caller", UNKNOWN.values(), ids=UNKNOWN)
def test_a_good_token_of_a_body_unknown_to_the_register_is_answered_like_a_bad_one(populated, events, caller):
    before = len(entries(populated))
    sent = [("Authorization", f"Bearer {populated.token(*caller)}")]
    queries = (
        *BODIES,
        b'{"query": "{ nonsense }"}',
        b'{"query": "{ homes(first: 0) { nodes { urn } } }"}',
        b'{"query": "{ accessLog { nodes { id } } }"}',
        b'{"query": "{ homes(first: 1000) { nodes { inspections(first: 1000) { nodes { id } } } } }"}',
        b'{"query": "{ viewer { subject grants { group } } }"}',
        b'{"query": "{ __schema { queryType { name } } }"}',
        b'{"query": "' + b" " * 70_000 + b'"}',
    )
    for body in queries:
        answer = post(populated, body, sent)

        assert masked(answer) == refused(), body
        assert answer.reads == [], body
        assert [event["cause"] for event in events()] == ["unknown_body"], body
    assert len(entries(populated)) == before


def test_a_body_unknown_to_the_register_learns_nothing_from_media_types_and_purposes_either(populated):
    sent = ("Authorization", f"Bearer {populated.token('police', 'E23000043')}")
    asked = [
        [("Content-Type", "text/plain")],
        [("Content-Encoding", "gzip")],
        [("Register-Purpose", "curiosity")],
    ]

    assert [masked(post(populated, BODIES[0], [sent, *more])) for more in asked] == [refused()] * 3


TRUST = ("interview_provider", None, "story-trust")
NORTHBY, SOUTHBY = ("police", story.NORTHBY, None), ("police", story.SOUTHBY, None)
OFSTED, COUNCIL = ("ofsted", None, None), ("local_authority", story.NORTHBY_COUNCIL, None)
# What is suspended, and which of these callers it stops; every caller is called "tester".
SUSPENDED = {
    "every body of a kind": ({"agency": "police"}, [NORTHBY, SOUTHBY]),
    "one force": ({"agency": "police", "area": story.NORTHBY}, [NORTHBY]),
    "one organisation": ({"agency": "interview_provider", "organisation": "story-trust"}, [TRUST]),
    "a body that has no other name": ({"agency": "ofsted"}, [OFSTED]),
    "a person, wherever": ({"subject": "tester"}, [NORTHBY, SOUTHBY, COUNCIL, OFSTED, TRUST]),
    "a person at one kind of body": ({"agency": "police", "subject": "tester"}, [NORTHBY, SOUTHBY]),
    "a person at one force": ({"agency": "police", "area": story.SOUTHBY, "subject": "tester"}, [SOUTHBY]),
    "another person": ({"agency": "police", "subject": "somebody else"}, []),
    "another kind of body in the same place": ({"agency": "local_authority", "area": story.NORTHBY}, []),
}


@pytest.fixture
def standing(world):
    """The server, every suspension lifted again in the end."""
    yield world
    change(world, LIFT)


@pytest.mark.parametrize(("of", "stopped"), SUSPENDED.values(), ids=SUSPENDED)
def test_who_is_suspended_is_refused_at_the_next_request_and_served_at_the_first_after_it_is_lifted(
    standing, events, of, stopped
):
    callers = (NORTHBY, SOUTHBY, COUNCIL, OFSTED, TRUST)
    sent = {caller: [("Authorization", f"Bearer {standing.token(*caller)}")] for caller in callers}

    def ask_all():
        return {caller: masked(post(standing, PUBLIC, headers)) for caller, headers in sent.items()}

    before, logged = ask_all(), len(entries(standing))
    change(standing, SUSPEND, **NOBODY | of)
    events()
    during = ask_all()
    told = [event["cause"] for event in events()]
    written = len(entries(standing)) - logged
    change(standing, LIFT)

    assert {status for status, _, _ in before.values()} == {200}
    assert during == before | dict.fromkeys(stopped, refused())
    assert (told, written) == (["unknown_body"] * len(stopped), len(callers) - len(stopped))
    assert ask_all() == before


def test_whoever_is_suspended_is_answered_alike_whatever_they_ask_and_nothing_of_it_is_read(standing):
    sent = [("Authorization", f"Bearer {standing.token(*NORTHBY)}"), ("Register-Purpose", "safeguarding_child")]
    open_before = post(standing, BODIES[1], sent)
    change(standing, SUSPEND, **NOBODY | {"agency": "police"})
    told = [post(standing, body, sent) for body in (*BODIES, PUBLIC, b'{"query": "{ nonsense }"}')]

    assert open_before.data["homes"]["nodes"]
    assert [masked(answer) for answer in told] == [refused()] * 5
    assert [answer.reads for answer in told] == [[]] * 5


def test_headers_in_which_a_proxy_might_name_a_user_are_not_believed(server):
    forged = [("X-Forwarded-User", "chief"), ("X-User", "ofsted"), ("Cookie", "session=ofsted")]

    assert masked(post(server, BODIES[0], forged)) == refused()


def test_every_answer_to_a_stranger_names_the_scheme_and_to_a_friend_does_not(server):
    assert "www-authenticate" not in post(server, BODIES[0], signed(server)).headers
