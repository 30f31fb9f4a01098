"""Rules for what inspectorates decide about areas."""

import pytest

from register.rules.area_target import area_is_ones_own_to_choose
from register.vocabulary import Agency


@pytest.mark.parametrize(
    ("agency", "kind", "code"),
    [
        (Agency.OFSTED, "authority", None),
        (Agency.OFSTED, "force", "RULE_AREA_OF_ANOTHER"),
        (Agency.HMICFRS, "force", None),
        (Agency.HMICFRS, "authority", "RULE_AREA_OF_ANOTHER"),
        (Agency.OFSTED, "region", "RULE_AREA_OF_ANOTHER"),
        (Agency.CQC, "authority", "RULE_AREA_OF_ANOTHER"),
    ],
)
def test_ofsted_decides_about_authorities_and_hmicfrs_about_forces(agency, kind, code):
    problem = area_is_ones_own_to_choose(agency, kind)

    assert (problem and problem.code) == code
