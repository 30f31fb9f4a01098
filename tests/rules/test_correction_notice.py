"""What can be acknowledged of a correction."""

from datetime import UTC, datetime

from register.rules.correction_notice import is_acknowledged_once
from tests.support.problem_codes import code


def test_a_notice_is_acknowledged_once():
    assert code(is_acknowledged_once(None)) is None
    assert code(is_acknowledged_once(datetime(2026, 1, 1, tzinfo=UTC))) == "RULE_ALREADY_ACKNOWLEDGED"
