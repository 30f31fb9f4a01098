"""What is held about one child, in the schema."""

import pytest

from tests.support.declared_types import lines_of, listed


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (
            "SubjectAccess",
            """child: ID!
            asRecordedAt: DateTime!
            groups: [HeldGroup!]!
            consultedBy: [ConsultingBody!]!
            leftOut: String!
            digest: String!""",
        ),
        ("HeldGroup", "group: String!\n keptBy: Agency!\n records: String!"),
        (
            "ConsultingBody",
            """agency: Agency!
            area: String
            organisation: String
            times: Int!
            firstAt: DateTime!
            lastAt: DateTime!""",
        ),
    ],
)
def test_what_is_held_is_told_by_group_with_who_keeps_it_and_which_bodies_consulted_it(kind, fields):
    assert lines_of(kind) == listed(fields)
