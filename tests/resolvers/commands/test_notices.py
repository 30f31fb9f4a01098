"""Notices: served and lifted; and a restriction of accommodation keeps the first child out while it stands."""

import uuid

import pytest

from tests.support.command_client import new_home
from tests.support.story import INSIDE, NORTHBY, PLAIN


@pytest.fixture
def urn(keeper):
    """A home of this test's own, registered in May 2024."""
    made = f"{uuid.uuid4().int % 9_000_000 + 1_000_000}"
    keeper.do("registerHome", **new_home(made))
    return made


def notice(kind="COMPLIANCE_NOTICE", on="2024-06-01", **more):
    return {"kind": kind, "servedOn": on, "reasons": "Records were not kept."} | more


RESTRICTION = notice("RESTRICTION_OF_ACCOMMODATION", appealStatus="NONE")


def test_a_restriction_shows_from_the_moment_it_is_served_and_keeps_the_first_child_out(keeper, urn):
    served = keeper.do("serveNotice", urn, shown="restriction { servedOn liftedOn reasons }", **RESTRICTION)
    seen = keeper.server.ask(
        "query ($urn: Urn!) { home(urn: $urn) { restriction { servedOn reasons } } }", "police", NORTHBY, urn=urn
    )
    came = keeper.do("recordFirstAccommodation", urn, firstAccommodatedOn="2024-06-02")

    assert served.home["restriction"] == {
        "servedOn": "2024-06-01", "liftedOn": None, "reasons": "Records were not kept."}  # fmt: skip
    assert seen.data["home"]["restriction"] == {"servedOn": "2024-06-01", "reasons": None}
    assert came.problems == [("RULE_ACCOMMODATION_RESTRICTED", "firstAccommodatedOn")]
    assert keeper.read(urn, "firstAccommodatedOn operationalStatus") == {
        "firstAccommodatedOn": None, "operationalStatus": "NOT_YET_ACCOMMODATING"}  # fmt: skip


def test_once_it_is_lifted_the_first_child_may_come_once(keeper, urn):
    keeper.do("serveNotice", urn, **RESTRICTION)
    key = keeper.read(urn, "notices { id }")["notices"][0]["id"]
    lifted = keeper.do(
        "liftNotice", urn, shown="restriction { id } notices { liftedOn }", notice=key, liftedOn="2024-07-01"
    )
    came = keeper.do(
        "recordFirstAccommodation", urn, shown="firstAccommodatedOn operationalStatus", firstAccommodatedOn="2024-07-02"
    )
    again = keeper.do("recordFirstAccommodation", urn, firstAccommodatedOn="2024-07-03")

    assert lifted.home == {"restriction": None, "notices": [{"liftedOn": "2024-07-01"}]}
    assert came.home == {"firstAccommodatedOn": "2024-07-02", "operationalStatus": "OPEN"}
    assert again.problems == [("RULE_ALREADY_ACCOMMODATED", "firstAccommodatedOn")]


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        (notice("SUSPENSION", appealStatus="NONE"), [("RULE_NOTICE_KIND", "kind")]),
        (notice("RESTRICTION_OF_ACCOMMODATION"), [("RULE_APPEAL_STATUS", "appealStatus")]),
        (notice(on="2999-01-01"), [("RULE_DATE_IN_FUTURE", "servedOn")]),
        (notice(effectiveFrom="2024-05-31"), [("RULE_DATES_ORDER", "effectiveFrom")]),
        (notice(endsOn="1800-01-01"), [("RULE_DATE_TOO_EARLY", "endsOn"), ("RULE_DATES_ORDER", "endsOn")]),
        (notice(reasons="x" * 4_001), [("RULE_TEXT_TOO_LONG", "reasons")]),
        (notice(reasons=" ", appealNote=""), [("RULE_TEXT_EMPTY", "reasons"), ("RULE_TEXT_EMPTY", "appealNote")]),
    ],
)
def test_a_notice_against_a_rule_is_not_served(keeper, given, problems):
    told = keeper.do("serveNotice", PLAIN, **given)

    assert (told.home, told.problems) == (None, problems)
    assert keeper.read(PLAIN, "version notices { id }") == {"version": 1, "notices": []}


def test_a_notice_is_lifted_once_and_only_where_it_was_served(keeper, urn):
    keeper.do("serveNotice", urn, **notice(endsOn="2024-08-01"))
    key = keeper.read(urn, "notices { id }")["notices"][0]["id"]

    assert keeper.do("liftNotice", PLAIN, notice=key, liftedOn="2024-07-01").problems == [
        ("POLICY_NOT_FOUND", "notice")
    ]
    assert keeper.do("liftNotice", urn, notice="x", liftedOn="2024-07-01").problems == [("POLICY_NOT_FOUND", "notice")]
    assert keeper.do("liftNotice", urn, notice=key, liftedOn="2024-08-02").problems == [
        ("RULE_NOTICE_ENDED", "liftedOn")
    ]
    assert keeper.do("liftNotice", urn, notice=key, liftedOn="2024-05-30").problems == [
        ("RULE_DATES_ORDER", "liftedOn")
    ]
    assert keeper.do("liftNotice", urn, notice=key, liftedOn="2024-07-01").problems == []
    assert keeper.do("liftNotice", urn, notice=key, liftedOn="2024-07-02").problems == [
        ("RULE_NOTICE_LIFTED", "notice")
    ]


def test_a_suspension_is_not_lifted_as_a_notice(keeper, urn):
    keeper.do("suspendRegistration", urn, suspendedOn="2024-06-01", reasons="Not safe.", appealStatus="NONE")
    key = keeper.read(urn, "notices { id }")["notices"][0]["id"]

    assert keeper.do("liftNotice", urn, notice=key, liftedOn="2024-07-01").problems == [("RULE_NOTICE_KIND", "notice")]
    assert keeper.do("recordFirstAccommodation", urn, firstAccommodatedOn="2024-07-02").problems == [
        ("RULE_REGISTRATION_SUSPENDED", None)
    ]


def test_the_first_child_comes_after_the_registration_and_not_tomorrow(keeper):
    early = keeper.do("recordFirstAccommodation", INSIDE, firstAccommodatedOn="2019-04-30")
    late = keeper.do("recordFirstAccommodation", INSIDE, firstAccommodatedOn="2999-01-01")

    assert early.problems == [("RULE_DATES_ORDER", "firstAccommodatedOn")]
    assert late.problems == [("RULE_DATE_IN_FUTURE", "firstAccommodatedOn")]
