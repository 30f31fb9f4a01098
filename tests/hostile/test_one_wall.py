"""Either wall stands alone: with one of them gone, nobody is answered with anything that they may not read."""

import json
import re
from contextlib import contextmanager
from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa

from register.maintenance.migrate import API_LOGIN
from register.policy.authority import Authority
from register.policy.grants import READS, Grant
from register.policy.grants.laws import CARE_STANDARDS
from register.vocabulary import Agency, Group, Scope
from tests.hostile.conftest import UNMETERED
from tests.hostile.matrix import (
    ACCESS,
    APPOINTED,
    AUTHORS,
    CHANGED,
    DETAIL,
    LOCATION,
    LOG,
    MATRIX,
    PEOPLE,
    STATUS,
    kind_of,
)
from tests.hostile.operations import SEEDED, Generator, Operation, stock_of
from tests.hostile.raw_requests import change, masked
from tests.hostile.rows import Asker, Rows
from tests.hostile.sizes import size
from tests.hostile.walled import ASKERS, TABLES, open_walled
from tests.support.client import serve

SEED = 20_240_229
OPERATIONS = size(5, 400)
CALLERS = (
    "police of Northby",
    "police of Southby",
    "police of Northby, who opened a home",
    "a supervisor of Northby",
    "Northby Council",
    "Ofsted",
    "the department",
    "their statisticians",
    "an inspector of Southby",
    "inspectors of police in both",
    "an interview provider",
    "an administrator, approved",
    "an auditor",
)

# Something of every table, one table at a time: what one statement is refused must not spare the next.
SHOWN = (
    "name ageMin ageMax needs firstAccommodatedOn contactTelephone operationalStatus securePlaces",
    "postcode uprn onEdge location { longitude latitude easting northing geojson } address { saon paon street town }",
    "premises { id postcode uprn location { longitude easting } address { street town } validFrom }",
    "registeredManager { id name validFrom } responsibleIndividual { id name }",
    "provider { reference individualName address }",
    "conditions { id kind effectiveFrom endedOn }",
    "conditions { wording }",
    "notices { id kind servedOn effectiveFrom endsOn }",
    "notices { reasons appealStatus }",
    "authority { name } latestInspection { number home { name } }",
)
WIDE = (
    *(f"{{ homes {{ totalCount nodes {{ urn {shown} withheld {{ field }} }} }} }}" for shown in SHOWN),
    f"{{ homes {{ edges {{ node {{ {' '.join(SHOWN[:5])} }} }} }} }}",
    "{ homes(orderBy: [{field: NAME}, {field: POSTCODE, direction: DESC}]) { nodes { urn } pageInfo { endCursor } } }",
    '{ homes(where: {name: {startsWith: "canary"}}) { totalCount nodes { urn } } }',
    "{ homes(area: {near: {longitude: -2.08, latitude: 53.45, radiusM: 20000}}) { totalCount edges { distanceM } } }",
    "{ providers { nodes { reference individualName address homes { nodes { name } } } } }",
    "{ inspections { nodes { number home { name premises { postcode } } } } }",
    "{ areas { nodes { code homes { totalCount nodes { urn name } } } } }",
    "{ viewer { subject agency area { homes { nodes { name postcode } } } grants { group scope } } }",
    "{ changes(first: 1000) { nodes { id change at kind operation fields homeId homeUrn home { name } who reason } } }",
    "{ homes { nodes { urn history(first: 100) { totalCount nodes { id at kind operation who reason } } } } }",
    f'{{ accessLog(where: {{operation: {{eq: "{SEEDED}"}}}}) {{ nodes {{ id subject agency keys }} }} }}',
)

