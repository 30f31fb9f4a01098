"""Names of places in the schema: what each touches, and that nothing of a caller's text becomes a document."""

import pytest

from register.errors import BadInput
from register.plan.coordinates import ROW_KEY, place_of, plan_row
from register.plan.parameters import at
from register.plan.planner import Planner
from register.schema.assemble import graphql_schema
from register.vocabulary import Group, Use


@pytest.mark.parametrize(
    ("coordinate", "group", "use"),
    [
        ("Home.name", Group.HOME_LOCATION, Use.READ),
        ("Home.location", Group.HOME_LOCATION, Use.READ),
        ("Home.registeredManager", Group.HOME_PEOPLE, Use.READ),
        ("Home.urn", Group.HOME_PUBLIC, Use.READ),
        ("HomeFilter.name", Group.HOME_LOCATION, Use.MATCH),
        ("Query.accessLog", Group.AUDIT, Use.READ),
        ("Mutation.openHome", Group.LIVE_ACCESS, Use.CHANGE),
    ],
)
def test_a_coordinate_names_a_group_and_a_use(coordinate, group, use):
    place = place_of(coordinate)

    assert (place.groups[0], place.use) == (group, use)


@pytest.mark.parametrize(
    "coordinate", ["", ".", "Home", "Home.", "Home.nope", "Nope.name", "Query.nope", "Mutation.homes", "home.name",
                   "Home.name.x", "Home.name { urn }", "Filter.name", "Home.withheld", "Home\x00.name"]
)  # fmt: skip
def test_what_is_no_place_of_the_schema_is_refused_in_the_same_words(coordinate):
    with pytest.raises(BadInput, match="The schema has no such coordinate"):
        place_of(coordinate)


def test_one_field_of_one_row_is_read_with_what_is_withheld_of_it():
    plan = plan_row(Planner(graphql_schema(), {}, {}), place_of("Home.name"), "x", given=at(ROW_KEY))

    assert [show.key for show in plan.read.faces[0].shows] == ["shown", "withheld"]
    assert plan.bind({ROW_KEY: "SC900001"}) == ["SC900001"]


def test_rows_without_a_list_of_what_is_withheld_are_not_explained_one_by_one():
    with pytest.raises(BadInput, match="cannot be explained"):
        plan_row(Planner(graphql_schema(), {}, {}), place_of("AccessLogEntry.keys"), "x", given=at(ROW_KEY))
