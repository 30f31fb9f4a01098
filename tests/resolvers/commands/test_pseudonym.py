"""The pseudonym of a child: one in one home, another in every other, and none without a key."""

from uuid import UUID

import pytest

from register.resolvers.commands.pseudonym import pseudonym_of

FIRST, SECOND = UUID(int=1), UUID(int=2)


@pytest.fixture
def keyed(settings_of):
    settings_of(PSEUDONYM_KEY="for tests")


def test_a_pseudonym_follows_a_child_in_one_home_alone(keyed):
    made = {(child, home): pseudonym_of(child, home) for child in (FIRST, SECOND) for home in (FIRST, SECOND)}

    assert made[FIRST, SECOND] == pseudonym_of(FIRST, SECOND)
    assert len(set(made.values())) == 4
    assert all(len(each) == 32 and int(each, 16) for each in made.values())


def test_another_key_makes_other_pseudonyms(keyed, settings_of):
    before = pseudonym_of(FIRST, SECOND)
    settings_of(PSEUDONYM_KEY="another")

    assert pseudonym_of(FIRST, SECOND) != before


def test_without_a_key_there_is_no_pseudonym():
    assert pseudonym_of(FIRST, SECOND) is None
