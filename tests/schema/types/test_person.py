"""People of a home: their fields, and whose names are told to whom."""

import pytest

from tests.support import story
from tests.support.declared_types import lines_of


def test_a_person_has_these_fields():
    assert lines_of("Person") == ["id: ID!", "name: String", "role: PersonRole", "validFrom: Date", "validTo: Date"]


@pytest.mark.parametrize(
    ("agency", "area", "name"),
    [
        ("ofsted", None, "Perpetua Moss"),
        ("police", story.NORTHBY, "Perpetua Moss"),
        ("police", story.SOUTHBY, None),
        ("local_authority", story.NORTHBY_COUNCIL, "Perpetua Moss"),
        ("local_authority", story.SOUTHBY_COUNCIL, None),
        ("dfe", None, None),
    ],
)
def test_the_manager_of_a_home_is_named_to_those_who_may_know(ask, agency, area, name):
    text = '{ home(urn: "SC900001") { registeredManager { name role } responsibleIndividual { name } } }'

    home = ask(text, agency, area).data["home"]

    assert home["registeredManager"] == (name and {"name": name, "role": "REGISTERED_MANAGER"})
    assert home["responsibleIndividual"] is None


@pytest.mark.parametrize(
    ("agency", "area", "told"),
    [("police", story.NORTHBY, True), ("police", story.SOUTHBY, False), ("dfe", None, False)],
)
def test_former_managers_are_listed_to_those_who_may_know_the_present_one(ask, agency, area, told):
    home = ask('{ home(urn: "SC900001") { people { name validFrom validTo } } }', agency, area).data["home"]

    assert bool(home["people"]) == told
