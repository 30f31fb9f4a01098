"""What a caller may not see moves nothing of what it is answered: not a byte, not a header, not a count."""

from contextlib import contextmanager
from hashlib import sha256

import pytest

from tests.hostile.operations import Generator, Operation, stock_of
from tests.hostile.oracle import OWN, Caller, reach
from tests.hostile.raw_requests import admit, change, look, masked
from tests.hostile.sizes import size
from tests.hostile.test_hidden_homes import ASKS
from tests.hostile.test_plans import seed_log
from tests.support import story

SEED = 20_181_101
# At full size more than 100,000 are asked: at first by every caller, and again after each change that they ask about.
OPERATIONS = size(30, 3_000)
CALLERS = {
    Caller("police", story.NORTHBY): None,
    Caller("local_authority", story.NORTHBY_COUNCIL): None,
    Caller("dfe"): None,
    Caller("commissioner"): None,
    Caller("dfe_statistics"): None,
    Caller("auditor"): None,
    Caller("interview_provider"): "story-trust",
    Caller("cqc", inspects=story.NORTHBY): None,
    Caller("police", story.NORTHBY, opened=story.AT_SEA, subject="officer"): None,
}

# For each table one caller who may see what it holds of the hidden home: that caller must be told apart.
SEEING = {
    **{table: [Caller("dfe")] for table in ("home_identity", "premises", "notice", "condition")},
    **{table: [Caller("dfe")] for table in ("condition_detail", "notice_detail")},
    **{table: [Caller("dfe_statistics")] for table in ("home", "provider", "inspection")},
}

# What each column of the hidden home becomes. Derived links stay as they are: it moves within its own force.
CHANGES = {
    "home_identity": {
        "name": "'Zinnia House'",
        "age_min": "7",
        "age_max": "17",
        "sex_admitted": "'female'",
        "needs": "array['mental_health']",
        "operational_status": "'open'",
        "first_accommodated_on": "date '2021-03-04'",
        "secure_approved": "null",
        "secure_places": "3",
        "contact_telephone": "'+441632960000'",
    },
    "premises": {
        "saon": "'Flat 9'",
        "paon": "'999'",
        "street": "'Zed Street'",
        "locality": "'Zedding'",
        "town": "'Zedham'",
        "postcode": "'AA1 1AA'",
        "uprn": "7",
        "point_27700": "st_setsrid(st_makepoint(399000, 391000), 27700)",
        "longitude": "-2.0",
        "latitude": "53.4",
        "location_precision": "'street'",
        "on_edge": "true",
        "in_no_force": "true",
        "valid_from": "date '2019-06-01'",
    },
    "home_person": {"name": "'Zachary Zed'", "valid_from": "date '2019-01-01'", "role": "'responsible_individual'"},
    "provider_contact": {"individual_name": "'Zelda Zed'", "address": "'9 Zed Lane'", "postcode": "'AA1 1AA'"},
    "condition": {
        "kind": "'needs'",
        "change": "'varied'",
        "effective_from": "date '2018-01-01'",
        "ended_on": "date '2024-01-01'",
    },
    "condition_detail": {"wording": "'Zed.'"},
    "notice": {
        "kind": "'caution'",
        "served_on": "date '2018-01-01'",
        "effective_from": "date '2024-02-15'",
        "ends_on": "date '2030-01-01'",
        "lifted_on": "date '2024-09-01'",
    },
    "notice_detail": {"reasons": "'Zed.'", "appeal_status": "'Zed.'"},
    "inspection": {"kind": "'interim'", "started_on": "date '2018-01-01'", "health": "'good'"},
    "home": {"places": "9", "sector": "'voluntary'", "kind": "'secure_childrens_home'", "previous_urn": "'SC111111'"},
    "provider": {"legal_form": "'partnership'", "company_number": "'ZZ000000'", "sector": "'voluntary'"},
}
KEYS = {"home": "id", "provider": "id", "provider_contact": "provider_id"}

# Rows that arrive beside the hidden home, by the table that holds them, and the words that ask about them.
ARRIVALS = {
    "premises": (
        """insert into register.premises
                  (home_id, is_main, postcode, point_27700, longitude, latitude, location_precision)
           select id, false, 'AA2 2AA', st_setsrid(st_makepoint(399500, 391500), 27700), -2.01, 53.42, 'uprn'
             from register.home where urn = :urn""",
        ("premises", "near", "within", "bbox", "postcode", "location"),
    ),
    "home_person": (
        """insert into register.home_person (home_id, role, name, valid_from)
           select id, 'registered_manager', 'Zoe Zed', date '2024-01-01' from register.home where urn = :urn""",
        ("registeredManager", "responsibleIndividual"),
    ),
    "condition": (
        """insert into register.condition (home_id, kind, change, effective_from)
           select id, 'other', 'imposed', date '2024-01-01' from register.home where urn = :urn""",
        ("conditions",),
    ),
    "notice": (
        """insert into register.notice (home_id, kind, served_on)
           select id, 'suspension', date '2024-03-01' from register.home where urn = :urn""",
        ("notices",),
    ),
    "inspection": (
        """insert into register.inspection (home_id, number, kind, started_on)
           select id, 'ZED1', 'full', date '2025-01-01' from register.home where urn = :urn""",
        ("nspection",),
    ),
}


