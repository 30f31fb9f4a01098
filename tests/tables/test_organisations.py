"""Organisations: what the database refuses of them."""

import pytest

from register import tables
from tests.support.database_refusals import refused_by


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"code": "Story Trust"}, "ck_organisation_code_form"),
        ({"code": "x" * 65}, "ck_organisation_code_form"),
        ({"agency": "press"}, "agency_code_known"),
    ],
)
def test_an_organisation_that_cannot_be_is_refused(connection, given, constraint):
    row = {"code": "trust", "agency": "health", "name": "A trust"} | given

    assert refused_by(connection, tables.organisation, **row) == constraint
