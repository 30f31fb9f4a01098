"""What the declaration of a command must say."""

import pytest

from register.catalogue import CATALOGUE, Argument, Command, Target
from register.schema.types.home import Home
from register.vocabulary import Group


def command(**said):
    plain = {
        "name": "test",
        "about": "Changes a home.",
        "entity": Home,
        "shown": "home",
        "key": "urn",
        "changes": frozenset({Group.HOME_PUBLIC}),
        "input": {"urn": Argument(str, "Its number.")},
    }
    return Command(**plain | said)


@pytest.mark.parametrize(
    "said",
    [
        {"named_by": "reference"},
        {"file": "reference"},
        {"target": Target("reference")},
        {"target": Target("urn", "reference")},
    ],
)
def test_a_command_names_fields_of_its_own_input(said):
    with pytest.raises(TypeError, match="test has no reference in its input"):
        command(**said)


@pytest.mark.parametrize("said", [{"shown": None}, {"extra": ("report", str, "A report.")}])
def test_a_command_shows_what_it_changed_or_something_else_and_not_both(said):
    with pytest.raises(TypeError, match="either"):
        command(**said)


def test_a_command_of_a_batch_says_what_it_is_about():
    assert command(batchable=True, named_by="urn").of is CATALOGUE["Home"]
    with pytest.raises(TypeError, match="batch"):
        command(batchable=True)
