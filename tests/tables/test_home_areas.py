"""The areas that a home is in: what the database refuses of the links."""

from datetime import date

import pytest

from register import tables
from tests.support import factories as make
from tests.support.database_refusals import refused_by


@pytest.mark.parametrize(
    ("how", "with_premises", "constraint"),
    [
        ("authority", False, None),
        ("inside", True, None),
        ("authority", True, "ck_home_reach_authority_without_premises"),
        ("edge", False, "ck_home_reach_authority_without_premises"),
        ("nearby", True, "area_link_code_known"),
    ],
)
def test_a_link_by_authority_and_only_that_one_names_no_premises(connection, how, with_premises, constraint):
    area = {"code": "E23000099", "kind": "force", "name": "Eastby", "country": "England"}
    connection.execute(tables.area.insert().values(**area))
    home_id = make.create_home(connection, "SC100001")
    premises_id = make.create_premises(connection, home_id, (385_000, 395_000)) if with_premises else None
    link = {"home_id": home_id, "area_code": "E23000099", "of_main": True, "valid_from": date(2020, 1, 1)}

    assert refused_by(connection, tables.home_reach, **link, how=how, premises_id=premises_id) == constraint
