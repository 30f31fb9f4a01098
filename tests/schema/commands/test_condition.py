"""The command on conditions."""

from tests.support.declared_types import lines_of, listed


def test_a_condition_is_changed_from_a_day_on():
    assert lines_of("ConditionChangeInput") == listed(
        """
        change: ConditionChange!
        kind: ConditionKind!
        condition: ID
        effectiveFrom: Date!
        places: Int
        wording: String
        """
    )
