"""A plan holds no value: asked at every place of the schema, in every form, what is kept binds what is made anew.

In short every place of an input that is not deep in it is asked at the first field that takes it, one in five of the
others, and every argument and every field of an input somewhere.
"""

import random
from collections import Counter
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache
from itertools import cycle

import pytest
from graphql import (
    FragmentDefinitionNode,
    GraphQLInputObjectType,
    GraphQLObjectType,
    OperationDefinitionNode,
    OperationType,
    get_named_type,
    parse,
)
from graphql.execution.values import get_variable_values

from register.catalogue import Column, Command, Entity, Relation, Structure
from register.errors import InvalidRequest, Refusal, RegisterError
from register.plan.command import CHANGED_KEY, RECORDED_AT
from register.plan.parameters import Given, Slot, shapes_of
from register.plan.planner import Planner
from register.requests.graphql.documents import Document, Documents, Operation, introspect
from register.resolvers.reads import memory
from register.resolvers.reads.answer import bind_root
from register.resolvers.reads.explain import questions_of
from register.resolvers.reads.plan_cache import PlannedChange, Plans
from register.schema.assemble import graphql_schema
from register.settings import settings
from register.vocabulary import Agency, Caller
from tests.hostile.positions import FLAGGED, INTROSPECTION, firsts, positions
from tests.hostile.sizes import size
from tests.hostile.texts import VARIABLE, Writer
from tests.hostile.values import Values
from tests.support import story

pytestmark = pytest.mark.long

SCHEMA = graphql_schema()
TODAY = date(2026, 3, 2)
CALLERS = (
    Caller("first", Agency.POLICE, story.NORTHBY, None, None, TODAY),
    Caller("second", Agency.POLICE, story.SOUTHBY, None, None, TODAY),
    Caller("third", Agency.OFSTED, None, None, None, TODAY),
)
# So many places there were when this test was written. A smaller schema is a smaller number; look before you write it.
AT_LEAST = 2_900
VALIDATED = size(400, 1_000_000)
# How many steps below an argument a place is deep, and of how many others one is asked.
SHALLOW, ONE_IN = 3, size(5, 1)
# Beside the form with a variable at the place itself: so many of the others, drawn.
OTHER_FORMS = size(1, 100)
SEED = 20_261_130
# What is declared once is known by its name; of a value in a plan, everything but where it is read.
BY_ONE = {**dict.fromkeys((Column, Structure, Entity, Relation, Command), "name"), Slot: "number", Given: "shape"}
# Places at which every value asks the same, and why.
OF_A_FEED = "a feed is asked for by mine or by code, and refused alike whatever these hold"
ALIKE = {
    **{
        f"{feed}(area).{way}": OF_A_FEED
        for feed in ("changes", "registerChanged")
        for way in ("near", "within", "bbox")
    },
    "Tally(orderBy)[]": "an order by what the tally is not by is refused, whichever way it runs",
    "node(id)": "a record that may not be read is answered as one that is not there, and most identifiers are of such",
    "(includeDeprecated)": "nothing of the schema is deprecated",
}


@dataclass
class Compared:
    """What came of asking everywhere.

    reused: how often a plan was there already; forms: how often each form was asked.
    differing: where what was kept answered otherwise than what was made anew; still: where another value was no other
    question; moved: where the same value was another.
    """

    asked: int = 0
    reused: int = 0
    forms: Counter = field(default_factory=Counter)
    differing: list = field(default_factory=list)
    still: set = field(default_factory=set)
    moved: set = field(default_factory=set)


def operation_of(text):
    """The one operation of a document that is known to be valid, without what it costs."""
    node = parse(text)
    fragments = {each.name.value: each for each in node.definitions if isinstance(each, FragmentDefinitionNode)}
    (definition,) = (each for each in node.definitions if isinstance(each, OperationDefinitionNode))
    return Operation(None, definition, Document("", node, fragments, []), lambda variables: 0, {})


@cache
def parts_of(kind):
    """What is compared of a part of a plan: a word of it, or each of its fields; nothing where it is a plain value."""
    if kind in BY_ONE:
        return BY_ONE[kind]
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else None


def described(part):
    """A plan as plain data, without where its values are read: every word, flag and number that stands in it."""
    kind = type(part)
    if kind is tuple:
        return [described(each) for each in part]
    names = parts_of(kind)
    if names is None:
        return part
    if isinstance(names, str):
        return getattr(part, names)
    return [kind, *[described(getattr(part, name)) for name in names]]


