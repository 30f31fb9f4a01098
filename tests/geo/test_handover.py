"""What is known by an area alone passes to the one that replaced it when its boundary comes."""

from datetime import date

import sqlalchemy as sa

from register.geo.handover import RECORDS, WRITTEN, hand_over
from register.tables import home
from register.tables.declare import named
from register.vocabulary import AreaKind
from tests.support.invented_ground import create_areas, create_home, derive, reach, square

BARNSLEY, BARNSLEY_SINCE_2025 = "E08000016", "E08000038"


def test_a_published_new_code_brings_the_homes_that_are_known_by_the_old_code_alone(connection):
    ground = (430_000, 400_000)
    create_areas(connection, AreaKind.AUTHORITY, [square(BARNSLEY, *ground)], valid_from=date(2021, 1, 1))
    known = create_home(connection, "2900001", authority=BARNSLEY)
    derive(connection, known)

    create_areas(connection, AreaKind.AUTHORITY, [square(BARNSLEY_SINCE_2025, *ground)], valid_from=date(2025, 4, 1))

    assert reach(connection, known) == {(BARNSLEY_SINCE_2025, "authority"), ("E92000001", "authority")}
    assert connection.scalar(sa.select(home.c.authority_code)) == BARNSLEY_SINCE_2025


def test_what_has_passed_on_does_not_pass_on_again(connection):
    create_areas(connection, AreaKind.AUTHORITY, [square(BARNSLEY, 430_000, 400_000)])

    assert not any(hand_over(connection, BARNSLEY, ["E06000001"]).moved.values())


def test_every_column_that_names_the_area_of_a_record_is_handed_over():
    columns = {(name, column) for name, column in WRITTEN.values()}
    of_area = {
        (table.name, column.name)
        for table in (named(name) for name, _ in columns)
        for column in table.columns
        if any(key.target_fullname == "register.area.code" for key in column.foreign_keys)
    }

    assert WRITTEN.keys() == RECORDS.keys()
    # Those of a home's force and region are worked out from its authority and its premises.
    assert of_area - columns == {("home", "force_code"), ("home", "region_code")}
