"""What a list would change, in the words of the schema."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.resolvers.commands.file_changes import changes_of
from register.tables import home
from tests.support.published_files import UNINSPECTED, bring_in, compare_file, create_authorities, provider_file

APRIL = date(2025, 4, 30)


@pytest.fixture
def listed(connection, tmp_path):
    """Twenty-one homes of a list, of which the first has an inspection."""
    create_authorities(connection, ("E99000001", "Ashshire"))
    others = [{"URN": f"SC91{number:04}", **UNINSPECTED} for number in range(20)]
    bring_in(connection, provider_file(tmp_path, {}, *others))
    return others


def test_a_change_has_the_names_and_the_codes_of_the_schema(connection, tmp_path, listed):
    changed = {
        "Places": "6",
        "Sector": "Voluntary",
        "Overall experiences and progress of children and young people": "Outstanding",
    }
    compared = compare_file(
        connection,
        provider_file(tmp_path, changed | {"Name": "Ash House"}, *listed[1:], {"URN": "SC990001", **UNINSPECTED}),
        APRIL,
    )

    found = [tuple(each) for each in changes_of(compared)]

    assert found[0] == ("Home", "SC990001", "urn", None, "SC990001")
    assert ("Home", "SC900001", "places", "4", "6") in found
    assert ("Home", "SC900001", "sector", "PRIVATE", "VOLUNTARY") in found
    assert ("Home", "SC900001", "name", None, "(not shown)") in found
    assert ("Inspection", "SC900001 90000001", "overallExperiencesAndProgress", "GOOD", "OUTSTANDING") in found
    assert found[-2:] == [
        ("Home", "SC910000", "registrationStatus", "REGISTERED", "LAPSED"),
        ("Home", "SC910000", "ceasedOn", None, "2025-04-30"),
    ]


def test_a_home_that_is_suspended_is_closed_from_there(connection, tmp_path, listed):
    connection.execute(sa.update(home).where(home.c.urn == "SC910000").values(registration_status="suspended"))

    found = [
        tuple(each) for each in changes_of(compare_file(connection, provider_file(tmp_path, {}, *listed[1:]), APRIL))
    ]

    assert ("Home", "SC910000", "registrationStatus", "SUSPENDED", "LAPSED") in found