def told_by(plans, operation, sent, caller):
    """What plans answer to an operation: what each root field binds, and what its plan says."""
    variables = get_variable_values(SCHEMA, operation.node.variable_definitions or (), dict(sent)).coerced
    fragments = operation.document.fragments
    if operation.node.operation is OperationType.MUTATION:
        return _told(lambda: _of_command(plans.command_of(operation.node, fragments, variables), variables))
    roots = plans.of(operation.node, fragments, variables)
    return [_told(lambda root=root: _of_root(root, operation, sent, variables, caller)) for root in roots]


def _told(ask):
    try:
        return ask()
    except RegisterError as refusal:
        return type(refusal), refusal.message, refusal.details
    except Exception as fault:  # a plan for other values meets values that it cannot read, and that is a difference
        return type(fault), str(fault)


def _of_root(root, operation, sent, variables, caller):
    if isinstance(root.plan, Refusal):
        return root.plan
    if root.name in INTROSPECTION:
        return introspect(SCHEMA, operation, sent)
    bound = [each.values for each in bind_root(root, caller, variables)]
    if root.name != "viewer":
        return bound, described(root.plan)
    planner = Planner(SCHEMA, operation.document.fragments, shapes_of(SCHEMA, operation.node, variables))
    return bound, described(root.plan), questions_of(planner, root.selected, variables)


def _of_command(planned: PlannedChange, variables):
    outcome = {**variables, CHANGED_KEY: "SC900001", RECORDED_AT: None}
    reads = [root.plan for root in (planned.read, planned.reread) if root is not None]
    bound = [[slot.source.read(outcome) for slot in plan.slots] for plan in reads]
    return planned.plan.input(variables), bound, described(planned.plan)


class Comparison:
    """Asks one document after the other, of plans that are kept and of plans that are made anew."""

    def __init__(self):
        self.kept = Plans(SCHEMA)
        self.who = cycle(CALLERS)
        self.found = Compared()

    def ask(self, text, askings):
        """Ask one document with all that it is asked with. askings: where, in which form, and with which variables."""
        operation, before = operation_of(text), ()
        for where, sent in askings:
            caller = next(self.who)
            told, is_kept = self.shared(operation, sent, caller)
            # What was made just now was made anew.
            if is_kept and told != told_by(Plans(SCHEMA), operation, sent, caller):
                self.found.differing.append((where, sent))
            if before and before[0] == where:
                self.hold_beside(where, before[1:], (sent, told))
            before = where, sent, told
            self.found.forms[where[1].rstrip("0123456789 ")] += 1
        self.found.asked += len(askings)
        # A plan is never asked for under another document.
        self.kept._kept.clear()

    def hold_beside(self, where, before, now):
        """Hold two askings of one place beside each other: as alike as the values that were sent."""
        if before[0] == now[0]:
            self.found.moved.update({where} if before[1] != now[1] else ())
        elif all(sent and None not in sent.values() for sent in (before[0], now[0])):
            self.found.still.update({where} if before[1] == now[1] else ())

    def shared(self, operation, sent, caller):
        """What the plans that are kept answer, and whether they were there already."""
        before = len(self.kept._kept)
        told = told_by(self.kept, operation, sent, caller)
        is_kept = len(self.kept._kept) == before
        self.found.reused += is_kept
        return told, is_kept


@cache
def places():
    """The places that are asked: each argument and each field of an input is among them, and all that are alike."""
    every = positions()
    first = {id(place) for place in firsts() if len(place.path) <= SHALLOW}
    first |= {id(place) for place in {place.coordinate: place for place in every}.values()}
    first |= {id(place) for place in every if any(alike in place.name for alike in ALIKE)}
    return [place for number, place in enumerate(every) if id(place) in first or number % ONE_IN == 0]


def forms(writer, place, chance):
    """The form with a variable at the place itself, and some of the others: all where a value has parts of its own."""
    itself, *others = writer.ways(place)
    if get_named_type(place.kind).name == "GeoJSON":
        return [itself, *others]
    return [itself, *chance.sample(others, min(OTHER_FORMS, len(others)))]


