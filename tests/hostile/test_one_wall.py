"""Either wall stands alone: with one of them gone, nobody is answered with anything that they may not read."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from register.errors import Internal
from register.policy.authority import Authority
from register.policy.grants import READS, Grant
from register.policy.grants.laws import CARE_STANDARDS
from register.tables import metadata
from register.vocabulary import Agency, Group, Scope
from tests.hostile.canaries import KEPT, Canaries, plant, plantable
from tests.hostile.matrix import LOCATION, MATRIX, OPEN, kind_of
from tests.hostile.operations import SEEDED, Generator, Operation, stock_of
from tests.hostile.questions import everything, showings, shown_by, together
from tests.hostile.raw_requests import change, masked
from tests.hostile.rows import Asker, Rows
from tests.hostile.sizes import size
from tests.hostile.walled import ASKERS, HIDING, TABLES
from tests.hostile.walled_server import ask, one_of_each_line, serve_walled

pytestmark = pytest.mark.long

SEED = 20_240_229
OPERATIONS = size(5, 400)
# Without the first wall each table is asked for by itself: in short by every second of the callers, in turns.
EVERY = size(2, 1)
FURTHER = ("police of Southby", "police of Northby, who opened a home", "a supervisor of Northby")
CALLERS = (*one_of_each_line(), *FURTHER)
# With both walls down everything is shown to everyone: the answers to this caller are searched for every field.
NEAREST = "its statisticians"
# Columns that take no value long enough to be known again, and why.
SMALL = {
    "home_identity.age_min": "an age",
    "home_identity.age_max": "an age",
    "seal_leaf.form": "one of the forms of a leaf",
    **dict.fromkeys(
        (f"missing_episode.{each}_at" for each in ("last_seen", "reported", "found", "returned")),
        "kept between the beginning and the end of an episode, which say who sees it",
    ),
    "missing_episode.retention_review_on": "planted together with the instants of the episode, which are kept",
    "area_inspection.plan_days": "a few days",
    "area_cohort.size": "at most 50",
    **dict.fromkeys(("area_cohort.drawn_from", "area_cohort.child_ids"), "as many as were drawn, which is checked"),
    "return_check.rule": "a number of a few characters",
    **dict.fromkeys(
        (
            f"return_row.{each}"
            for each in (
                "reason_began",
                "legal_status",
                "need",
                "placement",
                "placement_provider",
                "reason_ended",
                "reason_changed",
                "home_postcode",
                "placement_postcode",
                "urn",
                "placement_authority",
            )
        ),
        "a code of a few characters",
    ),
    **dict.fromkeys(("former_fact.fact", "former_identity.fact"), "the name of one of two facts"),
    "episode_repeat.in_90_days": "never more than in 12 months",
    **dict.fromkeys(("episode_child.copied_start", "episode_child.copied_end"), "kept in this order, one ended or not"),
}

# By so many ways a query comes to what shows a table.
WAYS = size(1, 100)
# What shows many tables at once, or rows and counts by what they hold.
WIDE = (
    "{ homes { edges { node { name postcode premises { id } registeredManager { name } provider { address } } } } }",
    "{ homes(orderBy: [{field: NAME}, {field: POSTCODE, direction: DESC}]) { nodes { urn } pageInfo { endCursor } } }",
    '{ homes(where: {name: {startsWith: "canary"}}) { totalCount nodes { urn } } }',
    "{ homes(area: {near: {longitude: -2.08, latitude: 53.45, radiusM: 20000}}) { totalCount edges { distanceM } } }",
    "{ providers { nodes { reference individualName address homes { nodes { name } } } } }",
    "{ inspections { nodes { number home { name premises { postcode } } } } }",
    "{ children { totalCount nodes { name nhsNumber aliases placements { nodes { home { name } } } } } }",
    "{ missingEpisodes { totalCount nodes { reference child { name upn } risk { level } home { name postcode } } } }",
    '{ missingEpisodes(where: {home: {name: {startsWith: "canary"}}}) { totalCount nodes { reference } } }',
    "{ missingEpisodes(where: {home: {ageMin: {gte: 0}}}) { totalCount nodes { reference } } }",
    "{ homes { nodes { urn missingEpisodes { totalCount nodes { childPseudonym child { name } } } } } }",
    "{ areas { nodes { code homes { totalCount nodes { urn name } } } } }",
    "{ homes(status: ALL) { nodes { urn people { role name validFrom validTo } } } }",
    "{ viewer { subject agency area { homes { nodes { name postcode } } } grants { group scope } } }",
    "{ changes(first: 1000) { nodes { id change at kind operation fields homeId homeUrn home { name } who reason } } }",
    "{ homes { nodes { urn history(first: 100) { totalCount nodes { id at kind operation who reason } } } } }",
    f'{{ accessLog(where: {{operation: {{eq: "{SEEDED}"}}}}) {{ nodes {{ id subject agency keys }} }} }}',
)

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
INTERNAL = {
    "errors": [{"message": "Internal error.", "extensions": {"code": "SYSTEM_INTERNAL", "hint": Internal.hint}}]
}


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


@dataclass
class Rounds:
    """What everyone was answered in each round; the operations; all rows as their owner reads them.

    planted: the columns of each table in which every value is known again.
    """

    operations: Sequence[Operation]
    held: Rows
    planted: Mapping[str, frozenset[str]]
    told: dict[str, dict[tuple[str, int], Any]]
    searched: dict[bytes, set[str]] = field(default_factory=dict)

    @cached_property
    def forbidden(self):
        """The recognisable values that each caller may not read."""
        return {name: forbidden_to(ASKERS[name], self.held) for name in CALLERS}

    @cached_property
    def hidden(self):
        """The recognisable values that some caller may not read."""
        return set().union(*self.forbidden.values())

    def hidden_in(self, body):
        """Those of them that are in an answer. Many callers get the same answer."""
        if body not in self.searched:
            self.searched[body] = leaked(body.decode(), self.hidden)
        return self.searched[body]

    def ask(self, server, which, numbers, *, every=1):
        """Ask everyone these of the operations, and keep what they see of the answers, cursors apart.

        every: of so many callers one asks each operation, by turns.
        """
        self.told[which] = {
            (name, number): masked(ask(server, name, self.operations[number]))
            for place, name in enumerate(CALLERS)
            for number in numbers
            if (place + number) % every == 0
        }


@pytest.fixture(scope="module")
def rounds(cluster, story, worker):
    """What everyone is answered with both walls, without the first, without the second, and without either."""
    planted = {}

    def prepare(connection):
        planted.update(plant(connection))

    with serve_walled(cluster, story, f"one_wall_{worker}", callers=CALLERS, prepare=prepare) as server:
        drawn = Generator(SEED, stock_of(server.owner)).operations(OPERATIONS)
        # A refusal of the second wall ends a whole operation: without the first, each table is asked for by itself.
        at_once, apart = together(showings(at_most=WAYS)), everything(at_most=WAYS)
        made = Rounds([*at_once, *map(Operation, WIDE), *drawn, *apart], Rows(server.owner, TABLES), planted, {})
        whole, single = range(len(made.operations) - len(apart)), range(len(at_once), len(made.operations))
        made.ask(server, "both", whole)
        with without_first_wall():
            made.ask(server, "second alone", single, every=EVERY)
        change(server, DOWN)
        made.ask(server, "first alone", whole)
        with without_first_wall():
            made.ask(server, "neither", range(len(at_once) + len(WIDE)))
        yield made


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
            return {value.isoformat()[:19]}
        case bytes():
            return {value.hex()} if len(value) >= 6 else set()
        case list():
            return {word for each in value for word in words_of(each)}
    return set()


# The names of groups and kinds say nothing about anyone. A company number may have no digit.
RECOGNISABLE = re.compile(r"\d|Canary|^[A-Z]{8}$")
# Whole numbers: digits within a key, a digest or a fraction of a second are there by chance.
NUMBER = re.compile(r"(?<![\w.-])\d+(?![\w-])")


def recognisable(value):
    """The words of a value by which it is known again wherever an answer has them."""
    return {word for word in words_of(value) if RECOGNISABLE.search(word)}


def forbidden_to(asker: Asker, held: Rows):
    """Every recognisable value of a cell that the caller may not read, and that no cell holds which it may."""
    seen, hidden = set(), set()
    for table in TABLES:
        visible = [id(row) for row in held.visible(asker, table)]
        for row in held.rows[table]:
            words = {word for value in row.values() for word in recognisable(value)}
            if id(row) in visible:
                seen |= words
            elif kind_of(table) not in OPEN:
                hidden |= words
    return hidden - seen - {asker.subject, asker.agency, asker.area, asker.organisation, asker.purpose}


def leaked(body, forbidden):
    """The forbidden values that stand in an answer, as a whole value or within a text; of numbers, as whole numbers."""
    numbers = set(NUMBER.findall(body))
    return {word for word in forbidden if (word in numbers if word.isdigit() else word in body)}


def sent(operation):
    """What the caller put into the question, and may find again in the answer."""
    return f"{operation.text} {json.dumps(operation.variables)}"


# A hint that shows the form of a URN, whoever asks: a home of the story has that one.
EXAMPLE = b"For example SC900001."


def leaks(rounds, which):
    """For each caller, the values in its answers that it may not read."""
    found = {}
    for name in CALLERS:
        forbidden = rounds.forbidden[name]
        for (asked, number), (_, _, body) in rounds.told[which].items():
            if asked == name:
                words = rounds.hidden_in(body.replace(EXAMPLE, b"")) & forbidden
                found.setdefault(name, set()).update(w for w in words if w not in sent(rounds.operations[number]))
    return {name: words for name, words in found.items() if words}


def test_the_values_to_look_for_are_there_and_are_found_where_neither_wall_stands(rounds):
    found = leaks(rounds, "neither")

    # The keeper may read every home, and no more than that: it is not told what others asked or which access they gave.
    assert set(found) == set(CALLERS)
    of_homes = {
        word for word in found["Ofsted"] if word.startswith(("Canary home", "Canary premises", "Canary condition"))
    }
    assert {word.partition(" ")[2].partition(" ")[0] for word in of_homes} == {"home_consultation"}
    assert any(word.startswith("Canary home_identity name") for word in found["an auditor"])
    assert any(word.startswith("Canary condition_detail wording") for word in found["police of Northby"])


def test_every_field_is_asked_about_and_its_canaries_are_found_where_neither_wall_stands(rounds):
    bodies = "".join(answer[2].decode() for (name, _), answer in rounds.told["neither"].items() if name == NEAREST)
    shown = {
        f"{table}.{name}": canaries(rounds, table, name)
        for table, names in rounds.planted.items()
        for name in names
        if any(shown_by(metadata.tables[f"register.{table}"].c[name]))
    }

    found = leaked(bodies, set().union(*shown.values()))

    assert [name for name, words in shown.items() if not words & found] == []


def canaries(rounds, table, name):
    """The values of a column by which it is known again."""
    return {word for row in rounds.held.rows[table] for word in recognisable(row[name])}


def test_a_canary_is_in_every_column_that_can_hold_one(rounds):
    deciding = rounds.held.deciding(ASKERS.values())
    able = {(table.name, column.name) for table in HIDING for column in plantable(table, deciding)}
    planted = {(table, name) for table, names in rounds.planted.items() for name in names}

    assert {f"{table.removesuffix('_history')}.{name}" for table, name in able - planted} == set(SMALL)
    assert [each for each in planted if not canaries(rounds, *each)] == []


def test_no_canary_is_in_two_columns(rounds):
    planted = [(table, name) for table, names in rounds.planted.items() for name in names]
    words = [word for each in planted for word in canaries(rounds, *each)]

    assert len(words) == len(set(words))


def test_every_exception_is_a_column_that_is_there():
    columns = {f"{table.name}.{column.name}" for table in HIDING for column in table.columns}

    assert {*KEPT, *SMALL} - columns == set()


@pytest.fixture
def identity():
    """A copy of a table, to be added to."""
    made = sa.MetaData(schema=metadata.schema)
    for table in metadata.sorted_tables:
        table.to_metadata(made)
    return made.tables["register.home_identity"]


def test_a_new_column_holds_a_canary_without_a_line_of_its_own(identity):
    identity.append_column(sa.Column("planted_code", sa.Text))

    assert identity.c.planted_code in plantable(identity, {})


def test_a_new_column_of_a_type_that_no_canary_was_made_for_is_named(identity):
    identity.append_column(sa.Column("alarm_after", sa.Interval))

    with pytest.raises(LookupError, match=r"home_identity\.alarm_after: say in tests/hostile/canaries\.py"):
        Canaries().ways(identity.c.alarm_after)


def test_with_both_walls_nobody_is_answered_with_what_they_may_not_read(rounds):
    assert leaks(rounds, "both") == {}


def test_without_the_first_wall_nobody_is_answered_with_what_they_may_not_read(rounds):
    assert leaks(rounds, "second alone") == {}


def test_what_the_second_wall_refuses_is_an_internal_error_without_any_data_and_without_a_word_of_it(rounds):
    told = rounds.told
    stopped = [body for status, _, body in told["second alone"].values() if status == 500]
    others = {status for status, _, _ in told["second alone"].values()}

    assert others == {200, 400, 500} or others == {200, 500}
    assert len(stopped) > 50
    assert {json.dumps(json.loads(body), sort_keys=True) for body in stopped} == {json.dumps(INTERNAL, sort_keys=True)}


def test_the_first_wall_alone_answers_everyone_with_the_same_bytes_as_both(rounds):
    told, operations = rounds.told, rounds.operations
    moved = [key for key, answer in told["both"].items() if told["first alone"][key] != answer]

    assert [(name, operations[number].text) for name, number in moved] == []
    assert sum(b'"errors"' not in body for _, _, body in told["both"].values()) > len(told["both"]) / 3


def test_nothing_that_is_asked_with_both_walls_ends_in_an_error_of_ours(rounds):
    told, operations = rounds.told, rounds.operations
    faults = [key for key, (status, _, _) in told["both"].items() if status >= 500]

    assert [(name, operations[number].text) for name, number in faults] == []


def test_the_keeper_who_may_read_all_is_told_the_same_whichever_wall_is_gone(rounds):
    told, operations = rounds.told, rounds.operations
    of_homes = [
        number for name, number in told["both"] if name == "Ofsted" and "accessLog" not in operations[number].text
    ]
    same = {
        json.dumps([str(told[which]["Ofsted", number]) for number in of_homes]) for which in ("both", "first alone")
    }

    assert len(same) == 1
    assert MATRIX["ofsted"][LOCATION] == ("all",)