# Values that no one could have guessed, in every column that takes a text, a number or a day of its own.
CANARIES = {
    "home_identity": {
        "name": "'Canary House ' || 1000 + n",
        "contact_telephone": "'+44163296' || 1000 + n",
        "first_accommodated_on": "date '1991-01-01' + n",
    },
    "premises": {
        **{name: f"'Canary {name} ' || 1000 + n" for name in ("saon", "paon", "street", "locality", "town")},
        "uprn": "987654321000 + n",
        "usrn": "87654000 + n",
        "valid_from": "date '1992-01-01' + n",
    },
    "home_person": {"name": "'Canary Bird ' || 1000 + n", "valid_from": "date '1993-01-01' + n"},
    "provider_contact": {"individual_name": "'Canary Owner ' || 1000 + n", "address": "'Canary Lane ' || 1000 + n"},
    "condition": {"effective_from": "date '1994-01-01' + n"},
    "condition_detail": {"wording": "'Canary wording ' || 1000 + n"},
    "notice": {"served_on": "date '1995-01-01' + n", "effective_from": "date '1996-01-01' + n"},
    "notice_detail": {"reasons": "'Canary reasons ' || 1000 + n", "appeal_status": "'Canary appeal ' || 1000 + n"},
}
PLANT = """
with numbered as (select ctid as place, row_number() over (order by ctid)::int as n from register.{table})
update register.{table} set {changes} from numbered where {table}.ctid = numbered.place
"""
DOWN = """
do $$
declare
    found record;
begin
    for found in select relname from pg_class where relnamespace = 'register'::regnamespace and relkind = 'r' loop
        execute format('alter table register.%I disable row level security', found.relname);
    end loop;
    for found in select rolname from pg_roles where rolname ~ '^register_' loop
        execute format('grant select on all tables in schema register to %I', found.rolname);
    end loop;
end $$
"""
INTERNAL = {"errors": [{"message": "Internal error.", "extensions": {"code": "SYSTEM_INTERNAL"}}]}


def plant(owner):
    """Put a value into every cell that can be hidden by which it is known again."""
    with owner.begin() as connection:
        connection.execute(sa.text("update register.home_identity set secure_approved = true"))
        for table, columns in CANARIES.items():
            changes = ", ".join(f"{name} = {value}" for name, value in columns.items())
            connection.execute(sa.text(PLANT.format(table=table, changes=changes)))


def everywhere(agency, days, live=None):
    """An authority that reaches every row of everything, as no grant gives it."""
    grants = tuple(Grant(agency, group, READS, Scope.NATIONAL, CARE_STANDARDS) for group in Group)
    return Authority(Agency(agency), grants, ())


