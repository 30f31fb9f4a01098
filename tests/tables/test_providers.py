"""Providers: what the database refuses of them."""

import pytest

from register import tables
from tests.support import factories as make
from tests.support.database_refusals import refused_by


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"name": None}, None),
        ({"legal_form": "guild"}, "legal_form_code_known"),
        ({"sector": "guild"}, "sector_code_known"),
        ({"company_number": "123"}, "ck_provider_company_form"),
        ({"company_number": "SC12345\n"}, "ck_provider_company_form"),
        ({"name": ""}, "ck_provider_name_fits"),
        ({"legal_form": "individual", "name": "Orla Fennimore"}, "ck_provider_individual_unnamed"),
        ({"legal_form": "individual", "name": None}, None),
        ({"reference": "TAKEN"}, "uq_provider_reference"),
    ],
)
def test_a_provider_that_cannot_be_is_refused(connection, given, constraint):
    make.create_provider(connection, reference="TAKEN")
    row = {"reference": "NEW", "name": "Mossy Homes", "legal_form": "company"} | given

    assert refused_by(connection, tables.provider, **row) == constraint
