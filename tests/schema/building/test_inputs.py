"""Filters and orders, derived from the catalogue: what can be shown can be asked for, and nothing else."""

import pytest

from register.catalogue import CATALOGUE, Kind
from register.schema.assemble import graphql_schema
from register.schema.building.inputs import LEAVES_OUT
from tests.support import story
from tests.support.declared_types import lines_of

TYPES = graphql_schema().type_map
COMPARED = {
    "StringFilter": ["eq: String", "in: [String!]", "startsWith: String", "exactly: String"],
    "IntFilter": ["eq: Int", "in: [Int!]", "gt: Int", "gte: Int", "lt: Int", "lte: Int"],
    "FloatFilter": ["gt: Float", "gte: Float", "lt: Float", "lte: Float"],
    "BooleanFilter": ["eq: Boolean"],
    "DateFilter": ["eq: Date", "in: [Date!]", "gt: Date", "gte: Date", "lt: Date", "lte: Date"],
    "DateTimeFilter": ["gt: DateTime", "gte: DateTime", "lt: DateTime", "lte: DateTime"],
    "IdFilter": ["eq: ID", "in: [ID!]"],
    "UrnFilter": ["eq: Urn", "in: [Urn!]"],
    "NumberFilter": ["eq: String", "in: [String!]"],
    "SectorFilter": ["eq: Sector", "in: [Sector!]"],
    "NeedFilter": ["eq: Need", "contains: [Need!]", "containsAny: [Need!]"],
}


@pytest.mark.parametrize(("name", "lines"), COMPARED.items())
def test_each_kind_of_value_is_compared_in_these_ways(name, lines):
    assert lines_of(name) == [*lines, "isNull: Boolean"]


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        (
            "HomeFilter",
            {
                "and",
                "or",
                "not",
                "urn",
                "name",
                "postcode",
                "places",
                "sector",
                "registrationStatus",
                "registeredOn",
                "authority",
                "provider",
                "latestInspection",
                "inspections",
            },
        ),
        ("AccessLogFilter", {"at", "subject", "agency", "purpose", "outcome"}),
        ("InspectionFilter", {"startedOn", "overallExperiencesAndProgress", "home"}),
    ],
)
def test_a_filter_offers_at_least_these_fields(name, fields):
    assert fields <= set(TYPES[name].fields)


@pytest.mark.parametrize(
    "name", ["Home", "Area", "Provider", "Inspection", "Premises", "Person", "Condition", "Notice"]
)
def test_every_column_that_can_be_compared_can_be_filtered_by(name):
    entity = CATALOGUE[name]
    uncompared = {Kind.GEOJSON, Kind.TEXTS}
    wanted = {column.name for column in entity.columns.values() if column.kind not in uncompared}

    assert wanted <= set(TYPES[f"{name}Filter"].fields)


CALLERS = (
    ("police", story.NORTHBY),
    ("local_authority", story.NORTHBY_COUNCIL),
    ("dfe", None),
    ("dfe_statistics", None),
    ("ofsted", None),
)
PLACE = "area: {near: {longitude: -2.1, latitude: 53.4, radiusM: 500}}, "


def narrows(ask, arguments):
    """True if rows are left out for some of these callers, or the search is refused to one."""
    answers = [ask(f"{{ homes({arguments}) {{ narrowed {{ fields }} }} }}", *caller) for caller in CALLERS]
    assert {code for answer in answers for code in answer.codes} <= {"POLICY_FORBIDDEN_MATCH"}
    return any(answer.codes or (answer.data["homes"]["narrowed"] or {}).get("fields") for answer in answers)


@pytest.mark.parametrize("field", TYPES["HomeOrderField"].values)
def test_an_order_that_can_leave_rows_out_says_so_and_no_other(ask, field):
    where = PLACE if field == "DISTANCE" else ""
    says = LEAVES_OUT in TYPES["HomeOrderField"].values[field].description

    assert says == narrows(ask, f"{where}orderBy: [{{field: {field}}}]")


FILTERS = {name: each for name, each in TYPES["HomeFilter"].fields.items() if name not in ("and", "or", "not")}


@pytest.mark.parametrize("field", FILTERS)
def test_a_filter_that_can_leave_rows_out_says_so_and_no_other(ask, field):
    inner = FILTERS[field].type.fields
    compared = "{isNull: false}" if "isNull" in inner else "{some: {}}" if "some" in inner else "{}"

    assert (LEAVES_OUT in FILTERS[field].description) == narrows(ask, f"where: {{{field}: {compared}}}")


def test_lists_of_rows_are_matched_by_some_and_never_by_none_or_every():
    lists = [name for name in TYPES if name.endswith("sFilter") and "some" in getattr(TYPES[name], "fields", {})]

    assert "InspectionsFilter" in lists
    assert {name: list(TYPES[name].fields) for name in lists} == {name: ["some"] for name in lists}


def test_a_home_can_be_ordered_by_these_and_more():
    assert {"URN", "NAME", "PLACES", "REGISTERED_ON", "DISTANCE"} <= set(TYPES["HomeOrderField"].values)
    assert lines_of("HomeOrder") == ["field: HomeOrderField!", "direction: OrderDirection!"]


def test_only_homes_can_be_ordered_by_distance():
    orders = [name for name in TYPES if name.endswith("OrderField")]

    assert len(orders) >= 4
    assert [name for name in orders if "DISTANCE" in TYPES[name].values] == ["HomeOrderField"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("AreaInput", ["mine: Boolean", "code: String", "near: NearInput", "within: GeoJSON", "bbox: BoxInput"]),
        ("NearInput", ["longitude: Float!", "latitude: Float!", "radiusM: Int!"]),
        ("BoxInput", ["west: Float!", "south: Float!", "east: Float!", "north: Float!"]),
    ],
)
def test_an_area_is_named_in_these_ways(name, lines):
    assert lines_of(name) == lines


@pytest.mark.parametrize("area", [{}, {"mine": True, "code": "E23000005"}, {"code": None}])
def test_an_area_is_named_in_exactly_one_way(ask, area):
    answer = ask("query($a: AreaInput!) { homes(area: $a) { totalCount } }", "police", "E23000005", a=area)

    assert set(answer.codes) <= {"REQUEST_BAD_INPUT", "REQUEST_INVALID"}
    assert (bool(answer.codes), answer.reads) == (True, [])
