"""The life of a registration: every legal act leads where the law says, and no other act is done."""

import pytest
import sqlalchemy as sa

from register.rules.registration import COMMAND_OF, TRANSITIONS, legal_acts
from register.vocabulary import RegistrationAct as Act
from register.vocabulary import RegistrationStatus as Status
from tests.support import factories as make
from tests.support.command_client import Keeper
from tests.support.story import OUTSIDE, PLAIN

APPEAL = {"reasons": "Children were not safe.", "appealStatus": "NONE"}
DAY = "2024-06-03"
# How each act is asked for. A registration lapses when its home passes on to another provider.
ASKED = {
    Act.REGISTER: ("grantApplication", {"registeredOn": DAY}),
    Act.REFUSE: ("refuseApplication", {}),
    Act.SUSPEND: ("suspendRegistration", {"suspendedOn": DAY, **APPEAL}),
    Act.LIFT: ("liftSuspension", {"liftedOn": DAY}),
    Act.CANCEL_VOLUNTARY: ("cancelRegistration", {"way": "VOLUNTARY", "ceasedOn": DAY}),
    Act.CANCEL_OFSTED: ("cancelRegistration", {"way": "BY_OFSTED", "ceasedOn": DAY}),
    Act.CANCEL_COURT: ("cancelRegistration", {"way": "BY_COURT", "ceasedOn": DAY, **APPEAL}),
    Act.LAPSE: ("changeProvider", {"providerReference": "TEST-PERSON", "changedOn": DAY}),
}
CEASED = {Status.CANCELLED_VOLUNTARY, Status.CANCELLED_OFSTED, Status.CANCELLED_COURT, Status.LAPSED}
REACHED = {(status, act): reached for status, act, reached in TRANSITIONS}
NUMBERS = iter(range(930_000, 939_999))


LISTED = """query ($urn: Urn!) {
  one: home(urn: $urn) { registrationStatus }
  usual: homes { nodes { urn } } all: homes(status: ALL) { nodes { urn } }
  filtered: homes(where: {not: {registrationStatus: {in: [REGISTERED, SUSPENDED]}}}) { nodes { urn } }
  through: homes(where: {provider: {name: {isNull: true}}}) { nodes { urn } }
  counted: homes { totalCount } all_counted: homes(status: ALL) { totalCount }
  area(code: "E23000005") {
    usual: homes(first: 1000) { nodes { urn } } all: homes(first: 1000, status: ALL) { nodes { urn } }
  }
}"""


@pytest.mark.parametrize("status", Status)
def test_a_list_holds_registered_and_suspended_homes_unless_others_are_asked_for(keeper, status):
    urn = stands(keeper, status)
    in_northby = "insert into register.home_area (home_id, area_code, valid_from) " \
        "select id, 'E23000005', '2019-05-01' from register.home where urn = :urn"  # fmt: skip
    with keeper.server.owner.begin() as owner:
        owner.execute(sa.text(in_northby), {"urn": urn})
    answer = keeper.server.ask(LISTED, "dfe_statistics", urn=urn)
    told = answer.data
    is_current = status in (Status.REGISTERED, Status.SUSPENDED)

    assert answer.codes == []
    assert told["one"] == {"registrationStatus": status.name}
    listed = {name: urn in [each["urn"] for each in told[name]["nodes"]] for name in ("usual", "all", "filtered")}
    assert listed == {"usual": is_current, "all": True, "filtered": not is_current}
    of_area = {name: urn in [each["urn"] for each in told["area"][name]["nodes"]] for name in ("usual", "all")}
    assert of_area == {"usual": is_current, "all": True}
    assert told["counted"]["totalCount"] == len(told["usual"]["nodes"])
    assert told["all_counted"]["totalCount"] == len(told["all"]["nodes"])
    assert {each["urn"] for each in told["through"]["nodes"]} <= {each["urn"] for each in told["usual"]["nodes"]}


def stands(keeper: Keeper, status: Status) -> str:
    """The number of a new home of this status."""
    urn = f"SC{next(NUMBERS)}"
    days = {"registered_on": None} if status in (Status.APPLICATION_RECEIVED, Status.REFUSED) else {}
    if status in CEASED:
        days["ceased_on"] = "2024-01-01"
    with keeper.server.owner.begin() as owner:
        make.create_home(owner, urn, registration_status=status.value, **days)
    return urn


def acts(keeper: Keeper, urn: str, act: Act):
    """What asking for an act on a home answers."""
    command, given = ASKED[act]
    given = given | ({"newUrn": f"SC{next(NUMBERS)}"} if act is Act.LAPSE else {})
    return keeper.do(command, urn, **given)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("status", Status)
