"""Authorities: whom Ofsted means."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.errors import SetupError
from register.importing.ofsted.authority_names import authority_codes, name_key
from register.tables import area, area_successor
from tests.support.published_files import DAY, create_authorities, needs_real_files, real_authorities, real_rows

LAST_OF_MARCH, APRIL = date(2027, 3, 31), date(2027, 4, 1)


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

    assert authority_codes(connection, DAY)[name_key(theirs)] == "E99000001"


def test_an_authority_is_known_by_its_code_where_its_boundary_is_named_otherwise(connection):
    create_authorities(connection, ("E06000023", "City and County of Bristol"))

    assert authority_codes(connection, DAY)[name_key("Bristol")] == "E06000023"


def reorganise(connection):
    """Ashmere and Fenmoor end with March 2027; East and West Ashmere take the one's place, a new code the other's."""
    create_authorities(connection, ("E10000996", "Ashmere"), ("E10000995", "Fenmoor"))
    ended = sa.update(area).where(area.c.code.in_(("E10000996", "E10000995")))
    connection.execute(ended.values(valid_to=APRIL))
    create_authorities(
        connection, ("E06000996", "Fenmoor"), ("E06000997", "East Ashmere"), ("E06000998", "West Ashmere")
    )
    pairs = (("E10000995", "E06000996"), ("E10000996", "E06000997"), ("E10000996", "E06000998"))
    rows = [{"code": code, "successor_code": successor, "from_on": APRIL} for code, successor in pairs]
    connection.execute(sa.insert(area_successor), rows)


def test_an_authority_that_held_on_the_day_of_the_list_is_known_by_the_one_that_took_its_place(connection):
    reorganise(connection)

    assert authority_codes(connection, LAST_OF_MARCH)[name_key("Fenmoor")] == "E06000996"


def test_an_authority_that_was_divided_keeps_its_code_in_a_list_of_its_last_day(connection):
    reorganise(connection)

    assert authority_codes(connection, LAST_OF_MARCH)[name_key("Ashmere")] == "E10000996"
    assert name_key("Ashmere") not in authority_codes(connection, APRIL)


def test_an_authority_that_ended_before_the_register_began_is_known_by_its_one_successor(connection):
    create_authorities(connection, ("E06000058", "Bournemouth, Christchurch and Poole"))

    assert authority_codes(connection, date(2019, 3, 31))[name_key("Poole")] == "E06000058"
    assert name_key("Poole") not in authority_codes(connection, date(2019, 4, 1))


def test_an_authority_that_was_divided_before_the_register_began_is_known_but_has_no_code(connection):
    create_authorities(connection, ("E06000063", "Cumberland"), ("E06000064", "Westmorland and Furness"))

    assert authority_codes(connection, date(2023, 3, 31))[name_key("Cumbria")] is None


def test_an_authority_that_changed_its_code_is_known_by_the_code_in_force(connection):
    create_authorities(connection, ("E99000001", "Ashshire"), ("E99000002", "Ashshire"))
    connection.execute(sa.update(area).where(area.c.code == "E99000002").values(valid_to=sa.func.current_date()))

    assert authority_codes(connection, DAY)[name_key("Ashshire")] == "E99000001"


def test_without_authorities_one_line_says_what_to_import_first(connection):
    with pytest.raises(SetupError) as refusal:
        authority_codes(connection, DAY)

    assert str(refusal.value) == (
        "The register has no local authorities yet. Import their boundaries first: register import boundaries."
    )


@needs_real_files
@pytest.mark.real_data
def test_every_real_authority_is_known_by_ofsted_s_name_for_it(connection):
    create_authorities(connection, *real_authorities())

    codes = authority_codes(connection, DAY)

    rows = real_rows("lookups/lookup_csa_153.csv")
    assert len(rows) == 153
    assert [codes.get(name_key(row["ofsted_la_name"])) for row in rows] == [row["gss_code"] for row in rows]
