"""One text with changing values from changing callers is answered as by a process that remembers nothing."""

import asyncio
import random
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import orjson
import pytest
from graphql import OperationType, get_named_type, is_leaf_type

from register.catalogue import CATALOGUE, ROOTS, TALLIES
from register.database.connections import open_pool
from register.policy.authority import authority_of
from register.policy.grants import may_send
from register.requests.graphql.execute import Asked
from register.schema.assemble import graphql_schema
from register.settings import settings
from register.vocabulary import Agency, Group, Purpose, Use
from tests.hostile.executors import Room, known
from tests.hostile.operations import stock_of
from tests.hostile.positions import ITEM, children, firsts, positions
from tests.hostile.raw_requests import look
from tests.hostile.sizes import SOAKS, size
from tests.hostile.test_plans import CALLERS, seed_log
from tests.hostile.texts import Writer
from tests.hostile.values import Values, is_one_of
from tests.support import story
from tests.support.access_factories import give
from tests.support.child_factories import tell_of_children

pytestmark = pytest.mark.long

SEED = 20_261_128
# Of so many texts one is asked alone of an executor that has not even parsed it.
UNPARSED = 8
# How many steps below an argument a place is deep, and how many of those are asked.
SHALLOW, DEEP = 2, 0.05
KEY = re.compile(rb'"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"')
FORMS = size(1, 100)
# Of so many texts one is asked by another caller first: mostly other statements, which are made for it alone.
BY_ANOTHER = size(3, 1)
WRONG = (b"SYSTEM_", b"REQUEST_INVALID", b"REQUEST_TOO", b"IDENTITY_")
# What a caller of each kind of body acts for, where it acts for anything.
ACTS_FOR = {
    "police": {"area": story.NORTHBY},
    "local_authority": {"area": story.NORTHBY_COUNCIL},
    "interview_provider": {"organisation": "story-trust"},
}
# What Ofsted reads of these is a pseudonym: an authority reads all of its own.
OF_CHILDREN = {Group.CHILD, Group.EPISODE, Group.PLACEMENT}
# Nothing is changed, and a comparison with null stays out of the way of the others beside it.
FIXED = {"dryRun": (True, True, True), "isNull": (False, False, True)}
ENTRIES = "select count(*) from register.entry"
# Of how many of the documents another value has another answer, at least.
MOVED = {OperationType.QUERY: 0.35, OperationType.MUTATION: 0.6, OperationType.SUBSCRIPTION: 0.5}


@dataclass
class Answers:
    """What came of asking everywhere.

    differing: where the answer was another than that of an executor which remembers nothing; moved: how often another
    value had another answer, of the texts of each operation; met: the places that were asked.
    """

    differing: list = field(default_factory=list)
    asked: Counter = field(default_factory=Counter)
    moved: Counter = field(default_factory=Counter)
    met: set = field(default_factory=set)
    faults: list = field(default_factory=list)
    changed: int = 0


def key_of(place, *steps):
    return place.holder.name, place.argument, (*place.path, *steps)


def together(place, every):
    """The scalar fields of an object that are asked together, and every place that is asked with them."""
    if is_one_of(place.kind):
        return [], set()
    leaves = [name for name, kind in children(place.kind).items() if is_leaf_type(get_named_type(kind))]
    names = [name for name in leaves if name != ITEM and key_of(place, name) in every]
    around = {(*key_of(place)[:2], place.path[:level]) for level in range(len(place.path) + 1)}
    asked = {key_of(place, name, *more) for name in names for more in ((), (ITEM,))}
    return names, (around | asked) & every if names else set()


class Drawing:
    """Draws the texts: of a place one form at least, and several places together where they stand side by side.

    In short a place is asked at one of the fields that take the same input, and of those deep in it one in twenty:
    every argument and every field of an input is asked. tests/hostile/test_positions.py asks plans alone at more.
    """

    def __init__(self, values, cursors):
        self.chance = random.Random(SEED)  # noqa: S311 - drawn to be repeated, not to be secret
        self.values = values
        self.cursors = cursors

    def texts(self):
        """Every text with the places that it asks."""
        every = {key_of(place): place.coordinate for place in positions()}
        beside = {key_of(place): together(place, every.keys()) for place in positions()}
        of_another = set().union(*(asked for _, asked in beside.values()))
        met = set()
        for place in positions() if SOAKS else self.drawn():
            names, asked = beside[key_of(place)]
            if names:
                met |= {every[each] for each in asked}
                yield from ((text, asked) for text in self.forms_together(place, names))
            if SOAKS or not (names or key_of(place) in of_another):
                met.add(place.coordinate)
                yield from ((text, {key_of(place)}) for text in self.forms_alone(place))
        # What only a place that was not drawn would have asked is asked alone.
        for place in positions():
            if place.coordinate not in met:
                met.add(place.coordinate)
                yield from ((text, {key_of(place)}) for text in self.forms_alone(place))

    def drawn(self):
        """Of the places at one path of one input, that of the first field that takes it; few of the deep ones."""
        return [place for place in firsts() if len(place.path) <= SHALLOW or self.chance.random() < DEEP]

    def forms_together(self, place, names):
        ways = [None, *(place.path[:level] for level in range(len(place.path) + 1))]
        writer = Writer(self.values)
        return [writer.together(place, names, at=at) for at in self.chance.sample(ways, min(FORMS, len(ways)))]

    def forms_alone(self, place):
        cursors = self.cursors.get(get_named_type(place.holder.route[-1][1].type).name, {})
        writer = Writer(Values(self.values.stock, self.values.fixed | cursors, self.values.until))
        ways = [*writer.ways_by_variable(place)]
        return [write() for write in self.chance.sample(ways, min(FORMS, len(ways)))]


