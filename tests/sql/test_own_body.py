"""Which rows name the caller: rows of its body, access that it holds, and a body that is the only one of its kind."""

import pytest
import sqlalchemy as sa

from register import tables
from register.sql.own_body import has_no_area, is_held_by_caller, is_held_by_own_body, names_own_body

FORCE = {"caller_agency": "police", "caller_area": "E23000005", "caller_organisation": None, "caller_subject": "asker"}
OFSTED = FORCE | {"caller_agency": "ofsted", "caller_area": None}


def holds(connection, condition, row, caller):
    """Whether a condition on the rows of a table holds of one row, for a caller."""
    columns = [sa.literal(value, table_type(name)).label(name) for name, value in row.items()]
    found = sa.select(*columns).subquery()
    return bool(connection.scalar(sa.select(sa.func.count()).select_from(found).where(condition(found)), caller))


def table_type(name):
    return tables.live_grant.c.holder_subjects.type if name == "holder_subjects" else sa.Text()


@pytest.mark.parametrize(
    ("row", "caller", "is_own"),
    [
        ({"area": "E23000005"}, FORCE, True),
        ({"area": "E23000010"}, FORCE, False),
        ({"area": None}, FORCE, False),
        ({"agency": "ofsted", "area": None}, OFSTED, True),
        ({"agency": "ofsted", "area": None}, OFSTED | {"caller_organisation": "other"}, False),
    ],
)
def test_a_body_is_its_kind_with_its_area_and_its_organisation(connection, row, caller, is_own):
    whole = {"agency": "police", "organisation": None} | row
    held = {f"holder_{name}": value for name, value in whole.items()}

    assert holds(connection, names_own_body, whole, caller) is is_own
    assert holds(connection, is_held_by_own_body, held, caller) is is_own


@pytest.mark.parametrize(
    ("row", "is_own"),
    [
        ({"holder_subject": "asker"}, True),
        ({"holder_subjects": ["another", "asker"]}, True),
        ({"holder_subject": "another"}, False),
        ({"holder_subject": "asker", "holder_area": "E23000010"}, False),
        ({"holder_subject": "asker", "holder_agency": "admin"}, False),
    ],
)
def test_access_is_held_by_the_person_whom_it_names_at_that_body(connection, row, is_own):
    whole = {"holder_agency": "police", "holder_area": "E23000005", "holder_organisation": None}
    whole |= {"holder_subject": None, "holder_subjects": []} | row

    assert holds(connection, is_held_by_caller, whole, FORCE) is is_own


def test_a_body_without_area_and_organisation_is_the_only_one_of_its_kind(connection):
    assert connection.scalar(sa.select(has_no_area()), OFSTED)
    assert not connection.scalar(sa.select(has_no_area()), FORCE)
