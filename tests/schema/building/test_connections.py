"""Pages: one shape for every entity."""

import pytest

from tests.support.declared_types import lines_of

NAMES = ("Home", "Area", "Provider", "Inspection", "AccessLog")


@pytest.mark.parametrize("name", NAMES)
def test_every_connection_has_one_shape(name):
    node = "AccessLogEntry" if name == "AccessLog" else name

    assert lines_of(f"{name}Connection") == [
        f"edges: [{name}Edge!]!",
        f"nodes: [{node}!]!",
        "narrowed: Narrowed",
        "pageInfo: PageInfo!",
        "totalCount: Int",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_edge_has_a_cursor_and_only_that_of_a_home_has_a_distance(name):
    node = "AccessLogEntry" if name == "AccessLog" else name
    distance = ["distanceM: Float"] if name == "Home" else []

    assert lines_of(f"{name}Edge") == ["cursor: String!", f"node: {node}!", *distance]


def test_a_page_says_where_it_stands():
    assert lines_of("PageInfo") == [
        "hasNextPage: Boolean!",
        "hasPreviousPage: Boolean!",
        "startCursor: String",
        "endCursor: String",
    ]
