"""The commands on two records of one home."""

from tests.support.declared_types import lines_of, listed


def test_two_records_are_merged_by_whoever_knows_both():
    assert lines_of("MergeDuplicateHomesInput")[:4] == listed(
        """
        urn: Urn!
        expectedVersion: Int!
        duplicateUrn: Urn!
        duplicateExpectedVersion: Int!
        """
    )
