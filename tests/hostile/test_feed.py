"""The feed of changes: no change is lost or told twice, and none is told to whoever may not read what changed."""

import base64
import uuid
from datetime import date

import pytest
import sqlalchemy as sa

from register.geo.home_areas import derive_links
from tests.hostile.home_changes import shift, update
from tests.support.copy_client import WITHIN, wait_until_told
from tests.support.story import (
    IN_BOTH,
    INSIDE,
    NORTHBY,
    NORTHBY_COUNCIL,
    ON_THE_LINE,
    OUTSIDE,
    PLAIN,
    REGION,
    SOUTHBY,
    SOUTHBY_COUNCIL,
    UNPLACED,
)

SHORT = """
query ($since: String, $within: AreaInput, $first: Int, $kinds: [ChangeKind!], $records: [ID!]) {
  changes(since: $since, area: $within, first: $first, kinds: $kinds, records: $records) {
    token hasMore nodes { kind operation fields homeUrn left home { urn } }
  }
}
"""


RAISE = update("home", "places = places + 1")


def short(asked):
    """The query, with an area if one is asked for: an area without a value is refused."""
    return SHORT if "within" in asked else SHORT.replace("$within: AreaInput, ", "").replace("area: $within, ", "")


def changes(server, agency="ofsted", area=None, **asked):
    answer = server.ask(short(asked), agency, area, **asked)
    assert answer.codes == [], answer.json
    return answer.data["changes"]


def now(server, agency="ofsted", area=None):
    """The token of a reader who has been told everything."""
    wait_until_told(server)
    feed = changes(server, agency, area, first=1_000)
    assert not feed["hasMore"]
    return feed["token"]


def write(server, statement, **given):
    with server.owner.begin() as owner:
        owner.execute(sa.text(statement), given)
    wait_until_told(server)


# No change is lost.


def test_an_older_transaction_that_commits_after_a_younger_one_is_still_told(own_server):
    since = now(own_server)
    numbers = "select number from register.entry where transaction = txid_current()"
    with own_server.owner.connect() as older, own_server.owner.connect() as younger:
        older.execute(sa.text(RAISE), {"urn": INSIDE})
        younger.execute(sa.text(RAISE), {"urn": OUTSIDE})
        late, early = older.scalar(sa.text(numbers)), younger.scalar(sa.text(numbers))
        younger.commit()
        between = changes(own_server, since=since)
        older.commit()
    wait_until_told(own_server)

    after = changes(own_server, since=between["token"])
    told = [node["homeUrn"] for node in between["nodes"] + after["nodes"]]
    # A reader who remembered the highest number that it could see, and asked for those above, would have lost it.
    assert late < early
    assert sorted(told) == [INSIDE, OUTSIDE]
    assert changes(own_server, since=after["token"])["nodes"] == []


def test_a_writer_that_rolls_back_leaves_nothing(own_server):
    since = now(own_server)
    with own_server.owner.connect() as writer:
        writer.execute(sa.text(RAISE), {"urn": INSIDE})
        during = changes(own_server, since=since)
        writer.rollback()
    write(own_server, RAISE, urn=OUTSIDE)

    after = changes(own_server, since=during["token"])
    assert during["nodes"] == []
    assert [node["homeUrn"] for node in after["nodes"]] == [OUTSIDE]


def test_a_change_is_announced_once_for_each_transaction_when_it_has_committed(own_server):
    with own_server.owner.connect().execution_options(isolation_level="AUTOCOMMIT") as listener:
        listener.execute(sa.text("listen register_changed"))
        for statement in (RAISE, f"{RAISE} and false"):
            write(own_server, statement, urn=INSIDE)
        with own_server.owner.connect() as writer:
            writer.execute(sa.text(RAISE), {"urn": INSIDE})
            writer.execute(sa.text(RAISE), {"urn": OUTSIDE})
            early = list(listener.connection.driver_connection.notifies(timeout=1))
            writer.commit()
        late = list(listener.connection.driver_connection.notifies(timeout=60, stop_after=1))

    assert [(len(heard), {notice.payload for notice in heard}) for heard in (early, late)] == [(1, {""}), (1, {""})]


# Nobody is told of what they may not read.


def told_kinds(server, agency, area=None, since=None, **asked):
    return {(node["kind"], node["homeUrn"]) for node in changes(server, agency, area, since=since, **asked)["nodes"]}


