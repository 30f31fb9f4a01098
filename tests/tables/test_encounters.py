"""Encounters: what the database refuses of them."""

import pytest

from register import tables
from tests.support.child_factories import NOW
from tests.support.database_refusals import refused_by

ASKED = {"holder_agency": "police", "person": "0" * 64, "met_at": NOW, "asked_at": NOW}


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"person": "A. Officer"}, "ck_encounter_person_form"),
        ({"longitude": -2.2}, "ck_encounter_position_whole"),
    ],
)
def test_an_encounter_names_no_person_and_a_whole_place(told, given, constraint):
    assert refused_by(told, tables.encounter, **(ASKED | given)) == constraint
