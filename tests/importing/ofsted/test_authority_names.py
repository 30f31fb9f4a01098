"""Authorities: whom Ofsted means."""

import pytest
import sqlalchemy as sa

from register.errors import SetupError
from register.importing.ofsted.authority_names import authority_codes, name_key
from register.tables import area
from tests.support.published_files import create_authorities, needs_real_files, real_authorities, real_rows


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("St Helens", "St. Helens"),
        ("Southend on Sea", "Southend-on-Sea"),
        ("Bournemouth, Christchurch & Poole", "Bournemouth, Christchurch and Poole"),
        ("KINGSTON UPON HULL", "Kingston upon Hull, City of"),
        ("Herefordshire", "Herefordshire, County of"),
        ("Bristol", "Bristol, City of"),
        ("Durham", "County Durham"),
    ],
)
def test_ofsted_s_spelling_of_an_authority_is_known(connection, theirs, ours):
    create_authorities(connection, ("E99000001", ours))

    assert authority_codes(connection)[name_key(theirs)] == "E99000001"


def test_an_authority_is_known_by_its_code_where_its_boundary_is_named_otherwise(connection):
    create_authorities(connection, ("E06000023", "City and County of Bristol"))

    assert authority_codes(connection)[name_key("Bristol")] == "E06000023"


def test_an_authority_that_changed_its_code_is_known_by_the_code_in_force(connection):
    create_authorities(connection, ("E99000001", "Ashshire"), ("E99000002", "Ashshire"))
    connection.execute(sa.update(area).where(area.c.code == "E99000002").values(valid_to=sa.func.current_date()))

    assert authority_codes(connection)[name_key("Ashshire")] == "E99000001"


def test_without_authorities_one_line_says_what_to_import_first(connection):
    with pytest.raises(SetupError) as refusal:
        authority_codes(connection)

    assert str(refusal.value) == (
        "The register has no local authorities yet. Import their boundaries first: register import boundaries."
    )


@needs_real_files
@pytest.mark.real_data
def test_every_real_authority_is_known_by_ofsted_s_name_for_it(connection):
    create_authorities(connection, *real_authorities())

    codes = authority_codes(connection)

    rows = real_rows("lookups/lookup_csa_153.csv")
    assert len(rows) == 153
    assert [codes.get(name_key(row["ofsted_la_name"])) for row in rows] == [row["gss_code"] for row in rows]
