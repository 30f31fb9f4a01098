"""Commands on published inspections: what each says is wrong. Their story is in test_area_findings.py."""

from register.rules.codes import PROBLEMS
from register.rules.published_inspection import PUBLISHED_PROBLEMS


def test_every_problem_of_a_published_inspection_is_explained():
    assert set(PUBLISHED_PROBLEMS) <= set(PROBLEMS)
