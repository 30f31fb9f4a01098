"""The viewer: its fields, with the nullability that others rely on."""

import pytest

from tests.support.declared_types import lines_of


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "Viewer",
            [
                "subject: String!",
                "agency: Agency!",
                "area: Area",
                "organisation: String",
                "policyVersion: String!",
                "explain(coordinate: String!, key: String): Explanation!",
                "grants: [Grant!]!",
            ],
        ),
        ("Grant", ["group: String!", "use: Use!", "scope: Scope!", "basis: String!", "inForceFrom: Date!"]),
    ],
)
def test_the_viewer_and_its_grants_have_these_fields(name, lines):
    assert lines_of(name)[: len(lines)] == lines
