"""A mistake is taken back, with a reason: what was recorded wrongly is corrected or withdrawn, and its history kept."""

import uuid

import pytest

from register.vocabulary import AppealStatus
from tests.support.command_client import new_home
from tests.support.story import NORTHBY

WHY = "Mistyped."
SUSPENDED = {"suspendedOn": "2024-09-01", "reasons": "Fire.", "appealStatus": "NONE"}
OVERALL = "overallExperiencesAndProgress"
JUDGED = {"overallExperiencesAndProgress": "GOOD", "helpedAndProtected": "GOOD", "leadersAndManagers": "GOOD"}


@pytest.fixture
def urn(keeper):
    """A home of this test's own, registered in May 2024."""
    made = f"{uuid.uuid4().int % 9_000_000 + 1_000_000}"
    keeper.do("registerHome", **new_home(made))
    return made


def kept(keeper, table, key):
    """How many versions of a row the history has, and whether the row is still there."""
    count = "select count(*) from register.{} where id = :key"
    return tuple(keeper.scalar(count.format(name), key=key) for name in (f"{table}_history", table))


def inspect(keeper, urn, number="M1", **more):
    given = {"number": number, "kind": "FULL", "startedOn": "2024-09-02", **more}
    keeper.do("recordInspection", urn, **given)
    found = keeper.read(urn, "inspections { nodes { id number } }")["inspections"]["nodes"]
    return next(each["id"] for each in found if each["number"] == number)


def test_an_inspection_is_corrected_also_when_it_is_published(keeper, urn):
    key = inspect(keeper, urn, **JUDGED)
    keeper.do("publishInspection", urn, number="M1", publishedOn="2024-10-01")

    corrected = keeper.do(
        "correctInspection", urn, shown="currentJudgement { number startedOn overallExperiencesAndProgress }",
        number="M1", newNumber="M2", startedOn="2024-09-01", overallExperiencesAndProgress="OUTSTANDING", reason=WHY,
    )  # fmt: skip

    assert corrected.home["currentJudgement"] == {
        "number": "M2", "startedOn": "2024-09-01", "overallExperiencesAndProgress": "OUTSTANDING"}  # fmt: skip
    assert kept(keeper, "inspection", key) == (3, 1)
    assert WHY in keeper.reasons(urn)


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"number": "M9"}, [("POLICY_NOT_FOUND", "number")]),
        ({"reason": None, "startedOn": "2024-09-03"}, [("RULE_REQUIRED", "reason")]),
        ({}, [("RULE_NOTHING_GIVEN", None)]),
        ({"kind": None}, [("RULE_REQUIRED", "kind")]),
        ({"newNumber": "M-2"}, [("RULE_NUMBER_FORM", "newNumber")]),
        ({"newNumber": "M3"}, [("CONFLICT_DUPLICATE", "newNumber")]),
        ({"startedOn": "2024-04-30"}, [("RULE_INSPECTION_DAY", "startedOn")]),
        ({"startedOn": "2999-01-01"}, [("RULE_DATE_IN_FUTURE", "startedOn")]),
        ({"endedOn": "2024-09-01"}, [("RULE_DATES_ORDER", "endedOn")]),
        ({"kind": "INTERIM"}, [("RULE_INSPECTION_KIND", "kind"), ("RULE_NOT_JUDGED_HERE", OVERALL)]),
        ({"helpedAndProtected": "INADEQUATE"}, [("RULE_PROTECTION_LIMITS", OVERALL)]),
    ],
)  # fmt: skip
def test_an_inspection_is_not_corrected_against_a_rule(keeper, urn, given, problems):
    inspect(keeper, urn, **JUDGED)
    inspect(keeper, urn, number="M3")
    before = keeper.version(urn)

    told = keeper.do("correctInspection", urn, **{"number": "M1", "reason": WHY} | given)

    assert (told.problems, keeper.version(urn)) == (problems, before)


def test_a_withdrawn_inspection_is_shown_nowhere_and_its_history_is_kept(keeper, urn):
    key = inspect(keeper, urn, **JUDGED)

    unsaid = keeper.do("withdrawInspection", urn, number="M1")
    told = keeper.do(
        "withdrawInspection",
        urn,
        shown="currentJudgement { number } inspections { totalCount }",
        number="M1",
        reason=WHY,
    )

    assert unsaid.problems == [("RULE_REQUIRED", "reason")]
    assert told.home == {"currentJudgement": None, "inspections": {"totalCount": 0}}
    assert kept(keeper, "inspection", key) == (1, 0)
    assert WHY in keeper.reasons(urn)


