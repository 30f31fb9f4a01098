"""What a list changes of a home held until the day of the list."""

from datetime import date

import sqlalchemy as sa

from register.importing.ofsted.former_facts import keep_changed, keep_suspended
from register.tables import former_fact, former_identity, home_identity
from tests.support import factories as make
from tests.support.published_files import UNINSPECTED, bring_in, create_authorities, provider_file

DAY = date(2025, 3, 31)
TOLD = {"urn": "SC100001", "registration_status": "registered", "places": 4, "name": "Ash House"}


def kept(connection, table):
    return connection.execute(sa.select(table.c.fact, table.c.held_until, table.c.value)).all()


def test_what_a_list_tells_as_it_is_leaves_nothing(connection):
    make.create_home(connection, "SC100001", name="Ash House")

    keep_changed(connection, [TOLD, {"urn": "SC100002"}, {**TOLD, "places": None, "name": None}], DAY)

    assert (kept(connection, former_fact), kept(connection, former_identity)) == ([], [])


def test_each_fact_of_which_a_list_tells_another_is_kept_once(connection):
    make.create_home(connection, "SC100001", name="Ash House")
    other = TOLD | {"registration_status": "suspended", "places": 6, "name": "Elm House"}

    keep_changed(connection, [other], DAY)
    keep_changed(connection, [other], DAY)

    assert kept(connection, former_fact) == [("registration_status", DAY, "registered"), ("places", DAY, "4")]
    assert kept(connection, former_identity) == [("name", DAY, "Ash House")]


def test_nothing_held_before_a_home_was_registered_or_while_a_list_had_lost_it(connection):
    make.create_home(connection, "SC100001", registered_on=DAY)
    make.create_home(connection, "SC100002", registration_status="lapsed", ceased_on=DAY)

    keep_changed(connection, [TOLD | {"places": 6}, TOLD | {"urn": "SC100002", "places": 6}], DAY)

    assert kept(connection, former_fact) == []


def test_of_homes_that_are_closed_it_is_kept_that_they_were_suspended(connection):
    make.create_home(connection, "SC100001")
    make.create_home(connection, "SC100002", registration_status="suspended")

    keep_suspended(connection, ["SC100001", "SC100002"], DAY)

    assert kept(connection, former_fact) == [("registration_status", DAY, "suspended")]


SPARE = {"URN": "SC990000", **UNINSPECTED}
OTHERS = [SPARE | {"URN": f"SC9{number:05}"} for number in range(20)]
APRIL = date(2025, 4, 30)


def test_what_a_list_changes_held_until_its_day(connection, tmp_path):
    create_authorities(connection, ("E99000001", "Ashshire"))
    bring_in(connection, provider_file(tmp_path, {"Places": "4", "Name": "Ash House", **SPARE}, *OTHERS))
    connection.execute(sa.update(home_identity).values(operational_status="open"))

    bring_in(connection, provider_file(tmp_path, {"Places": "6", "Name": "Elm House", **SPARE}, *OTHERS), APRIL)
    bring_in(connection, provider_file(tmp_path, *OTHERS), date(2025, 5, 31))

    assert [kept(connection, former) for former in (former_fact, former_identity)] == [
        [("places", APRIL, "4")],
        [("name", APRIL, "Ash House"), ("operational_status", date(2025, 5, 31), "open")],
    ]
