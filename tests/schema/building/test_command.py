"""What commands have in common, as the API offers them."""

import pytest
from graphql import get_named_type

from register.catalogue import COMMANDS
from register.schema.assemble import graphql_schema
from register.schema.mutation import BATCHABLE, PAGE
from tests.support.declared_types import lines_of

MUTATION = graphql_schema().mutation_type
COMMON = ["idempotencyKey: String!", "dryRun: Boolean!"]


@pytest.mark.parametrize("command", PAGE, ids=lambda command: command.name)
def test_a_command_takes_one_input_with_a_key_and_a_dry_run_and_answers_what_it_changed_and_the_problems(command):
    field = MUTATION.fields[command.name]
    payload = [line.split(":")[0] for line in lines_of(get_named_type(field.type).name)]

    assert [str(argument.type) for argument in field.args.values()] == [f"{command.title}Input!"]
    assert lines_of(f"{command.title}Input")[-2:] == COMMON
    changes = ["changes"] if command.compares or not command.own_transaction else []
    assert payload == [command.shown or command.extra[0], *changes, "problems"]
    assert not str(field.type).endswith("!")


@pytest.mark.parametrize("command", PAGE, ids=lambda command: command.name)
def test_a_command_says_which_groups_it_changes(command):
    assert COMMANDS[command.name] is command
    assert all(group in MUTATION.fields[command.name].description for group in command.changes)


@pytest.mark.parametrize("command", BATCHABLE, ids=lambda command: command.name)
def test_a_command_of_a_batch_is_given_what_it_is_given_alone_but_the_key_and_the_dry_run(command):
    assert lines_of(f"{command.title}Item") == lines_of(f"{command.title}Input")[:-2]
    assert "reason: String" in lines_of(f"{command.title}Item")


def test_whoever_changes_a_home_says_which_version_they_know():
    makes = {"registerHome", "receiveApplication", "registerProvider"}

    assert {
        command.name for command in BATCHABLE if "expectedVersion: Int!" not in lines_of(f"{command.title}Input")
    } == makes
