"""Prevention interviews in the schema."""

from tests.support.declared_types import lines_of, listed


def test_a_prevention_interview_has_these_fields():
    assert lines_of("PreventionInterview") == listed("""
        heldAt: DateTime!
        outcome: PreventionOutcome!
        disclosuresPassed: Boolean!
    """)
