"""The feed of changes: no change is lost or told twice, and none is told to whoever may not read what changed."""

import base64
import uuid
from datetime import date

import pytest
import sqlalchemy as sa

from register import tables
from register.geo.crs import point_to_wgs84
from register.geo.home_areas import derive_links
from register.vocabulary import AreaKind
from tests.support import factories as make
from tests.support.copy_client import WITHIN, Copy, wait_until_told
from tests.support.story import (
    AT_SEA,
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
query ($since: String, $within: AreaInput, $first: Int, $kinds: [ChangeKind!]) {
  changes(since: $since, area: $within, first: $first, kinds: $kinds) {
    token hasMore nodes { kind operation fields homeUrn left home { urn } }
  }
}
"""
HOME = "select id from register.home where urn = :urn"


def update(table, change):
    """A change of the rows that a table holds of the home of a URN."""
    return f"update register.{table} set {change} where {'id' if table == 'home' else 'home_id'} = ({HOME})"  # noqa: S608


RAISE = update("home", "places = places + 1")


def changes(server, agency="ofsted", area=None, **asked):
    answer = server.ask(SHORT, agency, area, **asked)
    assert answer.codes == [], answer.json
    return answer.data["changes"]


def now(server):
    """The token of a reader who has been told everything."""
    wait_until_told(server)
    feed = changes(server, first=1_000)
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
            early = list(listener.connection.driver_connection.notifies(timeout=0.2))
            writer.commit()
        late = list(listener.connection.driver_connection.notifies(timeout=2, stop_after=1))

    assert [(len(heard), {notice.payload for notice in heard}) for heard in (early, late)] == [(1, {""}), (1, {""})]


# A copy that follows is the register.


def move(urn, *places):
    """The premises of a home stand at these points from now on, the main ones first."""

    def changed(owner):
        home_id = owner.scalar(sa.text(HOME), {"urn": urn})
        owner.execute(tables.home_reach.delete().where(tables.home_reach.c.home_id == home_id))
        owner.execute(tables.premises.delete().where(tables.premises.c.home_id == home_id))
        for number, point in enumerate(places):
            make.create_premises(owner, home_id, point, is_main=number == 0)

    return changed


def shift(urn, easting, northing):
    """The main premises of a home stand elsewhere, under the same key."""

    def changed(owner):
        longitude, latitude = point_to_wgs84(easting, northing)
        point = f"point_27700 = st_setsrid(st_makepoint({easting}, {northing}), 27700)"
        statement = update("premises", f"{point}, longitude = {longitude}, latitude = {latitude}")
        owner.execute(sa.text(f"{statement} and is_main"), {"urn": urn})

    return changed


def said(statement, **given):
    return lambda owner: owner.execute(sa.text(statement), given)


def of_home(table, change, urn, **given):
    return said(update(table, change), urn=urn, **given)


def opened(owner):
    home_id = make.create_home(owner, "SC900050", at=[(383_000, 397_000)], name="Larch House")
    make.create_person(owner, home_id, "Idris Vole")


def boundary(line):
    """The forces and the councils meet at another easting."""

    def changed(owner):
        west, east = (380_000.0, 390_000.0, line, 400_000.0), (line, 390_000.0, 400_000.0, 400_000.0)
        make.LONG_AGO, kept = date(2021, 3, 1) if line == 388_000.0 else date(2021, 9, 1), make.LONG_AGO
        try:
            make.create_areas(owner, AreaKind.FORCE, (NORTHBY, "Northby", west), (SOUTHBY, "Southby", east))
            councils = (NORTHBY_COUNCIL, "Northby Council", west), (SOUTHBY_COUNCIL, "Southby Council", east)
            make.create_areas(owner, AreaKind.AUTHORITY, *councils)
        finally:
            make.LONG_AGO = kept

    return changed


def merged(owner):
    owner.execute(
        sa.text(update("home", f"merged_into_id = ({HOME.replace(':urn', ':into')})")), {"urn": PLAIN, "into": INSIDE}
    )


def erased(owner):
    made = make.create_home(owner, "SC900060", at=[(384_000, 396_000)], name="Never House")
    derive_links(owner, [made], on=date(2021, 6, 1), buffer_m=0)
    for table in ("home_reach", "home_area", "home_identity", "premises"):
        owner.execute(sa.text(f"delete from register.{table} where home_id = :id"), {"id": made})  # noqa: S608
    owner.execute(sa.text("delete from register.home where id = :id"), {"id": made})


YEAR = (
    shift(PLAIN, 396_000, 396_000),
    of_home("home_identity", "name = 'Rowan House', age_max = 16", INSIDE),
    opened,
    boundary(388_000.0),
    said("update register.provider set name = 'Mossier Homes Ltd' where reference = 'TEST-COMPANY'"),
    said("update register.provider_contact set individual_name = 'Orla Quick', address = '2 Private Lane'"),
    move(IN_BOTH, (394_000, 394_000), (386_000, 396_000)),
    of_home("home_person", "valid_to = date '2021-04-01'", INSIDE),
    said(f"insert into register.home_person (home_id, role, name, valid_from) select ({HOME}), 'registered_manager', "
         "'Wren Alder', date '2021-04-01'", urn=INSIDE),
    said("update register.home set registration_status = 'cancelled_voluntary', ceased_on = date '2021-05-01' "
         "where urn = :urn", urn=ON_THE_LINE),
    said("update register.home set urn = 'SC900099', previous_urn = urn where urn = :urn", urn=OUTSIDE),
    said("update register.home set provider_id = (select id from register.provider where reference = 'TEST-PERSON') "
         "where urn = :urn", urn=INSIDE),
    said("update register.inspection set overall_experiences_and_progress = 'outstanding' where number = 'INSIDE2024'"),
    said("delete from register.inspection where number = 'INSIDE2022'"),
    shift(AT_SEA, 382_000, 393_000),
    move(UNPLACED, (391_000, 392_000)),
    of_home("notice", "lifted_on = date '2024-07-01'", INSIDE),
    said("update register.condition_detail set wording = 'No more than five.'"),
    merged,
    erased,
    boundary(392_000.0),
    shift(PLAIN, 385_500, 391_500),
    said("update register.home set merged_into_id = null where urn = :urn", urn=PLAIN),
    said("update register.area set name = 'Northby Force' where code = :code", code=NORTHBY),
    move(IN_BOTH, (395_000, 394_000)),
)  # fmt: skip
FOLLOWERS = (("police", NORTHBY), ("police", SOUTHBY), ("local_authority", SOUTHBY_COUNCIL))


def different(copy):
    """What a copy holds otherwise than the register: the home, the field, and the two values."""
    here, there = copy.whole(), copy.asked()
    keys = {*here, *there}
    pairs = ((key, here.get(key) or {}, there.get(key) or {}) for key in keys)
    return [
        (ours.get("urn"), name, ours.get(name), theirs.get(name))
        for key, ours, theirs in pairs
        for name in {*ours, *theirs}
        if ours.get(name) != theirs.get(name)
    ]


@pytest.fixture
def generous(make_server):
    """A register of the test's own that lets one request ask for as much as a whole copy."""
    with make_server(REGISTER_MAX_COST="1000000") as running:
        yield running


def test_a_copy_that_follows_the_feed_holds_after_a_year_what_the_register_answers(generous):
    copies = [Copy(generous, *who, first=first) for who in FOLLOWERS for first in (1, 7, 1_000)]
    wait_until_told(generous)
    for copy in copies:
        copy.follow()
        assert copy.whole() == copy.asked() != {}
    for number, change in enumerate(YEAR):
        with generous.owner.begin() as owner:
            change(owner)
            derive_links(owner, None, on=date(2022, 1, 1), buffer_m=500)
        wait_until_told(generous)
        # One reader looks after every change, one after every fifth, one when the year is over.
        for copy in copies:
            if number % {1: 1, 7: 5, 1_000: len(YEAR)}[copy.first] == 0:
                copy.follow()

    told = [len(copy.follow()) + len(copy.seen) for copy in copies]
    assert [different(copy) for copy in copies] == [[]] * len(copies)
    assert all(any(change["left"] for change in copy.seen) for copy in copies)
    assert min(told) > 60


def test_pages_of_any_size_tell_the_same_changes_once_each(generous):
    for change in YEAR[:6]:
        with generous.owner.begin() as owner:
            change(owner)
            derive_links(owner, None, on=date(2022, 1, 1), buffer_m=0)
    wait_until_told(generous)

    told = [Copy(generous, "police", NORTHBY, first=first).follow() for first in (1, 7, 1_000)]

    assert told[0] == told[1] == told[2]
    assert len(told[0]) > 60


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
    since = now(world)
    of = {"urn": OUTSIDE}
    for statement in (
        update("home_person", "name = name || '!'"),
        update("home_identity", "name = name || '!'"),
        update("premises", "paon = '9'"),
        update("notice", "effective_from = served_on"),
        update("condition_detail", "wording = wording || '!'"),
        update("home", "places = places + 1"),
    ):
        write(world, statement, **of)

    told = told_kinds(world, agency, area, since)

    assert told == {(kind, OUTSIDE) for kind in {*kinds, "HOME"}}


def test_a_home_that_leaves_the_reach_of_a_group_is_told_of_no_more_in_that_group(own_server):
    since = now(own_server)
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
    assert ("IDENTITY", PLAIN) in told_kinds(own_server, "police", SOUTHBY, since)


def test_an_opened_home_is_told_of_while_it_is_open_and_the_reading_is_marked(own_server):
    since = now(own_server)
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
        assert node == {"who": "postgres", "agency": "system", "reason": None, "withheld": []}
    (node,) = server.ask(query, "police", NORTHBY).data["changes"]["nodes"]
    assert node == {"who": None, "agency": None, "reason": None, "withheld": hidden}


# What is asked is asked rightly, or refused.


def forged(token, **changed):
    held = bytearray(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    for part, value in changed.items():
        begin, end = {"form": (0, 1), "origin": (1, 17), "transaction": (17, 25), "number": (25, 33)}[part]
        held[begin:end] = value.to_bytes(end - begin)
    return base64.urlsafe_b64encode(bytes(held)).decode().rstrip("=")


def test_a_token_that_names_no_place_in_this_log_is_refused_before_any_read(server):
    token = now(server)
    wrong = [
        "", "x", "not a token", "é" * 44, token[:-1], token + "A", token + "=", token[:-1] + "~", " " + token,
        forged(token, origin=7), forged(token, form=2), forged(token, transaction=(1 << 63) - 1),
        forged(token, transaction=(1 << 64) - 1), forged(token, number=1 << 63),
    ]  # fmt: skip

    answers = [server.ask(SHORT, "ofsted", since=each) for each in wrong]

    assert {(tuple(answer.codes), str(answer.data), len(answer.reads)) for answer in answers} == {
        (("REQUEST_BAD_INPUT",), "{'changes': None}", 0)
    }
    assert forged(token) == token
    assert changes(server, since=token)["nodes"] == []


def test_a_token_is_nobodys_own(server):
    given = changes(server, "police", NORTHBY, first=3)["token"]

    assert changes(server, "dfe", since=given)["nodes"]
    assert changes(server, "police", SOUTHBY, since=given, within=WITHIN)["nodes"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"within": {"bbox": {"west": -3.0, "south": 53.0, "east": -2.0, "north": 54.0}}}, "REQUEST_BAD_INPUT"),
        ({"within": {"near": {"longitude": -2.0, "latitude": 53.0, "radiusM": 100}}}, "REQUEST_BAD_INPUT"),
        ({"within": {"code": "E23000099"}}, "REQUEST_BAD_INPUT"),
        ({"kinds": []}, "REQUEST_BAD_INPUT"),
        ({"first": 0}, "REQUEST_BAD_INPUT"),
        ({"first": 1_001}, "REQUEST_BAD_INPUT"),
        ({"purpose": None}, "POLICY_PURPOSE_REQUIRED"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_any_read(server, asked, code):
    answer = server.ask(SHORT, "police", NORTHBY, **asked)

    assert (answer.codes, answer.data, answer.reads) == ([code], {"changes": None}, [])


def test_kinds_narrow_and_an_area_of_others_tells_of_its_homes(server):
    people = changes(server, kinds=["PERSON", "PROVIDER"], first=1_000)["nodes"]
    there = changes(server, within={"code": SOUTHBY}, first=1_000)["nodes"]
    region = changes(server, within={"code": REGION}, kinds=["HOME"], first=1_000)["nodes"]

    assert {node["kind"] for node in people} == {"PERSON", "PROVIDER"}
    assert {node["homeUrn"] for node in there} == {OUTSIDE, ON_THE_LINE, IN_BOTH, None}
    assert {node["kind"] for node in there if node["homeUrn"] is None} == {"PROVIDER"}
    assert {node["homeUrn"] for node in region} >= {INSIDE, OUTSIDE, UNPLACED}


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
