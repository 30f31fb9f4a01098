"""The command that corrects a home."""

from tests.support.declared_types import lines_of, listed


def test_a_correction_needs_nothing_but_the_home_and_its_version():
    lines = lines_of("CorrectHomeInput")

    assert [line for line in lines if line.endswith("!")] == listed(
        """
        urn: Urn!
        expectedVersion: Int!
        idempotencyKey: String!
        dryRun: Boolean!
        """
    )
    assert not any("Status" in line and "registration" in line.lower() for line in lines)