def callers_of(text, number):
    """Two callers of a text: one in turn, and one that may do what is asked; of a command, two that may."""
    root, operation = text.place.holder.root, text.place.holder.operation
    if operation is OperationType.MUTATION:
        agencies = [each for each in Agency if may_send(each, root)]
        agency = agencies[number % len(agencies)]
        return [known(agency, **ACTS_FOR.get(agency, {}), subject=subject) for subject in ("tester", "second")]
    return [known(*CALLERS[number % len(CALLERS)]), able_for(root)]


def able_for(root):
    """A caller who reads what a root field leads to, and all of it where somebody does."""
    if root in TALLIES:
        entity = TALLIES[root].entity
    elif root in ROOTS:
        entity = CATALOGUE[ROOTS[root].entity]
    else:
        return known(Agency.OFSTED)
    group, today = entity.group, datetime.now(UTC).date()
    council = {Agency.LOCAL_AUTHORITY: {"area": story.NORTHBY_COUNCIL}}
    bodies = {Agency.OFSTED: {}, Agency.AUDITOR: {}, **council}
    if group in OF_CHILDREN:
        bodies = council
    able = (each for each in bodies if not authority_of(each, [today]).reach(group, Use.READ).nowhere)
    for each in able:
        return known(each, **bodies[each])
    # What inspectors write is read by those to whom an area is open, and by nobody else.
    return replace(known(Agency.HMICFRS), purpose=Purpose.INSPECTION)


async def ask_all(server, until):
    """Ask every text of one executor with changing values, and compare with executors of their own."""
    pool = await open_pool(settings())
    room, answers = Room(pool), Answers()
    cursors = await cursors_of(room)
    values = Values(stock_of(server.owner), FIXED, until)
    for number, (text, places) in enumerate(Drawing(values, cursors).texts()):
        answers.met |= places
        await ask(room, answers, text, number)
    await pool.close()
    return answers


async def ask(room, answers, text, number):
    """Ask one text: the first value as either caller, then other values; the last answer again of a fresh executor."""
    either, able = callers_of(text, number)
    sent = [text.asked[0], *text.asked]
    told = [await answer(room, room.shared, text, sent[0], able if number % BY_ANOTHER else either)]
    told += [await answer(room, room.shared, text, variables, able) for variables in sent[1:]]
    for at in range(1 if SOAKS else len(sent) - 1, len(sent)):
        fresh = room.fresh(documents=number % UNPARSED == 0)
        if told[at] != await answer(room, fresh, text, sent[at], able):
            answers.differing.append((text.place.name, text.form, text.text, sent[at]))
    kind = text.place.holder.operation
    answers.asked[kind] += 1
    answers.moved[kind] += len({*told[1:]}) > 1
    # A command that is skipped is no command.
    if text.place.holder.directive is None:
        answers.faults += [(text.text, body) for body in told if body.startswith(WRONG)]


async def answer(room, executor, text, variables, caller):
    """The answer of an executor, without the keys of rows that a command makes only to try it."""
    body = await room.ask(executor, text.text, variables, caller)
    return KEY.sub(b'"key"', body) if text.place.holder.operation is OperationType.MUTATION else body


async def cursors_of(room):
    """Two places to go on from in what each root field answers, as one who may read it is given them, by its type."""
    found, writer = {}, Writer(Values())
    for name, declared in graphql_schema().query_type.fields.items():
        for argument, shown in (("after", "pageInfo { place: endCursor }"), ("since", "place: token")):
            if argument in declared.args:
                text = f"query ($n: Int) {{ found: {writer.called(name, declared, {'first': '$n'})} {{ {shown} }} }}"
                places = [await place_after(room, text, count, able_for(name)) for count in (1, 2)]
                found[get_named_type(declared.type).name] = {argument: (*places, "none such")}
    return found


async def place_after(room, text, count, caller):
    """The place after so many rows, sealed as it came."""
    body = await room.shared.answer(Asked(text, None, {"n": count}, reads_only=False), caller, "test")
    found = orjson.loads(body)["data"]["found"]
    return found.get("pageInfo", found)["place"]


@pytest.fixture(scope="module")
def answers(world):
    with world.owner.begin() as connection:
        give(connection, "break_glass", urn=story.OUTSIDE)
        give(connection, "inspection")
        tell_of_children(connection)
    seed_log(world)
    before = look(world, ENTRIES)
    found = asyncio.run(ask_all(world, datetime.now(UTC)))
    found.changed = look(world, ENTRIES) - before
    return found


def test_every_answer_is_that_of_a_process_that_remembers_nothing(answers, record_property):
    every = {key_of(place): place.coordinate for place in positions()}
    counted = f"{len(answers.met & every.keys())} of {len(every)}, in {sum(answers.asked.values())} documents"
    record_property("input positions answered", counted)

    assert answers.differing == [], counted
    assert set(every.values()) - {every[each] for each in answers.met if each in every} == set(), counted
    assert not SOAKS or every.keys() <= answers.met, counted


def test_another_value_often_has_another_answer(answers):
    shares = {kind: round(answers.moved[kind] / count, 2) for kind, count in answers.asked.items()}

    assert {kind: share for kind, share in shares.items() if share < MOVED[kind]} == {}


def test_no_document_is_refused_as_a_whole_for_what_it_is(answers):
    assert answers.faults == []


def test_trying_every_command_changed_nothing(answers):
    assert answers.changed == 0
