"""Fields of an input that write facts of an entity."""

import pytest
import strawberry

from register.schema.building.facts import fact, facts
from register.schema.types.home import Home
from register.schema.types.notice import Notice
from register.schema.types.provider import Provider
from register.tables import home_identity, notice_detail
from register.vocabulary import Sector


def test_a_field_means_what_the_fact_means_and_is_as_long():
    made = fact(Home, "name")

    assert (made.kind, made.about, made.longest) == (str | None, "The home's name; null if not known.", 200)
    assert (made.column.stored, made.default) == (home_identity.c.name, strawberry.UNSET)


def test_a_field_may_be_required_and_have_words_of_its_own():
    made = fact(Notice, "reasons", "The reasons that the notice gives.", required=True)

    assert (made.kind, made.about) == (str, "The reasons that the notice gives.")
    assert (made.longest, made.column.stored) == (4_000, notice_detail.c.reasons)


def test_a_field_with_a_default_is_never_null():
    made = fact(Home, "shortBreaksOnly", default=False)

    assert (made.kind, made.default) == (bool, False)


def test_several_facts_are_named_as_the_entity_names_them():
    made = facts(Provider, "sector", "companyNumber", required=True)

    assert {name: each.kind for name, each in made.items()} == {"sector": Sector, "companyNumber": str}


def test_a_fact_that_the_entity_does_not_have_stops_the_import():
    with pytest.raises(KeyError):
        fact(Home, "colour")