def vary(keeper, urn, change, places=None, on="2024-06-01", wording="No more than a few."):
    given = {"change": change, "kind": "MAX_PLACES", "effectiveFrom": on, "wording": wording}
    keeper.do("varyConditions", urn, changes=[given | ({"places": places} if places else {})])
    return keeper.read(urn, "conditions { id places endedOn }")["conditions"][0]["id"]


def test_a_condition_on_places_has_its_number_which_the_homes_places_follow_when_it_is_corrected(keeper, urn):
    key = vary(keeper, urn, "IMPOSED", 2)

    corrected = keeper.do(
        "correctCondition", urn, shown="places conditions { places wording effectiveFrom }",
        condition=key, places=4, wording="No more than four.", effectiveFrom="2024-06-02", reason=WHY,
    )  # fmt: skip

    assert corrected.home == {
        "places": 4,
        "conditions": [{"places": 4, "wording": "No more than four.", "effectiveFrom": "2024-06-02"}],
    }


def test_a_withdrawn_variation_leaves_the_condition_before_in_force(keeper, urn):
    vary(keeper, urn, "IMPOSED", 2)
    varied = vary(keeper, urn, "VARIED", 1, on="2024-07-01")

    told = keeper.do(
        "withdrawCondition", urn, shown="places conditions { places endedOn }", condition=varied, reason=WHY
    )

    assert told.home == {"places": 2, "conditions": [{"places": 2, "endedOn": None}]}


def test_a_condition_that_was_removed_by_mistake_is_in_force_again(keeper, urn):
    key = vary(keeper, urn, "IMPOSED", 2)
    removed = {"change": "REMOVED", "kind": "MAX_PLACES", "effectiveFrom": "2024-08-01"}
    keeper.do("varyConditions", urn, changes=[removed])

    told = keeper.do(
        "correctCondition", urn, shown="conditions { change endedOn }", condition=key, endedOn=None, reason=WHY
    )
    twice = keeper.do("correctCondition", urn, condition=key, kind="NEEDS", reason=WHY)

    assert told.home == {"conditions": [{"change": "IMPOSED", "endedOn": None}]}
    assert twice.problems == [("RULE_NOT_WANTED", "places")]


def test_a_notice_is_corrected_with_the_state_of_its_appeal_and_withdrawn(keeper, urn):
    given = {"kind": "NOTICE_OF_DECISION", "servedOn": "2024-06-01", "reasons": "Staffing.", "appealStatus": "NONE"}
    keeper.do("serveNotice", urn, **given)
    key = keeper.read(urn, "notices { id }")["notices"][0]["id"]
    keeper.do("liftNotice", urn, notice=key, liftedOn="2024-06-10")

    corrected = keeper.do(
        "correctNotice", urn, shown="notices { servedOn liftedOn appealStatus appealNote }",
        notice=key, servedOn="2024-06-02", liftedOn=None, appealStatus="DISMISSED", appealNote="No 4.", reason=WHY,
    )  # fmt: skip
    wrong = keeper.do("correctNotice", urn, notice=key, appealStatus=None, reason=WHY)
    withdrawn = keeper.do("withdrawNotice", urn, shown="notices { id }", notice=key, reason=WHY)

    now = {"servedOn": "2024-06-02", "liftedOn": None, "appealStatus": "DISMISSED", "appealNote": "No 4."}
    assert corrected.home == {"notices": [now]}
    assert wrong.problems == [("RULE_APPEAL_STATUS", "appealStatus")]
    assert withdrawn.home == {"notices": []}
    assert kept(keeper, "notice", key) == (3, 0)


def test_an_appeal_is_followed_from_none_to_its_end_and_stands_in_no_words_of_its_own(keeper, urn):
    given = {"kind": "NOTICE_OF_DECISION", "servedOn": "2024-06-01", "reasons": "Staffing."}
    keeper.do("serveNotice", urn, **given, appealStatus="NONE")
    key = keeper.read(urn, "notices { id }")["notices"][0]["id"]

    told = [
        keeper.do("correctNotice", urn, shown="notices { appealStatus }", notice=key, appealStatus=now, reason=WHY).home
        for now in ("LODGED", "VARIED")
    ]
    words = keeper.send("serveNotice", {"urn": urn, "expectedVersion": 1, **given, "appealStatus": "banana"})

    assert told == [{"notices": [{"appealStatus": now}]} for now in ("LODGED", "VARIED")]
    assert words.json["errors"][0]["extensions"]["code"] == "REQUEST_INVALID"
    assert all(each.name in words.json["errors"][0]["extensions"]["hint"] for each in AppealStatus)


