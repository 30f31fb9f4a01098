"""What held of a home on a day: the status, the places and the state of operation of that day, whatever came since."""

import pytest

from register.vocabulary import RegistrationStatus as Status
from tests.resolvers.commands.test_lifecycle import stands
from tests.support.story import PLAIN

APPEAL = {"reasons": "Children were not safe.", "appealStatus": "NONE"}
ON = """query ($urn: Urn!, $on: Date!) {
  home(urn: $urn, validOn: $on) { registrationStatus places operationalStatus name ceasedOn }
  listed: homes(validOn: $on, where: {urn: {eq: $urn}, registrationStatus: {eq: REGISTERED}}) { totalCount }
}"""


def on(keeper, urn, day, agency="ofsted"):
    """The status, the places and the state of operation of a home on a day, as Ofsted reads it."""
    found = keeper.server.ask(ON, agency, urn=urn, on=day).data
    home = found["home"]
    if home is None:
        return None, found["listed"]["totalCount"]
    return home["registrationStatus"], home["places"], home["operationalStatus"], found["listed"]["totalCount"]


def limited(change, day, places, **given):
    wording = {"wording": f"No more than {places} children."}
    return {"change": change, "kind": "MAX_PLACES", "effectiveFrom": day, "places": places, **wording, **given}


@pytest.fixture
def urn(keeper):
    """A home that is registered since 1 May 2019 with 4 places, and open since 1 July."""
    urn = stands(keeper, Status.REGISTERED)
    keeper.do("correctHome", urn, name="Elm House", operationalStatus="NOT_YET_ACCOMMODATING")
    assert keeper.do("recordFirstAccommodation", urn, firstAccommodatedOn="2019-07-01").codes == []
    return urn


def test_a_home_that_closed_was_registered_until_its_last_day_and_on_it(keeper, urn):
    assert keeper.do("cancelRegistration", urn, way="BY_OFSTED", ceasedOn="2024-06-03").codes == []

    assert on(keeper, urn, "2019-04-30") == (None, 0)
    assert on(keeper, urn, "2019-06-30") == ("REGISTERED", 4, "NOT_YET_ACCOMMODATING", 1)
    assert on(keeper, urn, "2024-06-02") == ("REGISTERED", 4, "OPEN", 1)
    assert on(keeper, urn, "2024-06-03") == ("REGISTERED", 4, "OPEN", 1)
    assert on(keeper, urn, "2024-06-04") == (None, 0)
    assert keeper.read(urn, "registrationStatus") == {"registrationStatus": "CANCELLED_OFSTED"}


def test_places_are_those_of_the_condition_that_held(keeper, urn):
    keeper.do("varyConditions", urn, changes=[limited("IMPOSED", "2024-03-01", 3)])
    keeper.do("varyConditions", urn, changes=[limited("VARIED", "2024-06-03", 2)])

    assert [on(keeper, urn, day)[1] for day in ("2024-02-29", "2024-03-01", "2024-06-02", "2024-06-03")] == [4, 3, 3, 2]
    where = """query ($urn: Urn!, $on: Date) {
      homes(validOn: $on, where: {places: {eq: 3}, urn: {eq: $urn}}) { totalCount }
    }"""
    counted = [
        keeper.server.ask(where, "dfe_statistics", urn=urn, on=day).data["homes"]["totalCount"]
        for day in ("2024-02-29", "2024-03-01", "2024-06-03")
    ]
    assert counted == [0, 1, 0]


def test_a_suspended_home_was_suspended_on_its_days_and_closed_then(keeper, urn):
    keeper.do("suspendRegistration", urn, suspendedOn="2024-03-01", **APPEAL)
    keeper.do("liftSuspension", urn, liftedOn="2024-04-01")
    keeper.do("suspendRegistration", urn, suspendedOn="2024-05-01", **APPEAL)
    keeper.do("cancelRegistration", urn, way="VOLUNTARY", ceasedOn="2024-06-03")

    days = ("2024-02-29", "2024-03-01", "2024-03-31", "2024-04-01", "2024-05-01", "2024-06-03")
    assert [on(keeper, urn, day)[0] for day in days] == [
        "REGISTERED", "SUSPENDED", "SUSPENDED", "REGISTERED", "SUSPENDED", "SUSPENDED",
    ]  # fmt: skip
    assert [on(keeper, urn, day)[2] for day in days] == [
        "OPEN", "TEMPORARILY_CLOSED", "TEMPORARILY_CLOSED", "OPEN_NO_CHILDREN", "TEMPORARILY_CLOSED",
        "TEMPORARILY_CLOSED",
    ]  # fmt: skip


