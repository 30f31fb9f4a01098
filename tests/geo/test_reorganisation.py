"""A reorganisation: an area ends, others replace it, and what was known by it alone is theirs from the first minute."""

from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa

from register.errors import SetupError
from register.geo.reorganisation import Reorganisation, ReorganisationReport, reorganise
from register.tables import area, area_successor, area_within, child, child_reach, home, missing_episode, placement
from register.vocabulary import AreaKind
from tests.support.child_factories import ago, create_child, create_episode, create_placement
from tests.support.invented_ground import (
    TODAY,
    create_areas,
    create_home,
    create_home_at,
    create_premises,
    derive,
    reach,
    square,
)

DAY = date(2025, 4, 1)
OLD, WEST, EAST, FORCE = "E10000996", "E06000997", "E06000998", "E23000001"


@pytest.fixture
def county(connection: sa.Connection) -> sa.Connection:
    """A county in a force, and the two new authorities that are to share its ground."""
    create_areas(connection, AreaKind.FORCE, [square(FORCE, 400_000, 300_000, side=4_000)])
    create_areas(connection, AreaKind.AUTHORITY, [square(OLD, 400_000, 300_000, side=2_000)])
    new = [square(WEST, 400_000, 300_000, side=1_000), square(EAST, 401_000, 300_000, side=1_000)]
    create_areas(connection, AreaKind.AUTHORITY, new, valid_from=DAY)
    return connection


def placed(connection: sa.Connection, urn: str, authority: str) -> UUID:
    """A home known by its authority alone."""
    home_id = create_home(connection, urn, authority=authority)
    derive(connection, home_id)
    return home_id


def carry_out(
    connection: sa.Connection, *into: str, on: date = DAY, code: str = OLD, **assigned: str
) -> ReorganisationReport:
    return reorganise(connection, Reorganisation(code, into, on, assigned), today=TODAY)


def authority_of(connection: sa.Connection, home_id: UUID) -> str | None:
    return connection.scalar(sa.select(home.c.authority_code).where(home.c.id == home_id))


def test_a_home_known_by_its_authority_alone_moves_to_the_only_successor_from_the_first_day(county):
    known = placed(county, "2900001", OLD)
    create_areas(county, AreaKind.AUTHORITY, [square("E06000996", 400_000, 300_000, side=2_000)], valid_from=DAY)

    report = carry_out(county, "E06000996")

    assert authority_of(county, known) == "E06000996"
    assert reach(county, known) == {("E06000996", "authority"), (FORCE, "authority"), ("E92000001", "authority")}
    since = sa.text("select min(valid_from) from register.home_reach where area_code = 'E06000996'")
    assert county.scalar(since) == DAY
    assert (report.moved["homes"], report.undecided) == (1, ())


def test_the_area_ends_and_names_its_successors_which_begin(county):
    carry_out(county, WEST, EAST)

    ended = county.execute(sa.select(area.c.valid_from, area.c.valid_to).where(area.c.code == OLD)).one()
    began = county.execute(sa.select(area.c.valid_from).where(area.c.code.in_((WEST, EAST)))).scalars().all()
    named = county.execute(sa.select(area_successor.c.successor_code, area_successor.c.from_on)).all()
    assert tuple(ended) == (None, DAY)
    assert began == [DAY, DAY]
    assert {tuple(row) for row in named} == {(WEST, DAY), (EAST, DAY)}


def test_an_authority_that_goes_on_and_takes_ground_did_not_begin_on_that_day(county):
    create_areas(county, AreaKind.AUTHORITY, [square("E06000995", 402_000, 300_000, side=1_000)])

    carry_out(county, "E06000995")

    assert county.scalar(sa.select(area.c.valid_from).where(area.c.code == "E06000995")) is None


def test_homes_move_by_their_position_and_others_as_they_are_assigned(county):
    in_the_east = create_home_at(county, "2900001", (401_500, 300_500))
    derive(county, in_the_east)
    known = placed(county, "2900002", OLD)

    report = carry_out(county, WEST, EAST, **{"2900002": WEST})

    assert (authority_of(county, in_the_east), authority_of(county, known)) == (EAST, WEST)
    assert (EAST, "inside") in reach(county, in_the_east)
    assert (WEST, "authority") in reach(county, known)
    assert (report.moved["homes"], report.undecided, report.uncovered_km2) == (1, (), 2.0)


def test_a_home_that_could_go_to_several_areas_is_named_and_stays_until_it_is_assigned(county):
    known = placed(county, "2900001", OLD)

    first = carry_out(county, WEST, EAST)
    then = carry_out(county, WEST, EAST, **{"2900001": EAST})

    assert [tuple(each) for each in first.undecided] == [("homes", "2900001")]
    assert (then.moved["homes"], then.undecided) == (1, ())
    assert authority_of(county, known) == EAST