@pytest.mark.parametrize(
    ("agency", "area", "kinds"),
    [
        ("ofsted", None, {"PERSON", "IDENTITY", "PREMISES", "NOTICE", "CONDITION"}),
        ("police", SOUTHBY, {"PERSON", "IDENTITY", "PREMISES", "NOTICE"}),
        ("police", NORTHBY, set()),
        ("local_authority", SOUTHBY_COUNCIL, {"PERSON", "IDENTITY", "PREMISES", "NOTICE", "CONDITION"}),
        ("local_authority", NORTHBY_COUNCIL, {"IDENTITY", "PREMISES", "NOTICE", "CONDITION"}),
        ("dfe", None, {"IDENTITY", "PREMISES", "NOTICE", "CONDITION"}),
        ("commissioner", None, {"IDENTITY", "PREMISES", "NOTICE"}),
        ("dfe_statistics", None, set()),
        ("hmicfrs", None, set()),
        ("auditor", None, set()),
    ],
)
def test_a_change_is_told_where_what_changed_may_be_read_and_nowhere_else(world, agency, area, kinds):
    since = now(world, agency, area)
    of = {"urn": OUTSIDE}
    for statement in (
        update("home_person", "name = name || '!'"),
        update("home_identity", "name = name || '!'"),
        update("premises", "paon = coalesce(paon, '') || '9'"),
        update("notice", "effective_from = coalesce(effective_from, served_on) + 1"),
        update("condition_detail", "wording = wording || '!'"),
        update("home", "places = places + 1"),
    ):
        write(world, statement, **of)

    told = told_kinds(world, agency, area, since)

    assert told == {(kind, OUTSIDE) for kind in {*kinds, "HOME"}}


def test_a_home_that_leaves_the_reach_of_a_group_is_told_of_no_more_in_that_group(own_server):
    since, of_southby = now(own_server, "police", NORTHBY), now(own_server, "police", SOUTHBY)
    write(own_server, update("home_identity", "name = 'Elder'"), urn=PLAIN)
    before = told_kinds(own_server, "police", NORTHBY, since)
    with own_server.owner.begin() as owner:
        shift(PLAIN, 396_000, 396_000)(owner)
        derive_links(owner, None, on=date(2022, 1, 1), buffer_m=0)
    wait_until_told(own_server)

    after = told_kinds(own_server, "police", NORTHBY, since)
    left = changes(own_server, "police", NORTHBY, since=since, within=WITHIN)["nodes"]
    assert before == {("IDENTITY", PLAIN)}
    assert after == {("HOME", PLAIN), ("LINK", PLAIN)}
    assert {(node["left"], node["home"]) for node in left} == {(True, None)}
    assert ("IDENTITY", PLAIN) in told_kinds(own_server, "police", SOUTHBY, of_southby)


def test_an_opened_home_is_told_of_while_it_is_open_and_the_reading_is_marked(own_server):
    since = now(own_server, "police", NORTHBY)
    write(own_server, update("home_identity", "name = 'Elder'"), urn=OUTSIDE)
    opens = """mutation ($input: OpenHomeInput!) { openHome(input: $input) { problems { code } } }"""
    given = {"urn": OUTSIDE, "incident": "N/1", "reason": "A child was seen.", "idempotencyKey": str(uuid.uuid4())}
    before = told_kinds(own_server, "police", NORTHBY, since)
    assert own_server.ask(opens, "police", NORTHBY, input=given).data["openHome"]["problems"] == []

    assert before == set()
    assert ("IDENTITY", OUTSIDE) in told_kinds(own_server, "police", NORTHBY, since)
    with own_server.owner.connect() as owner:
        marked = owner.scalars(
            sa.text("select break_glass from register.access_log where root = 'changes' order by id desc limit 1")
        )
        assert marked.all() == [True]


def test_who_made_a_change_is_told_to_its_keeper_and_to_the_auditor_alone(server):
    query = "{ changes(first: 1) { nodes { who agency reason withheld { field reason } } } }"
    hidden = [{"field": name, "reason": "NO_GRANT"} for name in ("who", "agency", "reason")]

    for agency, area in (("ofsted", None), ("auditor", None)):
        (node,) = server.ask(query, agency, area).data["changes"]["nodes"]
        assert node == {"who": "postgres", "agency": None, "reason": None, "withheld": []}
    (node,) = server.ask(query, "police", NORTHBY).data["changes"]["nodes"]
    assert node == {"who": None, "agency": None, "reason": None, "withheld": hidden}


# What is asked is asked rightly, or refused.


def altered(token, number):
    """A token of which one byte is another."""
    held = bytearray(base64.urlsafe_b64decode(token))
    held[number] ^= 1
    return base64.urlsafe_b64encode(bytes(held)).decode()


def test_a_token_that_names_no_place_in_this_log_is_refused_before_any_read(server):
    token = now(server)
    # As tokens were before they were sealed: whoever writes one could ask where each change lies.
    opened = base64.urlsafe_b64encode(bytes([1]) + uuid.uuid4().bytes + (7).to_bytes(8) * 2).decode().rstrip("=")
    wrong = [
        "", "x", "not a token", "é" * 44, token[:-1], token + "A", token + "=", token[:-1] + "~", " " + token,
        opened, *(altered(token, number) for number in range(60)),
    ]  # fmt: skip

    answers = [server.ask(short({}), "ofsted", since=each) for each in wrong]

    assert {(tuple(answer.codes), str(answer.data), len(answer.reads)) for answer in answers} == {
        (("REQUEST_BAD_INPUT",), "{'changes': None}", 0)
    }
    assert changes(server, since=token)["nodes"] == []