def test_a_home_that_passed_on_was_registered_until_the_day_before(keeper, urn):
    told = keeper.do("changeProvider", urn, newUrn="SC939999", providerReference="TEST-PERSON", changedOn="2024-06-03")

    assert told.codes == []
    assert on(keeper, urn, "2024-06-02")[0] == "REGISTERED"
    assert on(keeper, urn, "2024-06-03") == (None, 0)
    assert on(keeper, "SC939999", "2024-06-03")[0] == "REGISTERED"


def test_a_correction_is_no_change_in_the_world(keeper, urn):
    keeper.do("correctHome", urn, places=6, name="Oak House")
    keeper.do("correctHome", urn, operationalStatus="OPEN_NO_CHILDREN")

    assert on(keeper, urn, "2020-01-01") == ("REGISTERED", 6, "OPEN_NO_CHILDREN", 1)


NAMED_ON = """query ($urn: Urn!, $on: Date!) { home(urn: $urn, validOn: $on) { name operationalStatus } }"""


def named(keeper, urn, day, agency="ofsted"):
    """The name and the state of operation of a home on a day."""
    found = keeper.server.ask(NAMED_ON, agency, urn=urn, on=day).data["home"]
    return found["name"], found["operationalStatus"]


def test_a_home_has_its_former_name_and_operation_until_the_day_on_which_they_changed(keeper, urn):
    changed = keeper.do("changeHome", urn, shown="name operationalStatus", changedOn="2024-03-01", name="Oak House")
    closed = keeper.do("changeHome", urn, changedOn="2024-06-03", operationalStatus="TEMPORARILY_CLOSED")
    late = keeper.do("changeHome", urn, changedOn="2024-09-01", name="Ash Rise", operationalStatus="OPEN_NO_CHILDREN")

    assert changed.home == {"name": "Oak House", "operationalStatus": "OPEN"}
    assert (closed.codes, late.codes) == ([], [])
    days = ("2024-02-29", "2024-03-01", "2024-06-02", "2024-06-03", "2024-08-31", "2024-09-01")
    assert [named(keeper, urn, day) for day in days] == [
        ("Elm House", "OPEN"), ("Oak House", "OPEN"), ("Oak House", "OPEN"), ("Oak House", "TEMPORARILY_CLOSED"),
        ("Oak House", "TEMPORARILY_CLOSED"), ("Ash Rise", "OPEN_NO_CHILDREN"),
    ]  # fmt: skip
    assert named(keeper, urn, "2024-02-29", "dfe_statistics") == (None, None)


def test_a_change_that_never_was_leaves_nothing_behind(keeper, urn):
    keeper.do("suspendRegistration", urn, suspendedOn="2024-03-01", **APPEAL)
    keeper.do("cancelRegistration", urn, way="VOLUNTARY", ceasedOn="2024-06-03")
    keeper.do("correctRegistration", urn, status="REGISTERED", reason="Another home was meant.")
    notice = keeper.read(urn, "notices { id }")["notices"][0]["id"]
    assert keeper.do("withdrawNotice", urn, notice=notice, reason="Another home was meant.").codes == []

    assert [on(keeper, urn, day)[0] for day in ("2024-02-29", "2024-03-02", "2024-06-04")] == ["REGISTERED"] * 3


def test_a_corrected_day_moves_the_change(keeper, urn):
    keeper.do("varyConditions", urn, changes=[limited("IMPOSED", "2024-03-01", 3)])
    condition = keeper.read(urn, "conditions { id }")["conditions"][0]["id"]
    keeper.do("correctCondition", urn, condition=condition, effectiveFrom="2024-03-11", reason="A slip.")
    keeper.do("suspendRegistration", urn, suspendedOn="2024-03-01", **APPEAL)
    notice = keeper.read(urn, "notices { id }")["notices"][0]["id"]
    keeper.do("correctNotice", urn, notice=notice, servedOn="2024-03-21", effectiveFrom=None, reason="A slip.")
    keeper.do("cancelRegistration", urn, way="VOLUNTARY", ceasedOn="2024-06-03")
    keeper.do("correctHome", urn, ceasedOn="2024-06-10")

    assert [on(keeper, urn, day)[1] for day in ("2024-03-10", "2024-03-11")] == [4, 3]
    assert [on(keeper, urn, day)[0] for day in ("2024-03-20", "2024-03-21", "2024-06-10", "2024-06-11")] == [
        "REGISTERED", "SUSPENDED", "SUSPENDED", None,
    ]  # fmt: skip


