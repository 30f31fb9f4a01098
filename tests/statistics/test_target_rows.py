"""The comparison of areas as it is kept: of published figures alone, and made anew with them."""

import pytest
import sqlalchemy as sa

from register import tables
from register.sql.statistics import store
from register.statistics.target_rows import remake
from tests.conftest import rolled_back
from tests.statistics.conftest import AUTHORITIES, FORCE, SILENT

ROWS = (tables.area_target, tables.area_target_component, tables.area_target_neighbour)
# The components of authorities that are one published count, by its question.
SINGLE = {
    "children_missing": ("missing_children", "placed_children_missing", "children_placed"),
    "repeats": ("repeats", "children_missing_more_than_once", "children_missing"),
    "interviews_in_time": ("interviews", "held_in_time", "due"),
}


@pytest.fixture
def opened(published):
    """A connection to what is published; what it does is rolled back."""
    with rolled_back(published) as connection:
        yield connection


def kept(connection):
    """Everything that is kept, without its keys and the time."""
    told = []
    for table in ROWS:
        columns = [each for each in table.c if each.name not in ("id", "target_id", "made_at")]
        of = table if table is tables.area_target else table.join(tables.area_target)
        order = [tables.area_target.c.area_code, *([] if table is tables.area_target else [table.c.number])]
        told.append([tuple(row) for row in connection.execute(sa.select(*columns).select_from(of).order_by(*order))])
    return told


def components(connection):
    of = tables.area_target.join(tables.area_target_component)
    asked = sa.select(tables.area_target.c.area_code, tables.area_target_component).select_from(of)
    return {(row["area_code"], row["component"]): row for row in connection.execute(asked).mappings()}


def cells(connection, question):
    key = next(each["id"] for each in store.versions(connection) if each["question"] == question)
    return {
        (each["area_code"], each["measure"]): (each["value"], each["symbol"])
        for each in store.figures(connection, key)
        if not each["breakdown"]
    }


def test_publication_compares_every_authority_and_force(opened):
    found = dict(opened.execute(sa.select(tables.area_target.c.area_code, tables.area_target.c.kind)).all())

    assert found == {**dict.fromkeys(AUTHORITIES, "authority"), FORCE: "force"}


def test_what_is_shown_of_a_component_is_what_is_published_and_nothing_else(opened):
    found, suppressed = components(opened), 0
    for component, (question, of, among) in SINGLE.items():
        figures = cells(opened, question)
        for area in AUTHORITIES:
            shown = found[area, component]
            assert (shown["numerator"], shown["denominator"]) == (figures[area, of][0], figures[area, among][0])
            if "c" in (figures[area, of][1], figures[area, among][1]):
                suppressed += 1
                assert (shown["position"], shown["rate"], shown["points"]) == ("suppressed", None, 0)
                assert (shown["lower_95"], shown["upper_998"]) == (None, None)
    assert suppressed


def test_an_area_without_records_is_not_reported_and_no_area_is_praised_for_it(opened):
    place = sa.select(tables.area_target.c.place, tables.area_target.c.points)
    silent = opened.execute(place.where(tables.area_target.c.area_code == SILENT)).one()

    assert components(opened)[SILENT, "outcome_recorded"]["reason"] == "not_reported"
    assert silent.points > 0


def test_another_count_under_the_same_published_figures_moves_nothing(opened):
    before = kept(opened)
    assert opened.scalar(sa.select(sa.func.count()).where(tables.statistic_cell.c.symbol == "c"))
    opened.execute(tables.statistic_workings.update().values(counts="another truth"))
    opened.execute(tables.interview_themes.delete())
    opened.execute(tables.episode_child.delete())
    remake(opened)

    assert kept(opened) == before


def test_what_was_withdrawn_is_compared_no_more_and_nothing_is_without_figures(opened):
    store.withdraw(opened, "interviews", 1, why="An error.")
    remake(opened)
    assert components(opened)[AUTHORITIES[0], "interviews_in_time"]["position"] == "not_available"
    assert components(opened)[AUTHORITIES[0], "interviews_in_time"]["points"] == 0

    for each in store.versions(opened):
        store.withdraw(opened, each["question"], each["version"], why="An error.")
    assert remake(opened) == 0
    assert kept(opened) == [[], [], []]


def test_each_component_names_the_versions_that_it_was_worked_out_of(opened):
    assert components(opened)[AUTHORITIES[0], "episodes_missing"]["versions"] == ["incidents 1", "missing_children 1"]