def test_a_token_is_of_its_body_alone_and_good_for_any_question_of_its(server):
    given = changes(server, "police", NORTHBY, first=3)["token"]

    for agency, area in (("dfe", None), ("police", SOUTHBY), ("ofsted", None)):
        assert server.ask(short({}), agency, area, since=given).codes == ["REQUEST_BAD_INPUT"]
    assert changes(server, "police", NORTHBY, since=given, within=WITHIN, first=5, kinds=["HOME"])["nodes"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"within": {"bbox": {"west": -3.0, "south": 53.0, "east": -2.0, "north": 54.0}}}, "REQUEST_BAD_INPUT"),
        ({"within": {"near": {"longitude": -2.0, "latitude": 53.0, "radiusM": 100}}}, "REQUEST_BAD_INPUT"),
        ({"within": {"code": "E23000099"}}, "REQUEST_BAD_INPUT"),
        ({"kinds": []}, "REQUEST_BAD_INPUT"),
        ({"records": []}, "REQUEST_BAD_INPUT"),
        ({"records": [INSIDE]}, "REQUEST_BAD_INPUT"),
        ({"first": 0}, "REQUEST_BAD_INPUT"),
        ({"first": 1_001}, "REQUEST_BAD_INPUT"),
        ({"purpose": None}, "POLICY_PURPOSE_REQUIRED"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_any_read(server, asked, code):
    answer = server.ask(short(asked), "police", NORTHBY, **asked)

    assert (answer.codes, answer.data, answer.reads) == ([code], {"changes": None}, [])


def test_kinds_narrow_and_an_area_of_others_tells_of_its_homes(server):
    people = changes(server, kinds=["PERSON", "PROVIDER"], first=1_000)["nodes"]
    there = changes(server, within={"code": SOUTHBY}, first=1_000)["nodes"]
    region = changes(server, within={"code": REGION}, kinds=["HOME"], first=1_000)["nodes"]

    assert {node["kind"] for node in people} == {"PERSON", "PROVIDER"}
    assert {node["homeUrn"] for node in there} == {OUTSIDE, ON_THE_LINE, IN_BOTH, None}
    assert {node["kind"] for node in there if node["homeUrn"] is None} == {"PROVIDER"}
    assert {node["homeUrn"] for node in region} >= {INSIDE, OUTSIDE, UNPLACED}


def test_a_feed_of_some_records_tells_of_them_what_the_whole_feed_tells_and_names_no_other(server):
    with server.owner.connect() as owner:
        ids = dict(owner.execute(sa.text("select urn, id from register.home")).all())
    of = [str(ids[urn]) for urn in (INSIDE, OUTSIDE)]
    for agency, area in (("ofsted", None), ("police", NORTHBY), ("police", SOUTHBY), ("dfe_statistics", None)):
        whole = changes(server, agency, area, first=1_000)["nodes"]
        some = changes(server, agency, area, records=of, first=1_000)["nodes"]

        assert some == [node for node in whole if node["homeUrn"] in (INSIDE, OUTSIDE)]
    assert changes(server, records=[str(uuid.UUID(int=1))])["nodes"] == []


def test_an_update_tells_which_fields_it_changed_by_their_names_in_the_schema(own_server):
    since = now(own_server)
    write(own_server, update("home", "places = 9, version = version + 1"), urn=INSIDE)
    write(own_server, update("premises", "paon = '1', postcode = null"), urn=INSIDE)
    with own_server.owner.begin() as owner:
        shift(INSIDE, 384_000, 396_000)(owner)
    wait_until_told(own_server)

    told = [node["fields"] for node in changes(own_server, since=since)["nodes"]]

    assert told == [["places"], ["address", "postcode"], ["location"]]


def test_what_a_page_tells_is_written_down_by_the_homes_that_it_tells_of(own_server):
    first = changes(own_server, "police", NORTHBY, within=WITHIN, first=20)
    with own_server.owner.connect() as owner:
        row = owner.execute(
            sa.text("select row_count, nodes, node_sizes, keys from register.access_log where root = 'changes'")
        ).one()

    told = [node["homeUrn"] for node in first["nodes"]]
    assert (row.row_count, row.nodes, row.node_sizes[0]) == (20, ["changes", "changes.home"], 20)
    assert set(told) - {None} <= set(row.keys[:20])
    assert [key for key, urn in zip(row.keys, told, strict=False) if urn is not None] == [urn for urn in told if urn]
