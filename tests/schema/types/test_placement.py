"""Placements: the responsible authority sees all of a child's, others the one that concerns them."""

import pytest

from tests.support import story
from tests.support.declared_types import lines_of, listed

ASKED = '{ children(where: {name: {eq: "Cy Home"}}) { nodes { placements { totalCount nodes { kind endedOn } } } } }'


def test_a_placement_has_these_fields():
    assert lines_of("Placement") == listed("""
        id: ID!
        version: Int!
        kind: PlacementKind
        startedOn: Date
        endedOn: Date
        areaAuthorityNotifiedAt: DateTime
        isEmergency: Boolean
        notifyDueOn: Date
        isNotifiedLate: Boolean
        isAtADistance: Boolean
        approver: PlacementApprover
        approvedAt: DateTime
        hostAuthority: Area
        home: Home
        child: Child
    """)


@pytest.mark.parametrize(
    ("agency", "area", "ended"),
    [
        ("local_authority", story.NORTHBY_COUNCIL, [None, "2023-06-01"]),
        ("police", story.NORTHBY, [None]),
    ],
)
def test_a_body_sees_the_placements_that_concern_it(children, agency, area, ended):
    (child,) = children.ask(ASKED, agency, area).data["children"]["nodes"]

    assert [node["endedOn"] for node in child["placements"]["nodes"]] == ended
    assert child["placements"]["totalCount"] == len(ended)


def test_a_force_that_owned_an_episode_some_time_ago_sees_no_placement(children):
    (child,) = children.ask(ASKED, "police", story.SOUTHBY).data["children"]["nodes"]

    assert child["placements"] == {"totalCount": 0, "nodes": []}