def test_the_notice_on_which_a_suspension_rests_is_withdrawn_once_the_suspension_is_corrected(keeper, urn):
    suspended = {"suspendedOn": "2024-06-01", "reasons": "Not safe.", "appealStatus": "NONE"}
    keeper.do("suspendRegistration", urn, **suspended)
    key = keeper.read(urn, "notices { id }")["notices"][0]["id"]

    early = keeper.do("withdrawNotice", urn, notice=key, reason=WHY)
    kind = keeper.do("correctNotice", urn, notice=key, kind="CAUTION", reason=WHY)
    keeper.do("correctRegistration", urn, status="REGISTERED", reason=WHY)
    then = keeper.do("withdrawNotice", urn, shown="registrationStatus notices { id }", notice=key, reason=WHY)

    assert early.problems == [("RULE_NOTICE_KIND", "notice")]
    assert kind.problems == [("RULE_NOTICE_KIND", "kind")]
    assert then.home == {"registrationStatus": "REGISTERED", "notices": []}


def people(keeper, urn):
    shown = "people { id name role validFrom validTo } registeredManager { name }"
    found = keeper.read(urn, shown)
    return [each for each in found["people"] if each["role"] == "REGISTERED_MANAGER"], found["registeredManager"]


def test_former_managers_are_listed_and_their_days_corrected(keeper, urn):
    keeper.do("changeManager", urn, name="Bryony Lark", changedOn="2024-08-01")
    before, manager = people(keeper, urn)

    keeper.do("correctPerson", urn, person=before[0]["id"], validFrom="2024-07-01", reason=WHY)
    after, _ = people(keeper, urn)

    assert manager == {"name": "Bryony Lark"}
    assert [(each["name"], each["validFrom"], each["validTo"]) for each in before] == [
        ("Bryony Lark", "2024-08-01", None), ("Juniper Vane", "2024-05-01", "2024-08-01")]  # fmt: skip
    assert [(each["validFrom"], each["validTo"]) for each in after] == [
        ("2024-07-01", None), ("2024-05-01", "2024-07-01")]  # fmt: skip


def test_a_manager_who_was_recorded_by_mistake_is_withdrawn_and_the_one_before_goes_on(keeper, urn):
    keeper.do("changeManager", urn, name="Bryony Lark", changedOn="2024-08-01")
    (wrong, _), _ = people(keeper, urn)

    keeper.do("withdrawPerson", urn, person=wrong["id"], reason=WHY)

    found, manager = people(keeper, urn)
    assert manager == {"name": "Juniper Vane"}
    assert [(each["name"], each["validTo"]) for each in found] == [("Juniper Vane", None)]


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"validFrom": "2024-05-01"}, [("RULE_DATES_ORDER", "validFrom")]),
        ({"validFrom": None}, [("RULE_REQUIRED", "validFrom")]),
        ({"validTo": "2024-08-01"}, [("RULE_DATES_ORDER", "validTo")]),
        ({"validTo": "2999-08-01"}, [("RULE_DATE_IN_FUTURE", "validTo")]),
        ({"name": None}, [("RULE_REQUIRED", "name")]),
    ],
)
def test_two_people_never_have_one_post_at_a_time(keeper, urn, given, problems):
    keeper.do("changeManager", urn, name="Bryony Lark", changedOn="2024-08-01")
    (last, first), _ = people(keeper, urn)

    told = keeper.do("correctPerson", urn, **{"person": last["id"], "reason": WHY} | given)
    longer = keeper.do("correctPerson", urn, person=first["id"], validTo=None, reason=WHY)

    assert told.problems == problems
    assert longer.problems == [("RULE_POST_HELD", "validFrom")]


def test_a_registration_that_was_ended_by_mistake_is_in_force_again(keeper, urn):
    keeper.do("cancelRegistration", urn, way="BY_OFSTED", ceasedOn="2024-09-01")

    way = keeper.do(
        "correctRegistration", urn, shown="registrationStatus ceasedOn", status="CANCELLED_VOLUNTARY", reason=WHY
    )
    back = keeper.do("correctRegistration", urn, shown="registrationStatus ceasedOn", status="REGISTERED", reason=WHY)

    assert way.home == {"registrationStatus": "CANCELLED_VOLUNTARY", "ceasedOn": "2024-09-01"}
    assert back.home == {"registrationStatus": "REGISTERED", "ceasedOn": None}
    assert WHY in keeper.reasons(urn)


