"""A list that names a record that was merged: the home that was kept is on it, and neither is written over."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.importing.ofsted.listings import listed_days
from register.importing.ofsted.merged_records import find_merged, with_kept
from register.tables import home, inspection
from tests.support.published_files import UNINSPECTED, bring_in, create_authorities, provider_file

KEPT, DOUBLE = {"URN": "SC900001", "Places": "4"}, {"URN": "SC900002", "Places": "5", **UNINSPECTED}
INSPECTED = {"Latest full inspection event number": "90000002"}
APRIL = date(2025, 4, 30)


@pytest.fixture
def merged(connection, tmp_path):
    """A register in which the second of two homes of a list was merged into the first."""
    create_authorities(connection, ("E99000001", "Ashshire"))
    bring_in(connection, provider_file(tmp_path, KEPT, DOUBLE))
    kept = connection.scalar(sa.select(home.c.id).where(home.c.urn == KEPT["URN"]))
    connection.execute(sa.update(home).where(home.c.urn == DOUBLE["URN"]).values(merged_into_id=kept))
    return connection


def stored(connection):
    columns = (home.c.urn, home.c.places, home.c.sector, home.c.registration_status)
    return connection.execute(sa.select(*columns).order_by(home.c.urn)).all()


def numbers(connection):
    """The numbers of the inspections, by the URN of the home that has them."""
    query = sa.select(home.c.urn, inspection.c.number).join(inspection, inspection.c.home_id == home.c.id)
    return connection.execute(query.order_by(inspection.c.number)).all()


def test_a_list_of_the_merged_record_alone_keeps_the_home_and_changes_neither(merged, tmp_path):
    before = stored(merged)

    changed = DOUBLE | {"Places": "9", "Sector": "Voluntary", "Organisation which owns the provider": "Elm Ltd"}
    comparison = bring_in(merged, provider_file(tmp_path, changed), APRIL, large=False)

    assert (comparison.closing, comparison.differences, comparison.standing) == ((), (), 1)
    assert stored(merged) == before
    assert [(each.line, each.column, each.problem.code) for each in comparison.remarks] == [
        (2, "URN", "RULE_ALREADY_MERGED")
    ]
    assert "merged into SC900001" in comparison.remarks[0].problem.message
    assert listed_days(merged)["SC900001"] == APRIL


def test_of_a_list_of_both_the_row_of_the_home_that_was_kept_is_read(merged, tmp_path):
    both = provider_file(tmp_path, KEPT | {"Places": "6"}, DOUBLE | {"Places": "9"})

    report = bring_in(merged, both, APRIL).report

    assert [row[:2] for row in stored(merged)] == [("SC900001", 6), ("SC900002", 5)]
    assert (report.changed, report.unchanged, report.refused) == (1, 1, 0)


def test_the_inspection_of_the_merged_record_is_the_homes_and_one_that_stands_in_both_rows_is_one(merged, tmp_path):
    inspected = provider_file(tmp_path, KEPT, {"URN": "SC900002", "Places": "5", **INSPECTED})
    bring_in(merged, inspected, APRIL)
    same = {"URN": "SC900001", "Latest full inspection event number": "90000003"}
    bring_in(merged, provider_file(tmp_path, same, same | {"URN": "SC900002"}), date(2025, 5, 31))

    assert numbers(merged) == [("SC900001", number) for number in ("90000001", "90000002", "90000003")]


def test_the_homes_that_were_kept_are_known_by_the_urns_of_what_was_merged(merged):
    assert find_merged(merged) == {"SC900002": "SC900001"}
    assert with_kept({"SC900002", "SC900009"}, find_merged(merged)) == {"SC900001", "SC900002", "SC900009"}
