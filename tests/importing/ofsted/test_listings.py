"""The day of the latest list: noted for each home, and only ever moved on."""

from datetime import date

import sqlalchemy as sa

from register.importing.ofsted.listings import listed_after, listed_days, note_listed
from register.tables import entry, home

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


def test_only_a_list_of_a_later_day_is_newer():
    assert listed_after({"SC900001": MARCH, "SC900002": APRIL, "SC900003": MAY}, APRIL) == {"SC900003"}
