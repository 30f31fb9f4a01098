"""What consultations can be counted by."""

from tests.support import story
from tests.support.declared_types import lines_of, listed

COUNTED = "{ accessLogTally(by: [AGENCY]) { rows { key { agency } count people } } }"


def test_consultations_are_tallied_into_these_numbers():
    assert lines_of("AccessLogTallyRow") == listed("""
        key: AccessLogTallyKey!
        count: Int!
        people: Int!
        rows: Int
    """)


def test_consultations_are_tallied_by_these_facts():
    assert lines_of("AccessLogTallyKey") == listed("""
        agency: Agency
        area: String
        organisation: String
        purpose: Purpose
        root: String
        outcome: Outcome
        breakGlass: Boolean
        atYear: Date
        atFinancialYear: Date
        atQuarter: Date
        atMonth: Date
    """)


def test_only_an_auditor_counts_the_consultations_of_every_body(ask):
    ask("{ homes { totalCount } }", "police", story.NORTHBY)

    for agency, area in (("dfe", None), ("ofsted", None), ("police", story.NORTHBY)):
        assert ask(COUNTED, agency, area).codes == ["POLICY_FORBIDDEN"], agency
    counted = {row["key"]["agency"]: row["count"] for row in ask(COUNTED, "auditor").data["accessLogTally"]["rows"]}
    assert counted["POLICE"] >= 1
