"""Which return home interviews can be, and what can follow."""

from datetime import UTC, datetime

import pytest

from register.rules.return_interview import (
    LONGEST_NARRATIVE,
    duty_is_open,
    has_a_reason,
    is_held,
    is_independent,
    narrative_fits,
    reason_if_not_offered,
    was_offered,
)
from register.vocabulary import Interviewer, InterviewStatus, NotOfferedReason
from tests.support.problem_codes import code

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("interviewer", Interviewer)
def test_who_cares_for_the_child_is_never_independent(interviewer):
    expected = interviewer in {
        Interviewer.INDEPENDENT_SERVICE, Interviewer.ADVOCATE, Interviewer.AUTHORITY_OTHER_WORKER,
    }  # fmt: skip

    assert is_independent(interviewer, cares_for_child=False) is expected
    assert is_independent(interviewer, cares_for_child=True) is False


@pytest.mark.parametrize("status", InterviewStatus)
def test_a_duty_is_met_once(status):
    closed = status in {InterviewStatus.COMPLETED, InterviewStatus.DECLINED, InterviewStatus.NOT_OFFERED}

    assert code(duty_is_open(status)) == ("RULE_INTERVIEW_CLOSED" if closed else None)


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (was_offered(None), "RULE_NOT_OFFERED"),
        (was_offered(NOW), None),
        (is_held(None), "RULE_NOT_HELD"),
        (is_held(NOW), None),
        (reason_if_not_offered(False, None), "RULE_REQUIRED"),
        (reason_if_not_offered(False, NotOfferedReason.OTHER), None),
        (reason_if_not_offered(True, NotOfferedReason.OTHER), "RULE_NOT_WANTED"),
        (reason_if_not_offered(True, None), None),
        (has_a_reason([], None), "RULE_REASONS"),
        (has_a_reason(["rules"], []), None),
        (has_a_reason([], ["family"]), None),
    ],
)
def test_what_belongs_together_comes_together(problem, expected):
    assert code(problem) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, None),
        ("One line.\nAnother,\twith a tab.", None),
        ("x" * LONGEST_NARRATIVE, None),
        ("x" * (LONGEST_NARRATIVE + 1), "RULE_TEXT_TOO_LONG"),
        (" \n ", "RULE_TEXT_EMPTY"),
        ("a\u202eb", "RULE_TEXT_DIRECTION"),
        ("a\x07b", "RULE_TEXT_CONTROL"),
    ],
)
def test_a_narrative_reads_as_it_was_written(text, expected):
    assert code(narrative_fits(text)) == expected
