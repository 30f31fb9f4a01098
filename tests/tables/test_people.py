"""People of a home: what the database refuses of them."""

from datetime import date

import pytest

from register import tables
from tests.support import factories as make
from tests.support.database_refusals import refused_by


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"role": "cook"}, "person_role_code_known"),
        ({"name": ""}, "ck_home_person_name_fits"),
        ({"valid_to": date(2020, 1, 1)}, "ck_home_person_valid_ordered"),
    ],
)
def test_a_person_that_cannot_be_is_refused(connection, given, constraint):
    home_id = make.create_home(connection, "SC100001")
    person = {"home_id": home_id, "role": "registered_manager", "name": "Perpetua Moss", "valid_from": date(2020, 1, 1)}

    assert refused_by(connection, tables.home_person, **person | given) == constraint
