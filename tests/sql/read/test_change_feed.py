"""The place of a reader, the names of what changed, and that a page is read by an index however long the log is."""

import base64
import uuid
from datetime import date

import orjson
import psycopg
import pytest
import sqlalchemy as sa

from register.database.connections import with_driver
from register.errors import BadInput
from register.maintenance.migrate import settle
from register.policy.authority import NOTHING_LIVE
from register.resolvers.reads.answer import caller_values
from register.sql.read.change_feed import Place, feed_values, field_names, place_of
from register.sql.session.open_request import Opened
from register.vocabulary import Agency, Caller, Purpose
from tests.support.query_plans import compiled, plan
from tests.support.story import NORTHBY

ORIGIN = uuid.UUID(int=7)
READER = b"a body"
ENTRIES = 120_000
# The story's own entries carry the transactions that wrote them, which are as many as the cluster is old: these of ours
# come later than any of them. Three entries are of one transaction, and one alone of the last.
FIRST, LAST = 2**40, 2**40 + ENTRIES // 3


@pytest.mark.parametrize(("transaction", "number"), [(0, 0), (1, 2), (2**40, 2**50), (2**62, 2**63 - 1)])
def test_a_token_leads_back_to_its_place(transaction, number):
    place = Place(ORIGIN, transaction, number)

    assert place_of(place.token(READER), reader=READER, origin=ORIGIN, horizon=2**62) == place


def test_tokens_are_of_one_length_and_of_one_place_never_the_same():
    tokens = {Place(ORIGIN, place, place).token(READER) for place in (0, 1, 2**40, 2**62) for _ in range(3)}

    assert len(tokens) == 12
    assert {len(token) for token in tokens} == {80}


OPEN = base64.urlsafe_b64encode(b"\x01" + ORIGIN.bytes + (5).to_bytes(8) + (1).to_bytes(8)).decode().rstrip("=")


@pytest.mark.parametrize(
    ("place", "altered", "asked"),
    [
        ((5, 1), str, {"origin": uuid.UUID(int=8)}),
        ((5, 1), str, {"reader": b"another body"}),
        ((10, 0), str, {}),
        ((5, 1), lambda token: token[:-1], {}),
        ((5, 1), lambda token: token + "====", {}),
        ((5, 1), lambda _: OPEN, {}),
        ((5, 1), lambda _: "", {}),
    ],
    ids=["another log", "another body", "not reached yet", "cut", "filled up", "an open one", "none"],
)
def test_a_token_of_another_log_or_body_or_of_a_place_not_reached_yet_is_refused(place, altered, asked):
    token = altered(Place(ORIGIN, *place).token(READER))

    with pytest.raises(BadInput, match="names no place"):
        place_of(token, **{"reader": READER, "origin": ORIGIN, "horizon": 9} | asked)


def test_a_reader_who_begins_now_is_told_the_first_change_of_a_transaction_that_has_not_ended():
    place = place_of("now", reader=READER, origin=ORIGIN, horizon=9)

    assert (place.transaction, place.number) < (9, 0)
    assert (place.transaction, place.number) > (8, 2**62)
    assert place_of(place.token(READER), reader=READER, origin=ORIGIN, horizon=9) == place


def test_a_column_is_told_by_the_field_that_shows_it_and_by_none_where_none_does():
    names = orjson.loads(field_names())

    assert names["home.places"] == ["places"]
    assert names["home.authority_code"] == ["authority"]
    assert names["home_identity.name"] == ["name"]
    assert names["premises.point_27700" if "premises.point_27700" in names else "premises.longitude"] == ["location"]
    assert names["premises.paon"] == ["address"]
    assert names["inspection.started_on"] == ["startedOn"]
    assert {"home.version", "home.id", "home.source_agency"}.isdisjoint(names)


@pytest.fixture(scope="module")
def long_log(cluster, story, worker):
    """An engine of the owner's over a copy of the story with a log of many changes, one home after the other."""
    name = f"feed_{worker}"
    cluster.clone_database(story, name)
    owner = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"))
    with owner.begin() as connection:
        connection.execute(sa.text(
            "insert into register.entry (transaction, entity, key, subject_kind, subject_id, operation, columns)"
            " select :first + n / 3, (array['home', 'premises', 'home_person', 'inspection'])[n % 4 + 1],"
            "        h.id::text, 'home', h.id,"
            "        'update', array['places', 'name', 'paon', 'started_on']"
            "   from generate_series(1, :count) n"
            "   join (select id, row_number() over (order by urn) - 1 as nth from register.home) h on h.nth = n % 7"),
            {"first": FIRST, "count": ENTRIES})  # fmt: skip
    settle(owner)
    yield owner
    owner.dispose()
    cluster.drop_database(name)


SHOWN = "token nodes { kind homeUrn left home { name } }"
OF_AREA = f"query ($w: AreaInput) {{ changes(area: $w, first: 1000) {{ {SHOWN} }} }}"
OF_ALL = f"{{ changes(first: 1000) {{ {SHOWN} }} }}"


def explained(owner, within):
    """How PostgreSQL reads the last page of the log for a force, as its role and by the plan that serves every call."""
    variables = {"w": within} if within else {}
    query = OF_AREA if within else OF_ALL
    node, planned = compiled(query, Agency.POLICE, **variables), plan(query, **variables)
    caller = Caller("tester", Agency.POLICE, NORTHBY, None, Purpose.SAFEGUARDING_CHILD, date(2026, 3, 2))
    opened = Opened(
        known=True, unsealed=False, at=None, policy_version=None, grants=(), live=NOTHING_LIVE,
        appointed_to=frozenset(), unknown_areas=frozenset(), origin=ORIGIN, horizon=LAST + 1,
    )  # fmt: skip
    values = {f"s{n}": value for n, value in enumerate(planned.bind({**variables, "caller area": NORTHBY}))}
    values |= caller_values(caller, opened) | feed_values(Place(ORIGIN, LAST - 300), LAST + 1)
    with owner.connect() as connection, psycopg.ClientCursor(connection.connection.driver_connection) as cursor:
        cursor.execute("set local plan_cache_mode = force_generic_plan")
        cursor.execute("set local role register_police")
        cursor.execute("select set_config('register.area', %s, true)", [NORTHBY])
        cursor.execute("deallocate all")
        cursor.execute(f"prepare feed as {node.rows.text}")
        places = ", ".join(["%s"] * len(node.rows.names))
        given = [values[name] for name in node.rows.names]
        cursor.execute(f"explain (analyze, format json) execute feed ({places})", given)
        (plans,) = cursor.fetchone()
        connection.rollback()
    return plans[0]["Plan"]


def parts(node):
    yield node
    for below in node.get("Plans", ()):
        yield from parts(below)


@pytest.mark.parametrize("within", [None, {"mine": True}], ids=["everywhere", "own area"])
def test_the_last_page_of_a_long_log_is_read_by_the_index_of_its_order(long_log, within):
    read = [part for part in parts(explained(long_log, within)) if part.get("Relation Name") == "entry"]

    assert [part["Index Name"] for part in read] == ["ix_entry_transaction"]
    assert read[0]["Actual Rows"] > 100
    # Of 120,000: three entries of each of the last 300 transactions, and the one of the last.
    assert read[0]["Actual Rows"] + read[0].get("Rows Removed by Filter", 0) == 901