def test_an_act_leads_where_the_law_says_or_is_refused_naming_the_legal_ones(keeper, status, act):
    urn = stands(keeper, status)
    told = acts(keeper, urn, act)

    if (status, act) in REACHED:
        assert told.codes == []
        assert keeper.read(urn, "registrationStatus version") == {
            "registrationStatus": REACHED[status, act].name, "version": 2}  # fmt: skip
        return
    legal = ", ".join(dict.fromkeys(COMMAND_OF[each] for each in legal_acts(status)))
    ended = "The registration has ended. If that is a mistake, use correctRegistration."
    message = f"You can now only use {legal}." if legal else ended
    assert told.payload["problems"][0] == {
        "code": "RULE_ILLEGAL_TRANSITION", "field": None, "message": message, "currentVersion": None, "changed": None,
    }  # fmt: skip
    assert keeper.read(urn, "registrationStatus version") == {"registrationStatus": status.name, "version": 1}


# A home that was open, after each act.
OPERATES = {
    Act.SUSPEND: "TEMPORARILY_CLOSED",
    **dict.fromkeys((Act.CANCEL_VOLUNTARY, Act.CANCEL_OFSTED, Act.CANCEL_COURT, Act.LAPSE)),
}


@pytest.mark.parametrize(("act", "operates"), OPERATES.items())
def test_a_home_whose_registration_has_ended_or_is_suspended_is_not_open(keeper, act, operates):
    urn = stands(keeper, Status.REGISTERED)
    keeper.do("correctHome", urn, name="Elm House")
    keeper.do("recordFirstAccommodation", urn, firstAccommodatedOn="2024-02-01")
    open_before = keeper.read(urn, "operationalStatus")["operationalStatus"]
    told = acts(keeper, urn, act)

    assert (open_before, told.codes) == ("OPEN", [])
    assert keeper.read(urn, "operationalStatus") == {"operationalStatus": operates}
    open_homes = "{ homes(status: ALL, where: {operationalStatus: {eq: OPEN}}, first: 1000) { nodes { urn } } }"
    found = keeper.server.ask(open_homes, "ofsted").data["homes"]["nodes"]
    assert urn not in [each["urn"] for each in found]
    if act is not Act.SUSPEND:
        reopened = keeper.do("correctHome", urn, operationalStatus="OPEN")
        assert reopened.problems == [("RULE_OPERATION_ENDED", "operationalStatus")]


def test_a_home_is_open_again_when_its_suspension_is_lifted_and_a_refused_one_is_in_no_state(keeper):
    urn, refused = stands(keeper, Status.REGISTERED), stands(keeper, Status.APPLICATION_RECEIVED)
    keeper.do("correctHome", urn, operationalStatus="OPEN")
    keeper.do("correctHome", refused, operationalStatus="NOT_YET_ACCOMMODATING")
    acts(keeper, urn, Act.SUSPEND)
    acts(keeper, urn, Act.LIFT)
    acts(keeper, refused, Act.REFUSE)

    assert keeper.read(urn, "operationalStatus") == {"operationalStatus": "OPEN_NO_CHILDREN"}
    assert keeper.read(refused, "operationalStatus") == {"operationalStatus": None}


@pytest.mark.parametrize("before", ["TEMPORARILY_CLOSED", "NOT_YET_ACCOMMODATING"])
def test_a_home_that_was_not_open_before_its_suspension_is_not_opened_by_lifting_it(keeper, before):
    urn = stands(keeper, Status.REGISTERED)
    keeper.do("correctHome", urn, operationalStatus=before)
    acts(keeper, urn, Act.SUSPEND)
    lifted = keeper.do("liftSuspension", urn, shown="registrationStatus operationalStatus", liftedOn="2024-07-01")

    assert lifted.home == {"registrationStatus": "REGISTERED", "operationalStatus": before}


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({}, [("RULE_NOTHING_GIVEN", None)]),
        ({"name": None}, [("RULE_REQUIRED", "name")]),
        ({"name": " "}, [("RULE_TEXT_EMPTY", "name")]),
        ({"name": "Elms", "changedOn": "2999-01-01"}, [("RULE_DATE_IN_FUTURE", "changedOn")]),
        ({"name": "Elms", "changedOn": "2019-04-30"}, [("RULE_DATES_ORDER", "changedOn")]),
        ({"operationalStatus": "NOT_YET_ACCOMMODATING"}, [("RULE_OPERATIONAL_STATUS", "operationalStatus")]),
    ],
)
def test_a_home_does_not_change_against_a_rule(keeper, given, problems):
    urn = stands(keeper, Status.REGISTERED)
    keeper.do("recordFirstAccommodation", urn, firstAccommodatedOn="2024-02-01")
    before = keeper.version(urn)

    told = keeper.do("changeHome", urn, **{"changedOn": "2024-03-01"} | given)

    assert (told.home, told.problems, keeper.version(urn)) == (None, problems, before)


