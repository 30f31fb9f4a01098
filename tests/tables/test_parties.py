"""Agencies, organisations and providers: what the database refuses of them."""

import pytest

from register import tables
from register.vocabulary import BODIES, Agency
from tests.support import factories as make
from tests.support.database_refusals import refused_by


def test_every_agency_is_named(connection):
    named = {row.code: row.name for row in connection.execute(tables.agency.select())}

    assert named == {agency.value: BODIES[agency].name for agency in Agency}
    assert refused_by(connection, tables.agency, code="press", name="press") == "agency_code_known"


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
