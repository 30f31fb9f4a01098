"""The page of every command."""

import importlib
from pkgutil import iter_modules

from register.catalogue import COMMANDS, Command
from register.schema import commands
from register.schema.assemble import graphql_schema
from register.schema.mutation import BATCHABLE, PAGE
from tests.support.declared_types import lines_of


def test_the_page_is_what_the_api_offers():
    assert [command.name for command in PAGE] == list(graphql_schema().mutation_type.fields)
    assert {command.name for command in PAGE} == set(COMMANDS)


def test_a_batch_may_hold_each_command_that_keeps_the_register_and_changes_what_they_change():
    assert [line.split(":")[0] for line in lines_of("ChangeItem")] == [command.name for command in BATCHABLE]
    assert COMMANDS["applyChanges"].changes == frozenset().union(*(command.changes for command in BATCHABLE))


def test_every_command_that_is_declared_stands_on_the_page():
    modules = [importlib.import_module(f"{commands.__name__}.{name}") for _, name, _ in iter_modules(commands.__path__)]
    declared = {each.name for module in modules for each in vars(module).values() if isinstance(each, Command)}

    assert declared | {"applyChanges"} == set(COMMANDS)