def test_a_home_whose_registration_has_ended_changes_no_more_and_a_suspended_one_does_not_open(keeper):
    ended, suspended = stands(keeper, Status.LAPSED), stands(keeper, Status.SUSPENDED)

    assert keeper.do("changeHome", ended, changedOn=DAY, name="Elms").problems == [("RULE_REGISTRATION_ENDED", None)]
    opened = keeper.do("changeHome", suspended, changedOn=DAY, operationalStatus="OPEN")
    assert opened.problems == [("RULE_OPERATION_ENDED", "operationalStatus")]


def test_a_suspension_is_served_and_lifted_with_the_status(keeper):
    urn = stands(keeper, Status.REGISTERED)
    acts(keeper, urn, Act.SUSPEND)
    served = keeper.read(urn, "notices { kind servedOn liftedOn reasons appealStatus }")["notices"]
    keeper.do("liftSuspension", urn, liftedOn="2024-07-01")
    lifted = keeper.read(urn, "notices { kind liftedOn }")["notices"]

    assert served == [{"kind": "SUSPENSION", "servedOn": DAY, "liftedOn": None, **APPEAL}]
    assert lifted == [{"kind": "SUSPENSION", "liftedOn": "2024-07-01"}]


def test_a_court_serves_a_notice_and_nobody_else_does_by_cancelling(keeper):
    urn, other = stands(keeper, Status.REGISTERED), stands(keeper, Status.REGISTERED)
    without = keeper.do("cancelRegistration", urn, way="BY_COURT", ceasedOn=DAY)
    acts(keeper, urn, Act.CANCEL_COURT)
    wrong = keeper.do(
        "cancelRegistration", other, way="VOLUNTARY", ceasedOn=DAY, reasons="They asked.", appealNote="Late."
    )

    assert without.problems == [("RULE_REQUIRED", "reasons"), ("RULE_REQUIRED", "appealStatus")]
    assert keeper.read(urn, "ceasedOn notices { kind servedOn reasons }") == {
        "ceasedOn": DAY,
        "notices": [{"kind": "URGENT_CANCELLATION", "servedOn": DAY, "reasons": APPEAL["reasons"]}],
    }
    assert wrong.problems == [("RULE_NOT_WANTED", "reasons"), ("RULE_NOT_WANTED", "appealNote")]


@pytest.mark.parametrize(
    ("command", "given", "problems"),
    [
        ("suspendRegistration", {"suspendedOn": "2999-01-01", **APPEAL}, [("RULE_DATE_IN_FUTURE", "suspendedOn")]),
        ("suspendRegistration", {"suspendedOn": "2019-04-30", **APPEAL}, [("RULE_DATES_ORDER", "suspendedOn")]),
        (
            "suspendRegistration",
            APPEAL | {"suspendedOn": DAY, "endsOn": "2024-06-02", "reasons": "", "appealNote": "x" * 201},
            [("RULE_DATES_ORDER", "endsOn"), ("RULE_TEXT_EMPTY", "reasons"), ("RULE_TEXT_TOO_LONG", "appealNote")],
        ),
        ("cancelRegistration", {"way": "VOLUNTARY", "ceasedOn": "2019-04-30"}, [("RULE_DATES_ORDER", "ceasedOn")]),
        ("cancelRegistration", {"way": "VOLUNTARY", "ceasedOn": "1899-01-01"},
         [("RULE_DATE_TOO_EARLY", "ceasedOn"), ("RULE_DATES_ORDER", "ceasedOn")]),
        ("grantApplication", {"registeredOn": "2999-01-01"},
         [("RULE_ILLEGAL_TRANSITION", None), ("RULE_DATE_IN_FUTURE", "registeredOn")]),
    ],
)  # fmt: skip
def test_days_and_reasons_are_looked_at_with_the_act(keeper, command, given, problems):
    told = keeper.do(command, PLAIN, **given)

    assert (told.home, told.problems) == (None, problems)
    assert keeper.version(PLAIN) == 1


def test_a_suspension_that_has_ended_by_then_or_not_begun_is_not_lifted(keeper):
    urn = stands(keeper, Status.REGISTERED)
    keeper.do("suspendRegistration", urn, suspendedOn=DAY, endsOn="2024-06-30", **APPEAL)

    assert keeper.do("liftSuspension", urn, liftedOn="2024-07-01").problems == [("RULE_NOTICE_ENDED", "liftedOn")]
    assert keeper.do("liftSuspension", urn, liftedOn="2024-06-01").problems == [("RULE_DATES_ORDER", "liftedOn")]


def test_what_has_ended_takes_no_change_but_correction(keeper):
    keeper.do("cancelRegistration", OUTSIDE, way="VOLUNTARY", ceasedOn=DAY)
    ended = [("RULE_REGISTRATION_ENDED", None)]

    assert keeper.do("changeManager", OUTSIDE, name="Bryony Lark", changedOn=DAY).problems == ended
    assert keeper.do("recordFirstAccommodation", OUTSIDE, firstAccommodatedOn="2024-02-01").problems == ended
    assert keeper.do("correctHome", OUTSIDE, name="Elms").problems == []