@pytest.mark.parametrize(
    ("operates", "command", "given"),
    [
        ("OPEN", "cancelRegistration", {"way": "BY_OFSTED", "ceasedOn": "2024-09-01"}),
        ("TEMPORARILY_CLOSED", "cancelRegistration", {"way": "VOLUNTARY", "ceasedOn": "2024-09-01"}),
        ("OPEN", "suspendRegistration", SUSPENDED),
        ("OPEN_NO_CHILDREN", "suspendRegistration", SUSPENDED),
        ("TEMPORARILY_CLOSED", "suspendRegistration", SUSPENDED),
    ],
)
def test_a_home_that_was_closed_by_mistake_operates_again_as_it_did(keeper, urn, operates, command, given):
    keeper.do("recordFirstAccommodation", urn, firstAccommodatedOn="2024-06-01")
    keeper.do("correctHome", urn, operationalStatus=operates)

    keeper.do(command, urn, **given)
    back = keeper.do("correctRegistration", urn, shown="operationalStatus", status="REGISTERED", reason=WHY)

    assert back.home == {"operationalStatus": operates}


def test_a_suspended_home_that_was_closed_by_mistake_operates_again_as_before_the_suspension(keeper, urn):
    keeper.do("recordFirstAccommodation", urn, firstAccommodatedOn="2024-06-01")
    keeper.do("suspendRegistration", urn, **SUSPENDED)
    keeper.do("cancelRegistration", urn, way="VOLUNTARY", ceasedOn="2024-10-01")

    still = keeper.do("correctRegistration", urn, shown="operationalStatus", status="SUSPENDED", reason=WHY)
    keeper.do("cancelRegistration", urn, way="VOLUNTARY", ceasedOn="2024-10-01")
    never = keeper.do("correctRegistration", urn, shown="operationalStatus", status="REGISTERED", reason=WHY)

    assert still.home == {"operationalStatus": "TEMPORARILY_CLOSED"}
    assert never.home == {"operationalStatus": "OPEN"}


def test_a_registration_that_was_granted_by_mistake_is_an_application_again(keeper, urn):
    told = keeper.do(
        "correctRegistration", urn, shown="registrationStatus registeredOn operationalStatus",
        status="APPLICATION_RECEIVED", reason=WHY,
    )  # fmt: skip

    assert told.home == {
        "registrationStatus": "APPLICATION_RECEIVED", "registeredOn": None,
        "operationalStatus": "NOT_YET_ACCOMMODATING"}  # fmt: skip


def test_a_home_that_passed_to_another_provider_names_its_successor_and_stays_as_it_is(keeper, urn):
    new = f"{int(urn) % 8_999_999 + 1_000_001}"
    keeper.do("changeProvider", urn, newUrn=new, providerReference="TEST-PERSON", changedOn="2024-09-01")

    told = keeper.do("correctRegistration", urn, status="REGISTERED", reason=WHY)
    seen = keeper.server.ask(
        "query ($urn: Urn!) { home(urn: $urn) { registrationStatus successor { urn } } }", "police", NORTHBY, urn=urn
    )

    assert told.problems == [("RULE_HAS_SUCCESSOR", "status")]
    assert keeper.read(new, "previousUrn successor { urn }") == {"previousUrn": urn, "successor": None}
    assert seen.data["home"] == {"registrationStatus": "LAPSED", "successor": {"urn": new}}


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"status": "SUSPENDED"}, [("RULE_ILLEGAL_TRANSITION", "status")]),
        ({"status": "LAPSED", "ceasedOn": "2024-09-01"}, [("RULE_ILLEGAL_TRANSITION", "status")]),
        ({"status": "APPLICATION_RECEIVED", "ceasedOn": "2024-09-01"}, [("RULE_NOT_WANTED", "ceasedOn")]),
        ({"status": "APPLICATION_RECEIVED", "reason": None}, [("RULE_REQUIRED", "reason")]),
    ],
)
def test_a_registration_is_not_corrected_to_what_it_cannot_have_been(keeper, urn, given, problems):
    told = keeper.do("correctRegistration", urn, **{"reason": WHY} | given)

    assert told.problems == problems