def test_a_home_off_the_shore_moves_as_one_that_is_known_by_its_authority(county):
    adrift = create_home(county, "2900001", authority=OLD)
    create_premises(county, adrift, (399_000, 300_500))
    derive(county, adrift)

    carry_out(county, WEST)

    assert authority_of(county, adrift) == WEST


def test_children_placements_and_episodes_pass_to_the_successor_and_are_reached_by_it(county):
    known = placed(county, "2900001", OLD)
    key = create_child(county, "Ida Moved", OLD)
    in_home = create_placement(county, key, OLD, home_id=known)
    episode = create_episode(county, key, FORCE, started_at=ago(hours=2))

    report = carry_out(county, WEST)

    hosts = county.scalar(sa.select(placement.c.host_authority_code).where(placement.c.id == in_home))
    answers = county.scalar(sa.select(child.c.responsible_authority_code).where(child.c.id == key))
    follows = county.scalar(
        sa.select(missing_episode.c.responsible_authority_code).where(missing_episode.c.id == episode)
    )
    live = sa.or_(child_reach.c.valid_to.is_(None), child_reach.c.valid_to > sa.func.now())
    of_areas = sa.select(child_reach.c.area_code).where(
        child_reach.c.child_id == key, child_reach.c.area_code.is_not(None)
    )
    reaches = set(county.scalars(of_areas.where(live)))
    assert (hosts, answers, follows) == (WEST, WEST, WEST)
    assert reaches == {WEST, FORCE}
    assert (report.moved["children"], report.moved["missing episodes, by the authority"]) == (1, 1)


def test_a_force_that_ends_passes_on_its_authorities_homes_and_episodes(county):
    known = placed(county, "2900001", OLD)
    key = create_child(county, "Ida Missing", OLD)
    episode = create_episode(county, key, FORCE, started_at=ago(hours=2))
    create_areas(county, AreaKind.FORCE, [square("E23000002", 400_000, 300_000, side=4_000)], valid_from=DAY)

    carry_out(county, "E23000002", code=FORCE)

    within = sa.select(area_within.c.within_code).where(area_within.c.code == OLD)
    owner = county.scalar(sa.select(missing_episode.c.owning_force_code).where(missing_episode.c.id == episode))
    assert county.scalar(within.where(area_within.c.within_kind == "force")) == "E23000002"
    assert reach(county, known) == {(OLD, "authority"), ("E23000002", "authority"), ("E92000001", "authority")}
    assert owner == "E23000002"


def test_what_cannot_be_is_refused_and_nothing_is_written(county):
    before = county.execute(sa.select(area.c.code, area.c.valid_to).order_by(area.c.code)).all()
    undrawn = {"code": "E06000994", "kind": "authority", "name": "Undrawn", "country": "England"}
    county.execute(area.insert().values(undrawn))

    for into, given, words in (
        (("E06000001",), {}, "No area has the code E06000001"),
        ((), {}, "Name the areas that replace E10000996"),
        ((OLD,), {}, "E10000996 cannot replace itself"),
        ((FORCE,), {}, "E23000001 is of the kind force, and E10000996 of the kind authority"),
        ((WEST,), {"on": date(2027, 4, 1)}, "2027-04-01 is after today"),
        ((WEST,), {"on": date(2020, 1, 1)}, "E10000996 has a boundary from 2020-01-01"),
        ((WEST,), {"on": date(2024, 4, 1)}, "E06000997 has no boundary on 2024-04-01"),
        (("E06000994",), {}, "E06000994 has no boundary on 2025-04-01"),
        ((WEST,), {"2900001": EAST}, "2900001 is assigned to E06000998, which does not replace E10000996"),
    ):
        with pytest.raises(SetupError, match=words):
            carry_out(county, *into, **given)

    county.execute(area.delete().where(area.c.code == "E06000994"))
    assert county.execute(sa.select(area.c.code, area.c.valid_to).order_by(area.c.code)).all() == before


def test_an_area_that_ended_on_another_day_is_not_ended_again_nor_drawn_anew(county):
    carry_out(county, WEST, EAST)

    with pytest.raises(SetupError, match="E10000996 ended on 2025-04-01"):
        carry_out(county, WEST, on=date(2025, 5, 1))
    with pytest.raises(SetupError, match="E10000996 ended on 2025-04-01"):
        create_areas(county, AreaKind.AUTHORITY, [square(OLD, 400_000, 300_000)], valid_from=date(2025, 5, 1))
