"""The commands that shield a child."""

import pytest

from tests.support.declared_types import lines_of, listed

COMMON = "reason: String\n idempotencyKey: String!\n dryRun: Boolean!"


@pytest.mark.parametrize(
    ("named", "fields"),
    [
        ("ShieldRecord", "child: ID!\n grounds: String!\n holders: [String!]!\n reviewDueOn: Date!"),
        ("ReviewShield", "shield: ID!\n expectedVersion: Int!\n holders: [String!]\n reviewDueOn: Date!"),
        ("LiftShield", "shield: ID!\n expectedVersion: Int!"),
    ],
)
def test_a_shield_is_set_with_its_grounds_and_lifted_by_its_version(named, fields):
    assert lines_of(f"{named}Input") == listed(f"{fields}\n {COMMON}")
