"""When a home that was opened has been reviewed."""

from datetime import UTC, datetime

import pytest

from register.rules.opening import reviewed_once, reviewer_is_another


@pytest.mark.parametrize(("opened_by_reviewer", "found"), [(True, "RULE_SECOND_PERSON"), (False, None)])
def test_nobody_reviews_what_they_opened(opened_by_reviewer, found):
    problem = reviewer_is_another(opened_by_reviewer=opened_by_reviewer)

    assert (problem and problem.code) == found


@pytest.mark.parametrize(("at", "found"), [(None, None), (datetime(2026, 1, 1, tzinfo=UTC), "RULE_ALREADY_REVIEWED")])
def test_one_review_is_enough(at, found):
    problem = reviewed_once(at)

    assert (problem and problem.code) == found
