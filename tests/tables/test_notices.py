"""Notices: what the database refuses of them."""

from datetime import date

import pytest

from register import tables
from tests.support import factories as make
from tests.support.database_refusals import refused_by

DAY = date(2024, 2, 1)


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"kind": "telling_off"}, "notice_kind_code_known"),
        ({"effective_from": date(2024, 1, 31)}, "ck_notice_dates_ordered"),
        ({"ends_on": date(2024, 1, 31)}, "ck_notice_dates_ordered"),
        ({"lifted_on": date(2024, 1, 31)}, "ck_notice_dates_ordered"),
        ({"lifted_on": DAY}, None),
    ],
)
def test_a_notice_that_cannot_be_is_refused(connection, given, constraint):
    home_id = make.create_home(connection, "SC100001")

    row = {"home_id": home_id, "kind": "compliance_notice", "served_on": DAY} | given

    assert refused_by(connection, tables.notice, **row) == constraint
