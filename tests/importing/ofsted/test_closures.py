"""Homes that have left the list: which they are, how many may go, and what closing one writes."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.importing.ofsted.closures import (
    StandingHome,
    close_homes,
    find_standing,
    is_large,
    left_out,
    was_registered,
)
from register.tables import entry, home
from register.tables.declare import HISTORY_OF

DAY = date(2025, 3, 31)
SOURCE = "a list"


def create_home(connection, urn, status="registered", **changes):
    usual = {"kind": "childrens_home", "sector": "private", "source_system": SOURCE, "registered_on": date(2020, 1, 1)}
    connection.execute(sa.insert(home).values(urn=urn, registration_status=status, **{**usual, **changes}))


def standing(urn, **changes):
    usual = {"version": 1, "source_system": SOURCE, "registered_on": date(2020, 1, 1)}
    return StandingHome(urn=urn, **{**usual, **changes})


def test_registered_and_suspended_homes_stand_and_no_others_do(connection):
    statuses = ("application_received", "refused", "registered", "suspended", "cancelled_ofsted", "lapsed")
    for number, status in enumerate(statuses):
        create_home(connection, f"SC90000{number}", status)

    assert find_standing(connection) == (standing("SC900002"), standing("SC900003", is_suspended=True))


def test_homes_that_another_source_brought_are_never_left_out():
    homes = (standing("SC900001"), standing("SC900002"), standing("SC900003", source_system="another"))

    assert left_out(homes, {"SC900001"}, SOURCE, listed={}) == (homes[1],)


def test_a_home_of_another_source_that_a_list_has_told_of_since_can_be_left_out():
    homes = (standing("SC900001", source_system="another"),)

    assert left_out(homes, set(), SOURCE, listed={"SC900001": DAY}) == homes


@pytest.mark.parametrize(
    ("registered_on", "expected"), [(None, True), (DAY, True), (date(2025, 4, 1), False), (date(2025, 3, 30), True)]
)
def test_a_home_that_was_registered_since_could_not_be_on_the_list(registered_on, expected):
    assert was_registered(standing("SC900001", registered_on=registered_on), DAY) is expected


@pytest.mark.parametrize(
    ("closing", "homes", "expected"), [(0, 0, False), (1, 20, False), (2, 39, True), (5, 100, False), (6, 100, True)]
)
def test_one_home_in_twenty_may_go_and_no_more(closing, homes, expected):
    assert is_large(closing, homes) is expected


def test_a_closed_home_has_lapsed_on_the_day_with_a_flag_a_version_and_its_history(connection):
    create_home(connection, "SC900001", quality_flags=["several_buildings"])

    closed = close_homes(connection, [standing("SC900001")], DAY, provenance={"source_ref": "list.csv"})

    assert closed == {"SC900001"}
    columns = (home.c.registration_status, home.c.ceased_on, home.c.version, home.c.quality_flags, home.c.source_ref)
    row = connection.execute(sa.select(*columns)).one()
    assert row == ("lapsed", DAY, 2, ["several_buildings", "left_the_list"], "list.csv")
    kept = HISTORY_OF[home]
    versions = sa.select(kept.c.registration_status, kept.c.version).order_by(kept.c.version)
    assert connection.execute(versions).all() == [("registered", 1), ("lapsed", 2)]
    logged = sa.select(entry.c.operation).where(entry.c.entity == "home").order_by(entry.c.number.desc()).limit(2)
    assert connection.scalars(logged).all() == ["update", "insert"]


@pytest.mark.parametrize("since", [{"version": 2}, {"registration_status": "cancelled_court"}])
def test_a_home_that_was_changed_since_is_not_closed(connection, since):
    create_home(connection, "SC900001")
    connection.execute(sa.update(home).values(since))

    assert close_homes(connection, [standing("SC900001")], DAY, provenance={}) == frozenset()
    assert connection.scalars(sa.select(home.c.ceased_on)).all() == [None]
