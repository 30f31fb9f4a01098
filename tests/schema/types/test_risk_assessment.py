"""Assessments of risk: for who looks for the child and who answers for it, and not for who hosts it."""

from tests.support import story
from tests.support.declared_types import lines_of, listed

ASKED = "{ missingEpisodes { nodes { status risk { level scheme } withheld { field reason } } } }"
HIGH = {"level": "HIGH", "scheme": "APP_CURRENT"}


def test_an_assessment_has_these_fields():
    assert lines_of("RiskAssessment") == listed("""
        id: ID!
        scheme: RiskScheme
        level: RiskLevel
        assessedAt: DateTime
        reviewDueAt: DateTime
    """)


def test_the_latest_assessment_is_told_to_the_force_and_to_ofsted(children):
    for agency, area in (("police", story.NORTHBY), ("ofsted", None)):
        nodes = children.ask(ASKED, agency, area).data["missingEpisodes"]["nodes"]
        assert {str(node["risk"]) for node in nodes} == {str(HIGH)}


def test_an_authority_that_hosts_a_child_is_told_that_the_risk_is_withheld(children):
    nodes = children.ask(ASKED, "local_authority", story.NORTHBY_COUNCIL).data["missingEpisodes"]["nodes"]

    withheld = [node for node in nodes if node["withheld"]]
    # Ada is another authority's child.
    assert [(node["status"], node["risk"]) for node in withheld] == [("INVESTIGATING", None), ("CLOSED", None)]
    assert withheld[0]["withheld"] == [{"field": "risk", "reason": "OUTSIDE_SCOPE"}]
