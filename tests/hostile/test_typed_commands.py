"""Commands whose inputs are made from the schema: every field there, each of its type, whatever the rules say of it.

A new command is sent by every kind of body without a line here.
"""

import uuid

import pytest
import sqlalchemy as sa
from graphql import GraphQLInputObjectType, GraphQLList

from register.catalogue import COMMANDS
from register.errors import CODES
from register.schema.assemble import graphql_schema
from register.tables import organisation
from register.vocabulary import Agency
from tests.hostile.operations import Word, stock_of
from tests.hostile.positions import bare
from tests.hostile.values import Values, is_one_of
from tests.support.command_client import Keeper, document
from tests.support.command_inputs import BODIES, SENDERS

FORBIDDEN = (200, ["POLICY_FORBIDDEN"])
WRITTEN = "select array[(select max(number) from register.entry), (select count(*) from register.change_request)]"
LOGGED = "select count(*) from register.access_log where root = :command"
REFUSED = f"{LOGGED} and outcome = 'refused' and refusal = 'POLICY_FORBIDDEN'"


@pytest.fixture(scope="module")
def keeper(world):
    """Sends commands to the register that this module shares."""
    with world.owner.begin() as owner:
        owner.execute(sa.insert(organisation).values(code="story-health", agency="health", name="Story Health"))
    return Keeper(world)


@pytest.fixture(scope="module")
def values(world):
    """Makes values: two that the register holds, where it holds any, and one that it does not."""
    return Values(stock_of(world.owner))


def typed(kind, values, *, number, named=""):
    """A value of an input type with every field that it has; of fields that exclude each other, one."""
    found = bare(kind)
    if isinstance(found, GraphQLList):
        return [typed(found.of_type, values, number=number, named=named)]
    if not isinstance(found, GraphQLInputObjectType):
        made = values.scalar(found, named, number=number)
        return str(made) if isinstance(made, Word) else made
    names = list(found.fields)
    chosen = [names[number % len(names)]] if is_one_of(found) else names
    parts = {name: typed(found.fields[name].type, values, number=number, named=name) for name in chosen}
    return parts | dict(values.guards(found))


def send(keeper, values, command, agency, number):
    """The answer to a command of a kind of body that is only tried, with inputs that are made from the schema."""
    (argument,) = graphql_schema().mutation_type.fields[command].args.values()
    given = typed(argument.type, values, number=number) | {"idempotencyKey": str(uuid.uuid4())}
    return keeper.server.ask(document(command), input=given, agency=agency, **BODIES.get(agency, {}))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_with_any_input_is_refused_to_every_body_that_may_not_send_it_and_logged(keeper, values, command):
    before, logged = keeper.scalar(WRITTEN), keeper.scalar(REFUSED, command=command)
    refused = [agency for agency in Agency if agency not in SENDERS[command]]
    answers = {agency: send(keeper, values, command, agency, number % 3) for number, agency in enumerate(refused)}

    assert {agency: (a.status, a.codes) for agency, a in answers.items()} == dict.fromkeys(refused, FORBIDDEN)
    assert keeper.scalar(REFUSED, command=command) == logged + len(refused)
    assert keeper.scalar(WRITTEN) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_with_any_input_of_those_who_may_send_it_is_answered_without_a_fault(keeper, values, command):
    before = keeper.scalar(WRITTEN)
    answers = [send(keeper, values, command, agency, number) for agency in SENDERS[command] for number in range(3)]

    assert {code for answer in answers for code in answer.codes} <= CODES - {"SYSTEM_INTERNAL"}
    assert [answer.json for answer in answers if answer.status not in (200, 400)] == []
    assert keeper.scalar(WRITTEN) == before