@pytest.fixture(scope="module")
def texts():
    """Documents of every place, with the places, the forms and the variables that they are asked for."""
    writer, found, chance = Writer(Values()), {}, random.Random(SEED)  # noqa: S311 - the same in each run
    for place in places():
        for write in forms(writer, place, chance):
            text = write()
            found.setdefault(text.text, []).extend(((place.name, text.form), sent) for sent in text.asked)
    return found


@pytest.fixture(scope="module")
def compared(texts):
    comparison = Comparison()
    # How large a plan is says nothing here, and is a third of the work of keeping it.
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(memory, "bytes_of", lambda *made: 0)
        return asked_all(comparison, texts)


def asked_all(comparison, texts):
    """What came of asking every document."""
    for text, askings in texts.items():
        comparison.ask(text, askings)
    return comparison.found


def test_every_place_binds_the_values_of_its_own_request(texts, compared, record_property):
    count, met = len(places()), {where[0] for askings in texts.values() for where, _ in askings}
    record_property("input positions asked", f"{count}, in {compared.asked} askings")

    assert compared.differing == [], f"of {count} positions"
    assert met == {place.name for place in places()}, f"of {count} positions"
    assert {place.coordinate for place in places()} == {place.coordinate for place in positions()}
    assert count >= AT_LEAST


def test_another_value_at_a_place_is_another_question(compared):
    unexplained = {where for where in compared.still if not any(alike in where[0] for alike in ALIKE)}

    assert unexplained == set()
    assert [alike for alike in ALIKE if not any(alike in name for name, _ in compared.still)] == []


def test_the_same_value_asked_again_is_the_same_question(compared):
    assert compared.moved == set()


def test_plans_were_kept_and_asked_again(compared):
    assert compared.reused > compared.asked / 3


def test_a_value_is_given_in_every_form(compared):
    assert set(compared.forms) == {
        "literal",
        "variable",
        "enclosing",
        "beside",
        "before an item",
        "after an item",
        "inside",
        "inside a scalar",
        "default",
    }


def test_every_argument_and_every_field_of_an_input_is_met():
    kinds = SCHEMA.type_map.values()
    arguments = {
        f"{kind.name}.{name}({argument})"
        for kind in kinds
        if isinstance(kind, GraphQLObjectType)
        for name, declared in kind.fields.items()
        for argument in declared.args
    }
    inputs = {
        f"{kind.name}.{name}" for kind in kinds if isinstance(kind, GraphQLInputObjectType) for name in kind.fields
    }
    flags = {
        f"@{each.name}({name})"
        for each in SCHEMA.directives
        for name in each.args
        if set(each.locations) & set(FLAGGED)
    }

    met = {place.coordinate for place in positions()}
    assert {"Query.__type(name)", "Home.inspections(orderBy)", "@skip(if)", "NearInput.radiusM"} <= met
    assert (arguments | inputs | flags) - met == set()


def test_the_documents_are_valid(texts):
    documents = Documents(SCHEMA, settings())
    drawn = random.Random(7).sample(sorted(texts), min(VALIDATED, len(texts)))  # noqa: S311 - the same in each run

    for text in drawn:
        documents.ready(text)


def test_a_price_is_that_of_the_request_and_not_of_the_one_before(texts):
    kept = Documents(SCHEMA, settings())
    priced = {text: asked for text, asked in texts.items() if "first: $" in text or "(if: $" in text}
    before = {text: kept.ready(text).choose(None).price(asked[0][1]) for text, asked in priced.items()}

    moved = set()
    for text, asked in priced.items():
        alone = Documents(SCHEMA, settings()).ready(text).choose(None)
        for _, sent in asked:
            price = kept.ready(text).choose(None).price(sent)
            assert price == alone.price(sent)
            moved |= {text} if price != before[text] else set()
    assert len(moved) > len(priced) / 3


def test_no_flag_is_allowed_beside_the_root_field_of_a_subscription():
    text = "subscription ($v: Boolean!) { registerChanged @skip(if: $v) { token } }"

    with pytest.raises(InvalidRequest):
        Documents(SCHEMA, settings()).ready(text)


def test_no_refusal_that_is_kept_repeats_a_value():
    text = "query ($v: String) { homes(where: {name: {eq: $v}}, orderBy: [{field: DISTANCE}]) { totalCount } }"
    sent = {VARIABLE: "what nobody else may read"}

    (refusal,) = told_by(Plans(SCHEMA), operation_of(text), sent, CALLERS[0])

    assert isinstance(refusal, Refusal)
    assert sent[VARIABLE] not in str(refusal)
