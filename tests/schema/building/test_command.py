"""What commands have in common, as the API offers them."""

import pytest
from graphql import get_named_type

from register.catalogue import COMMANDS
from register.schema.mutation import KEEPING, OFFERS
from register.schema.query import graphql_schema
from tests.support.declared_types import lines_of

MUTATION = graphql_schema().mutation_type
COMMON = ["idempotencyKey: String!", "dryRun: Boolean!"]


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.name)
def test_a_command_takes_one_input_with_a_key_and_a_dry_run_and_answers_what_it_changed_and_the_problems(offer):
    field = MUTATION.fields[offer.name]
    payload = [line.split(":")[0] for line in lines_of(get_named_type(field.type).name)]

    assert [str(argument.type) for argument in field.args.values()] == [f"{offer.title}Input!"]
    assert lines_of(f"{offer.title}Input")[-2:] == COMMON
    assert payload == [offer.shown or offer.told[0], "problems"]
    assert not str(field.type).endswith("!")


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.name)
def test_a_command_says_which_groups_it_changes(offer):
    assert COMMANDS[offer.name].changes == offer.changes
    assert all(group in MUTATION.fields[offer.name].description for group in offer.changes)


@pytest.mark.parametrize("offer", KEEPING, ids=lambda offer: offer.name)
def test_a_command_of_a_batch_is_given_what_it_is_given_alone_but_the_key_and_the_dry_run(offer):
    assert lines_of(f"{offer.title}Item") == lines_of(f"{offer.title}Input")[:-2]
    assert "reason: String" in lines_of(f"{offer.title}Item")


def test_whoever_changes_a_home_says_which_version_they_know():
    makes = {"registerHome", "receiveApplication", "registerProvider"}

    assert {offer.name for offer in KEEPING if "expectedVersion: Int!" not in lines_of(f"{offer.title}Input")} == makes
