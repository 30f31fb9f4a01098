"""The day of the latest list: noted for each home, and only ever moved on."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.importing.files.report import Written
from register.importing.ofsted.homes import HomeFacts
from register.importing.ofsted.listings import (
    listed_after,
    listed_days,
    note_listed,
    note_told,
    settled_facts,
    unsettled,
)
from register.tables import entry, former_fact, home, home_identity
from tests.support.published_files import UNINSPECTED, bring_in, create_authorities, provider_file

MARCH, APRIL, MAY = date(2025, 3, 31), date(2025, 4, 30), date(2025, 5, 31)


def create_homes(connection, *urns):
    usual = {"kind": "childrens_home", "sector": "private", "registration_status": "registered"}
    connection.execute(sa.insert(home), [{"urn": urn, **usual} for urn in urns])


def test_a_home_has_the_day_of_the_latest_list_that_has_it(connection):
    create_homes(connection, "SC900001", "SC900002", "SC900003")

    note_listed(connection, ["SC900001", "SC900002"], APRIL)
    note_listed(connection, ["SC900001"], MARCH)
    note_listed(connection, ["SC900002"], MAY)

    assert listed_days(connection) == {"SC900001": APRIL, "SC900002": MAY}


def test_the_same_day_again_writes_nothing(connection):
    create_homes(connection, "SC900001")
    note_listed(connection, ["SC900001"], APRIL)
    count = sa.select(sa.func.count()).select_from(entry)
    before = connection.scalar(count)

    note_listed(connection, ["SC900001"], APRIL)

    assert connection.scalar(count) == before


def facts(**told):
    """What a list tells of a home: its name and town, unless told otherwise."""
    nothing = dict.fromkeys(HomeFacts.__slots__)
    return HomeFacts(**nothing | {"urn": "SC900001", "name": "Ash House", "town": "Ashby"} | told)


def test_each_fact_has_the_day_of_the_latest_list_that_told_it(connection):
    create_homes(connection, "SC900001")
    note_told(connection, [facts(places=4)], APRIL)
    note_told(connection, [facts(town=None)], MAY)

    assert settled_facts(connection, MARCH) == {"SC900001": {"name", "town", "places"}}
    assert settled_facts(connection, APRIL) == {"SC900001": {"name"}}
    assert settled_facts(connection, MAY) == {}


def test_what_a_command_changed_after_the_day_of_a_list_is_settled(connection):
    create_homes(connection, "SC900001")
    changed = {"home_id": connection.scalar(sa.select(home.c.id)), "fact": "places", "value": "4"}
    connection.execute(sa.insert(former_fact).values(held_until=APRIL, **changed))

    assert settled_facts(connection, MARCH) == {"SC900001": {"places"}}
    assert settled_facts(connection, APRIL) == {}


def test_a_list_tells_what_is_not_settled_and_an_address_whole(connection):
    assert unsettled(facts(places=4), {"places"}) == facts()
    assert unsettled(facts(postcode="ZZ1 1ZZ"), {"town"}) == facts(town=None)


def test_only_a_list_of_a_later_day_is_newer():
    assert listed_after({"SC900001": MARCH, "SC900002": APRIL, "SC900003": MAY}, APRIL) == {"SC900003"}


@pytest.fixture
def ashshire(connection):
    create_authorities(connection, ("E99000001", "Ashshire"))


def test_an_older_list_tells_what_no_later_one_has_told_and_nothing_else(connection, tmp_path, ashshire):
    bring_in(connection, provider_file(tmp_path, {"Places": "4", "Name": "REDACTED", **UNINSPECTED}), APRIL)

    comparison = bring_in(connection, provider_file(tmp_path, {"Places": "9", "Name": "Ash House"}))
    again = bring_in(connection, provider_file(tmp_path, {"Places": "9", "Name": "Ash House"}))

    assert [(each.record, each.field) for each in comparison.differences] == [
        ("home_identity", "name"),
        ("inspection", "number"),
    ]
    assert comparison.records["inspections"] == Written(1, 0)
    named = sa.select(home.c.places, home_identity.c.name).join(home_identity, home_identity.c.home_id == home.c.id)
    assert connection.execute(named).all() == [(4, "Ash House")]
    assert (again.report.changed, again.report.unchanged, again.report.skipped) == (0, 1, {})


def test_a_list_changes_nothing_that_a_command_changed_after_its_day(connection, tmp_path, ashshire):
    bring_in(connection, provider_file(tmp_path, {"Places": "4"}))
    key = connection.scalar(sa.select(home.c.id))
    connection.execute(sa.update(home).values(places=2))
    later = {"home_id": key, "fact": "places", "held_until": date(2025, 5, 10), "value": "4"}
    connection.execute(sa.insert(former_fact).values(**later))

    comparison = bring_in(connection, provider_file(tmp_path, {"Places": "4", "Sector": "Voluntary"}), APRIL)

    assert [each.field for each in comparison.differences if each.record == "home"] == ["sector"]
    assert connection.scalars(sa.select(home.c.places)).all() == [2]
