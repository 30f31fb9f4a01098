"""A person records a report that no other record of the register tells of, once."""

import pytest

from register.rules.episode_report import step_is_by_hand, step_is_missing
from register.vocabulary import ReportStep


@pytest.mark.parametrize("step", list(ReportStep))
def test_what_the_register_works_out_is_not_recorded_by_hand(step):
    told = step_is_by_hand(step)

    by_hand = step in (ReportStep.HOME, ReportStep.HOST_AUTHORITY)
    assert told is None if by_hand else told is not None and told.code == "RULE_REPORT_KNOWN"


def test_a_report_is_recorded_while_it_is_missing():
    assert step_is_missing(ReportStep.HOME, ["home", "host_authority"]) is None
    for missing in (["host_authority"], [], None):
        told = step_is_missing(ReportStep.HOME, missing)
        assert told is not None
        assert (told.code, told.field) == ("RULE_REPORT_NOT_MISSING", "step")
