"""The command by which an opened home is reviewed."""

from register.schema.commands.opening import REVIEW_ACCESS
from register.vocabulary import Group
from tests.support.declared_types import lines_of, listed


def test_a_review_changes_openings_and_nothing_else():
    assert REVIEW_ACCESS.changes == {Group.OPENINGS}
    assert lines_of("ReviewAccessInput") == listed(
        """
        id: ID!
        reason: String
        idempotencyKey: String!
        dryRun: Boolean!
        """
    )
