"""Notices: that one stands, apart from the reasons that it states."""

import pytest

from tests.support import story
from tests.support.declared_types import lines_of, listed

ASKED = '{ home(urn: "SC900001") { notices { kind reasons withheld { field reason } } } }'


def test_a_notice_has_these_fields():
    assert lines_of("Notice") == listed("""
        id: ID!
        kind: NoticeKind
        servedOn: Date
        effectiveFrom: Date
        endsOn: Date
        liftedOn: Date
        reasons: String
        appealStatus: AppealStatus
        appealNote: String
        withheld: [Withheld!]!
    """)


@pytest.mark.parametrize("agency", ["ofsted", "dfe"])
def test_the_reasons_of_a_notice_are_told_to_those_who_may_read_them(ask, agency):
    told = ask(ASKED, agency).data["home"]["notices"]

    assert told == [{"kind": "COMPLIANCE_NOTICE", "reasons": "Records were not kept.", "withheld": []}]


def test_a_force_knows_that_a_notice_stands_and_not_its_reasons(ask):
    told = ask(ASKED, "police", story.NORTHBY).data["home"]["notices"]

    withheld = [{"field": "reasons", "reason": "NO_GRANT"}]
    assert told == [{"kind": "COMPLIANCE_NOTICE", "reasons": None, "withheld": withheld}]


@pytest.mark.parametrize(("agency", "area"), [("police", story.SOUTHBY), ("dfe_statistics", None)])
def test_others_do_not_know_that_a_notice_stands(ask, agency, area):
    assert ask(ASKED, agency, area).data["home"] == {"notices": None}