@contextmanager
def without_first_wall():
    """The server with its own policy gone: everything is granted to everyone, everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("register.resolvers.reads.plan_cache.authority_of", everywhere)
        yield


def ask(server, name, operation):
    """The answer to one operation, as one of the callers."""
    asker = ASKERS[name]
    given = {"organisation": asker.organisation, "subject": asker.subject, "purpose": asker.purpose}
    return server.ask(operation.text, asker.agency, asker.area, **given, **operation.variables)


@pytest.fixture(scope="module")
def rounds(cluster, story, worker):
    """What everyone is answered with both walls, without the first, without the second, and without either."""
    with open_walled(cluster, story, f"one_wall_{worker}") as owner:
        plant(owner)
        url = cluster.url(owner.url.database, user=API_LOGIN)
        with serve(url, cluster.url(owner.url.database), **UNMETERED) as server:
            for name in CALLERS:
                seed(server, ASKERS[name])
            held = Rows(owner, TABLES)
            drawn = list(Generator(SEED, stock_of(owner)).operations(OPERATIONS))
            operations = [*map(Operation, WIDE), *drawn]
            told = {"both": ask_all(server, operations)}
            with without_first_wall():
                told["second alone"] = ask_all(server, operations)
            change(server, DOWN)
            told["first alone"] = ask_all(server, operations)
            with without_first_wall():
                told["neither"] = ask_all(server, operations[: len(WIDE)])
            yield told, operations, held


def seed(server, asker):
    """Entries of the access log that the operations ask for."""
    query = f"query {SEEDED} {{ homes(first: 3) {{ nodes {{ urn name }} }} accessLog {{ nodes {{ id }} }} }}"
    given = {"organisation": asker.organisation, "subject": asker.subject, "purpose": asker.purpose}
    server.ask(query, asker.agency, asker.area, operation=SEEDED, **given)


def ask_all(server, operations):
    """What each caller is answered to each operation: status, headers and body, cursors apart."""
    return {
        (name, number): masked(ask(server, name, operation))
        for name in CALLERS
        for number, operation in enumerate(operations)
    }


def words_of(value):
    """A value as an answer could write it, where it is long enough to be known again."""
    match value:
        case bool() | None:
            return set()
        case UUID() | str():
            return {str(value)} if len(str(value)) >= 6 else set()
        case float() | int():
            return {repr(value)} if len(repr(value).strip("-0.")) >= 6 else set()
        case date():
            return {value.isoformat()}
        case list():
            return {word for each in value for word in words_of(each)}
    return set()


HIDEABLE = {LOCATION, PEOPLE, STATUS, DETAIL, ACCESS, APPOINTED, LOG, CHANGED, AUTHORS}


# What is said of everyone, as the names of groups and kinds are, tells nothing of anyone.
RECOGNISABLE = re.compile(r"\d|Canary")


def forbidden_to(asker: Asker, held: Rows):
    """Every recognisable value of a cell that the caller may not read, and that no cell holds which it may."""
    seen, hidden = set(), set()
    for table in TABLES:
        visible = [id(row) for row in held.visible(asker, table)]
        for row in held.rows[table]:
            words = {word for value in row.values() for word in words_of(value) if RECOGNISABLE.search(word)}
            if id(row) in visible:
                seen |= words
            elif kind_of(table) in HIDEABLE:
                hidden |= words
    return hidden - seen - {asker.subject, asker.agency, asker.area, asker.organisation, asker.purpose}


def leaked(body, forbidden):
    """The forbidden values that stand in an answer, as a whole value or within a text."""
    return {word for word in forbidden if word in body}


def sent(operation):
    """What the caller put into the question, and may find again in the answer."""
    return f"{operation.text} {json.dumps(operation.variables)}"


def leaks(told, operations, held):
    """For each caller, the values in its answers that it may not read."""
    found = {}
    for name in CALLERS:
        forbidden = forbidden_to(ASKERS[name], held)
        for (asked, number), (_, _, body) in told.items():
            if asked == name:
                words = leaked(body.decode(), forbidden)
                found.setdefault(name, set()).update(word for word in words if word not in sent(operations[number]))
    return {name: words for name, words in found.items() if words}


def test_the_values_to_look_for_are_there_and_are_found_where_neither_wall_stands(rounds):
    told, operations, held = rounds
    found = leaks(told["neither"], operations, held)

    # The keeper may read every home. Of the changes of access that people gave it is not told, and no number tells it.
    assert set(CALLERS) - set(found) == {"Ofsted"}
    assert any(word.startswith("Canary House") for word in found["an auditor"])
    assert any(word.startswith("Canary wording") for word in found["police of Northby"])
    assert any(word.startswith("Canary Bird") for word in found["the department"])


def test_with_both_walls_nobody_is_answered_with_what_they_may_not_read(rounds):
    told, operations, held = rounds

    assert leaks(told["both"], operations, held) == {}


def test_without_the_first_wall_nobody_is_answered_with_what_they_may_not_read(rounds):
    told, operations, held = rounds

    assert leaks(told["second alone"], operations, held) == {}


def test_what_the_second_wall_refuses_is_an_internal_error_without_any_data_and_without_a_word_of_it(rounds):
    told, _, _ = rounds
    stopped = [body for status, _, body in told["second alone"].values() if status == 500]
    others = {status for status, _, _ in told["second alone"].values()}

    assert others == {200, 400, 500} or others == {200, 500}
    assert len(stopped) > 50
    assert {json.dumps(json.loads(body), sort_keys=True) for body in stopped} == {json.dumps(INTERNAL, sort_keys=True)}


def test_the_first_wall_alone_answers_everyone_with_the_same_bytes_as_both(rounds):
    told, operations, _ = rounds
    moved = [key for key, answer in told["both"].items() if told["first alone"][key] != answer]

    assert [(name, operations[number].text) for name, number in moved] == []
    assert sum(b'"errors"' not in body for _, _, body in told["both"].values()) > len(told["both"]) / 3


def test_nothing_that_is_asked_with_both_walls_ends_in_an_error_of_ours(rounds):
    told, operations, _ = rounds
    faults = [key for key, (status, _, _) in told["both"].items() if status >= 500]

    assert [(name, operations[number].text) for name, number in faults] == []


def test_the_keeper_who_may_read_all_is_told_the_same_whichever_wall_is_gone(rounds):
    told, operations, _ = rounds
    of_homes = [number for number, each in enumerate(operations) if "accessLog" not in each.text]
    same = {
        json.dumps([str(told[which]["Ofsted", number]) for number in of_homes]) for which in ("both", "first alone")
    }

    assert len(same) == 1
    assert MATRIX["ofsted"][LOCATION] == ("all",)
