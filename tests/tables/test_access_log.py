"""The access log: it only grows, and it holds only codes of the closed lists."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import ProgrammingError

from register import tables
from tests.support.database_refusals import refused_by

ACCESS = {
    "request": "r", "subject": "s", "agency": "ofsted", "document": "d", "root": "homes", "outcome": "allowed",
    "row_count": 0, "policy_version": "p",
}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"agency": "press"}, "agency_code_known"),
        ({"purpose": "curiosity"}, "purpose_code_known"),
        ({"outcome": "maybe"}, "outcome_code_known"),
        ({"subject": None}, "subject is empty"),
    ],
)
def test_a_consultation_that_cannot_be_is_refused(connection, given, constraint):
    assert refused_by(connection, tables.access_log, **ACCESS | given) == constraint


@pytest.mark.parametrize(
    "change",
    ["update register.access_log set subject = 'x'", "delete from register.access_log", "truncate register.access_log"],
)
def test_the_access_log_only_grows_even_for_its_owner(connection, change):
    with pytest.raises(ProgrammingError, match="access_log only grows"):
        connection.execute(sa.text(change))
