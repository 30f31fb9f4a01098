"""What can be decided about two records that may be of one child."""

import pytest

from register.rules.child_match import decides_anew, match_is_not_settled_so, records_fit_together
from register.vocabulary import MatchDecision, MatchStatus
from tests.support.problem_codes import code

THIS, OTHER, DIFFERENT = MatchDecision.KEEP_THIS, MatchDecision.KEEP_OTHER, MatchDecision.DIFFERENT


@pytest.mark.parametrize(
    ("status", "free"),
    [
        (MatchStatus.OPEN, {THIS, OTHER, DIFFERENT}),
        (MatchStatus.SAME, {DIFFERENT}),
        (MatchStatus.DIFFERENT, {THIS, OTHER}),
    ],
)
def test_what_is_decided_is_decided_again_only_the_other_way(status, free):
    for decision in MatchDecision:
        expected = None if decision in free else "RULE_MATCH_SETTLED"
        assert code(match_is_not_settled_so(status, decision)) == expected


def test_one_person_counts_once_and_may_change_their_mind():
    assert code(decides_anew(THIS, THIS)) == "RULE_SECOND_PERSON"
    assert code(decides_anew(THIS, DIFFERENT)) is None
    assert code(decides_anew(None, THIS)) is None


def test_records_that_do_not_fit_together_are_not_merged():
    assert code(records_fit_together(True)) is None
    assert code(records_fit_together(False)) == "RULE_MATCH_OVERLAPS"
