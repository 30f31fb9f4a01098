"""The page of every command."""

from register.catalogue import COMMANDS
from register.schema.mutation import KEEPING, OFFERS
from register.schema.query import graphql_schema
from tests.support.declared_types import lines_of


def test_the_page_is_what_the_api_offers():
    assert [offer.name for offer in OFFERS] == list(graphql_schema().mutation_type.fields)
    assert {offer.name for offer in OFFERS} == set(COMMANDS)


def test_a_batch_may_hold_each_command_that_keeps_the_register_and_changes_what_they_change():
    assert [line.split(":")[0] for line in lines_of("ChangeItem")] == [offer.name for offer in KEEPING]
    assert COMMANDS["applyChanges"].changes == frozenset().union(*(offer.changes for offer in KEEPING))
