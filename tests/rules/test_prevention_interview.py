"""A prevention interview follows the finding of the child."""

from datetime import UTC, datetime

from register.rules.prevention_interview import child_was_found


def test_the_police_speak_with_a_child_who_is_back():
    assert child_was_found(datetime(2026, 3, 1, tzinfo=UTC)) is None
    refused = child_was_found(None)
    assert refused is not None
    assert refused.code == "RULE_NOT_FOUND"
