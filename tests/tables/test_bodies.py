"""Agencies: the database holds each with its name, and no other."""

from register import tables
from register.vocabulary import BODIES, Agency
from tests.support.database_refusals import refused_by


def test_every_agency_is_named(connection):
    named = {row.code: row.name for row in connection.execute(tables.agency.select())}

    assert named == {agency.value: BODIES[agency].name for agency in Agency}
    assert refused_by(connection, tables.agency, code="press", name="press") == "agency_code_known"
