"""Children: what the database refuses of them, and which bodies it links them to by itself."""

from datetime import date

import pytest
import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode, create_placement
from tests.support.database_refusals import refused_by

NORTH, SOUTH = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
LINKS = """
select how::text, area_code, valid_to is null from register.child_reach
 where child_id = :child and valid_from <= now() and (valid_to is null or valid_to > now()) order by 1, 2
"""


def links(connection, child):
    """Which bodies reach a child now: how, their area, and whether the link is open-ended."""
    return [tuple(row) for row in connection.execute(sa.text(LINKS), {"child": child})]


@pytest.mark.parametrize(
    ("table", "given", "constraint"),
    [
        ("child_minimum", {"name": ""}, "ck_child_minimum_name_fits"),
        ("child_minimum", {"name": "A\x07"}, "ck_child_minimum_name_fits"),
        ("child_minimum", {"sex": "other"}, "sex_code_known"),
        ("child_identity", {"nhs_number": "12345"}, "ck_child_identity_nhs_number_form"),
        ("child_identity", {"upn": "a12345678901b"}, "ck_child_identity_upn_form"),
        ("child_characteristics", {"ethnicity": "white"}, "ck_child_characteristics_ethnicity_form"),
        ("child_characteristics", {"care_status": "lost"}, "care_status_code_known"),
    ],
)
def test_what_a_child_cannot_be_is_refused(told, table, given, constraint):
    child = told.execute(
        tables.child.insert().values(responsible_authority_code=NORTH).returning(tables.child.c.id)
    ).scalar_one()
    born = {"name": "Fay", "date_of_birth": date(2012, 1, 1), "sex": "female"} if table == "child_minimum" else {}

    assert refused_by(told, getattr(tables, table), child_id=child, **born | given) == constraint


def test_two_authorities_may_register_one_child_and_neither_learns_of_the_other(told):
    first, second = create_child(told, "Gil", NORTH), create_child(told, "Gil", SOUTH)
    same = tables.child_identity.update().where(tables.child_identity.c.child_id.in_([first, second]))

    assert told.execute(same.values(nhs_number="9434765919")).rowcount == 2


def test_a_child_is_reached_by_its_authority_and_by_the_area_that_it_is_placed_in(told):
    child = create_child(told, "Ivy", SOUTH)
    assert links(told, child) == [("responsible", SOUTH, True)]

    placement = create_placement(told, child, NORTH, urn=story.INSIDE)
    hosts = [("host", NORTH, True), ("host", story.NORTHBY, True)]
    assert links(told, child) == [*hosts, ("responsible", SOUTH, True)]

    told.execute(tables.placement.update().where(tables.placement.c.id == placement).values(ended_on=date(2025, 1, 1)))
    assert links(told, child) == [("responsible", SOUTH, True)]


def test_a_home_that_moves_takes_the_links_of_its_children_with_it(told):
    child = create_child(told, "Jan", SOUTH)
    create_placement(told, child, NORTH, urn=story.INSIDE)

    told.execute(tables.home.update().where(tables.home.c.urn == story.INSIDE).values(force_code=story.SOUTHBY))

    assert ("host", story.SOUTHBY, True) in links(told, child)
    assert ("host", story.NORTHBY, True) not in links(told, child)


def test_a_force_reaches_a_child_for_28_days_after_its_episode_and_its_own_record_for_12_months(told):
    child = create_child(told, "Kit", SOUTH)
    episode = create_episode(told, child, story.NORTHBY, started_at=ago(hours=30))
    assert links(told, child) == [
        ("interest", story.NORTHBY, True), ("owner", story.NORTHBY, True), ("responsible", SOUTH, True),
    ]  # fmt: skip

    ended = tables.missing_episode.update().where(tables.missing_episode.c.id == episode)
    told.execute(ended.values(status="closed", ended_at=ago(hours=1)))
    assert ("interest", story.NORTHBY, False) in links(told, child)
    left = told.scalars(sa.text("select round(extract(day from valid_to - now())) from register.child_reach"
                                " where child_id = :child and how in ('interest', 'owner') order by 1"),
                        {"child": child}).all()  # fmt: skip
    assert int(left[0]) == 27
    assert 363 <= int(left[1]) <= 365


@pytest.mark.parametrize(
    ("began", "ended", "reached"),
    [(71, None, False), (73, None, True), (200, 140, False), (200, 100, True), (24 * 40, 24 * 29, False)],
)
def test_the_national_unit_reaches_a_child_that_is_missing_for_more_than_72_hours(told, began, ended, reached):
    child = create_child(told, "Lou", SOUTH)
    over = {} if ended is None else {"ended_at": ago(hours=ended)}
    create_episode(told, child, story.NORTHBY, started_at=ago(hours=began), **over)

    assert ("long_missing", None) in [(how, area) for how, area, _ in links(told, child)] or not reached
    assert ("long_missing" in {how for how, _, _ in links(told, child)}) is reached


def test_an_episode_recorded_in_error_gives_no_force_an_interest_in_the_child(told):
    child = create_child(told, "Moy", SOUTH)
    episode = create_episode(told, child, story.NORTHBY, started_at=ago(hours=30))
    cancelled = tables.missing_episode.update().where(tables.missing_episode.c.id == episode)
    told.execute(cancelled.values(status="cancelled", ended_at=ago(hours=1)))

    assert links(told, child) == [("responsible", SOUTH, True)]