def test_a_withdrawn_condition_never_held(keeper, urn):
    keeper.do("varyConditions", urn, changes=[limited("IMPOSED", "2024-03-01", 3)])
    condition = keeper.read(urn, "conditions { id }")["conditions"][0]["id"]
    keeper.do("withdrawCondition", urn, condition=condition, reason="Another home was meant.")
    keeper.do("correctHome", urn, places=4)

    assert [on(keeper, urn, day)[1] for day in ("2024-02-29", "2024-03-02")] == [4, 4]


def test_a_change_that_is_entered_late_takes_its_place_before_the_later_one(keeper, urn):
    keeper.do("varyConditions", urn, changes=[limited("IMPOSED", "2024-06-03", 2)])
    condition = keeper.read(urn, "conditions { id }")["conditions"][0]["id"]
    removed = {"change": "REMOVED", "kind": "MAX_PLACES", "effectiveFrom": "2024-06-03", "condition": condition}
    keeper.do("varyConditions", urn, changes=[removed])
    keeper.do("varyConditions", urn, changes=[limited("IMPOSED", "2024-03-01", 3)])

    assert [on(keeper, urn, day)[1] for day in ("2024-02-29", "2024-03-01")] == [4, 3]


def test_what_a_home_was_is_shown_to_whoever_may_read_what_it_is(keeper):
    keeper.do("varyConditions", PLAIN, changes=[limited("IMPOSED", "2024-03-01", 3)])

    assert on(keeper, PLAIN, "2024-02-29", "dfe_statistics")[2] is None


JUDGED = {"overallExperiencesAndProgress": "GOOD", "helpedAndProtected": "GOOD", "leadersAndManagers": "GOOD"}
BELOW = "inspections { totalCount } latestInspection { number } conditions { places } notices { id } people { name }"
# How many inspections, which was the latest, how many conditions and notices, and who the managers were.
LISTED_ON = {
    "2024-06-09": (0, None, 0, 0, 0),
    "2024-06-15": (1, "F1", 1, 0, 0),
    "2024-07-14": (2, "F2", 1, 1, 1),
    "2024-07-20": (2, "F2", 1, 1, 1),
    "2024-07-21": (2, "F2", 1, 0, 1),
}


def below(keeper, urn, when):
    """What is listed below a home, counted."""
    text = f'{{ home(urn: "{urn}"{when}) {{ {BELOW} }} }}'
    home = keeper.server.ask(text, "ofsted").data["home"]
    latest = home["latestInspection"]
    counted = (len(home[name]) for name in ("conditions", "notices", "people"))
    return home["inspections"]["totalCount"], latest and latest["number"], *counted


def test_what_is_listed_below_a_home_is_of_the_day_asked_for(keeper, urn):
    keeper.do("recordInspection", urn, number="F1", kind="FULL", startedOn="2024-06-10", **JUDGED)
    keeper.do("recordInspection", urn, number="F2", kind="MONITORING_VISIT", startedOn="2024-07-10")
    imposed = {
        "kind": "MAX_PLACES",
        "change": "IMPOSED",
        "effectiveFrom": "2024-06-15",
        "wording": "Three.",
        "places": 3,
    }
    keeper.do("varyConditions", urn, changes=[imposed])
    varied = imposed | {"change": "VARIED", "effectiveFrom": "2024-07-15", "wording": "Two.", "places": 2}
    keeper.do("varyConditions", urn, changes=[varied])
    keeper.do(
        "serveNotice", urn, kind="COMPLIANCE_NOTICE", servedOn="2024-06-20", endsOn="2024-07-20", reasons="Records."
    )
    keeper.do("changeManager", urn, name="Bryony Lark", changedOn="2024-06-25")

    told = {day: below(keeper, urn, f', validOn: "{day}"') for day in LISTED_ON}

    assert told == LISTED_ON
    assert below(keeper, urn, "")[:4] == (2, "F2", 2, 1)
