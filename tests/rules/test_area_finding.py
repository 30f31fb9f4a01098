"""Rules for what inspectors write while they inspect an area."""

from register.rules.area_finding import (
    agreed_by_another,
    agreed_once,
    body_is_inspected_by,
    cohort_is_small,
    inspectorate_joins,
    letter_is_not_published,
)
from register.vocabulary import INSPECTORATE_OF, Agency, InspectedBody
from tests.support.inspection_factories import NOW


def code(problem):
    return problem and (problem.code, problem.field)


def test_each_body_has_its_inspectorate_and_all_inspect_the_partnership():
    assert body_is_inspected_by(Agency.CQC, InspectedBody.PARTNERSHIP) is None
    assert all(body_is_inspected_by(agency, body) is None for body, agency in INSPECTORATE_OF.items())
    assert code(body_is_inspected_by(Agency.CQC, InspectedBody.POLICE)) == ("RULE_OTHER_INSPECTORATE", "body")


def test_an_inspectorate_that_joins_finds_before_the_letter():
    assert inspectorate_joins(Agency.CQC, ["ofsted_inspector", "cqc"]) is None
    assert code(inspectorate_joins(Agency.CQC, ["ofsted_inspector"])) == ("RULE_INSPECTORATE_NOT_THERE", "inspection")
    assert [code(letter_is_not_published(each)) for each in (False, True)] == [
        None, ("RULE_LETTER_PUBLISHED", "inspection"),
    ]  # fmt: skip


def test_another_person_agrees_once():
    assert [agreed_once(None), agreed_by_another("a", "b")] == [None, None]
    assert code(agreed_once(NOW)) == ("RULE_ALREADY_AGREED", "finding")
    assert code(agreed_by_another("a", "a")) == ("RULE_SECOND_PERSON", "finding")


def test_a_cohort_is_small():
    assert [cohort_is_small(size) for size in (1, 50)] == [None, None]
    assert {code(cohort_is_small(size)) for size in (0, 51)} == {("RULE_COHORT_SIZE", "size")}