# What shows all that stands beside a home, and all places around one.
WIDE = (
    "{ homes { totalCount nodes { urn premises { postcode } conditions { kind wording } notices { kind reasons } } } }",
    "{ providers { nodes { reference legalForm sector companyNumber individualName } } }",
    "{ homes { nodes { registeredManager { name } responsibleIndividual { name } inspections { totalCount } } } }",
    "{ homes(area: {near: {longitude: -2.01, latitude: 53.42, radiusM: 9000}}) { totalCount edges { distanceM } } }",
)


@pytest.fixture
def asked(make_server):
    """A server of which everything has been asked once, and what it said to whom."""
    with make_server() as server:
        seed_log(server)
        for caller in CALLERS:
            admit(server, caller)
        set_column(server, "home_identity", "secure_approved", "true")
        drawn = list(Generator(SEED, stock_of(server.owner)).operations(OPERATIONS))
        pointed = [Operation(query) for name, query in ASKS.items() if ", " not in name and "DESC" not in name]
        operations = [*drawn, *pointed, *map(Operation, WIDE)]
        yield server, {caller: [(each, told(server, caller, each)) for each in operations] for caller in CALLERS}


def told(server, caller, operation):
    """A digest of all that a caller sees of one answer: of very many answers no more is kept."""
    organisation = CALLERS[caller]
    of = {"organisation": organisation, "subject": caller.subject}
    answer = server.ask(operation.text, caller.agency, caller.area, **of, **operation.variables)
    assert answer.status < 500
    return sha256(repr(masked(answer)).encode()).digest()


def key_of(table):
    """The rows of a table that stand beside the hidden home."""
    of = "provider_id" if table in ("provider", "provider_contact") else "id"
    return f"{KEYS.get(table, 'home_id')} = (select {of} from register.home where urn = :urn)"  # noqa: S608 - names above


def set_column(server, table, column, value, **given):
    """Change one column of the hidden home."""
    statement = f"update register.{table} set {column} = {value} where {key_of(table)}"  # noqa: S608 - names above
    assert change(server, statement, urn=story.OUTSIDE, **given) == 1


def blind(table):
    """The callers who see nothing of what the table holds of the hidden home."""
    return [caller for caller in CALLERS if reach(caller, table) in (None, OWN)]


def words_of(column):
    """What an operation says that asks about a column, or about a place where it is a place's."""
    about_places = ("near", "within", "bbox", "location", "easting") if column in ("point_27700", "longitude") else ()
    return (column.replace("_", ""), *about_places)


def asks_about(operation, words):
    text = f"{operation.text} {operation.variables}".lower().replace("_", "")
    return any(word.lower() in text for word in words)


@contextmanager
def changed(server, table, column, value):
    """The hidden home with another value in one column, and as it was again."""
    held = f"from register.{table} where {key_of(table)}"
    kind = look(server, f"select pg_typeof({column}) {held}", urn=story.OUTSIDE)
    was = look(server, f"select {column}::text {held}", urn=story.OUTSIDE)
    set_column(server, table, column, value)
    yield
    set_column(server, table, column, f"cast(:was as {kind})", was=was)


@contextmanager
def arrived(server, table):
    """One more row beside the hidden home, and gone again."""
    held = f"select array_agg(id) from register.{table}"  # noqa: S608
    before = look(server, held)
    assert change(server, ARRIVALS[table][0], urn=story.OUTSIDE) == 1
    yield
    change(server, f"delete from register.{table} where id <> all(:before)", before=before)  # noqa: S608


def moved(server, before, callers, words):
    """Whose answers are not what they were, with the operations; and how many were compared."""
    again = [(caller, each, said) for caller in callers for each, said in before[caller] if asks_about(each, words)]
    return [(caller, each) for caller, each, said in again if told(server, caller, each) != said], len(again)


def unseen_values(server, before):
    """Change every column in turn; how many answers were compared, none of which moved."""
    compared = 0
    for table, columns in CHANGES.items():
        seen = 0
        for column, value in columns.items():
            with changed(server, table, column, value):
                told_apart, count = moved(server, before, blind(table), words_of(column))
                assert told_apart == [], (table, column)
                compared += count
                seen += len(moved(server, before, SEEING.get(table, ()), words_of(column))[0])
        assert seen or table not in SEEING, f"nobody is told of {table}, so nothing was compared"
    return compared


def unseen_rows(server, before):
    """Let a row of every kind arrive in turn; how many answers were compared, none of which moved."""
    compared = 0
    for table, (_, words) in ARRIVALS.items():
        with arrived(server, table):
            told_apart, count = moved(server, before, blind(table), words)
            assert told_apart == [], table
            compared += count
            seen = moved(server, before, SEEING.get(table, ()), words)[0]
            assert seen or table not in SEEING, f"nobody is told of {table}, so nothing was compared"
    return compared


def test_hidden_values_never_move_an_answer(asked):
    server, before = asked

    assert unseen_values(server, before) > 1_000
    assert unseen_rows(server, before) > 100
