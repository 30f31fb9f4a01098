"""What was recorded wrongly is put right in place, and what was believed before is kept."""

import uuid

import pytest

from tests.support.command_client import building, new_home
from tests.support.story import INSIDE, NORTHBY, OUTSIDE, PLAIN, SOUTHBY, UNPLACED


def now(keeper):
    return keeper.scalar("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")


def test_what_is_given_is_put_right_and_the_rest_stays_as_it_was(keeper):
    shown = "name places sector ageMin needs operationalStatus registeredManager { name validFrom } contactTelephone"
    before = keeper.read(INSIDE, shown)
    told = keeper.do(
        "correctHome", INSIDE, shown=shown, name="Ashes", places=4, needs=["MENTAL_HEALTH"], ageMin=9,
        registeredManager="Perpetua Mosse", contactTelephone="+441632960002",
    )  # fmt: skip

    assert told.home == before | {
        "name": "Ashes", "places": 4, "needs": ["MENTAL_HEALTH"], "ageMin": 9, "contactTelephone": "+441632960002",
        "registeredManager": {"name": "Perpetua Mosse", "validFrom": "2020-01-01"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("needs", "found"),
    [
        ("{eq: MENTAL_HEALTH}", [INSIDE, OUTSIDE]),
        ("{contains: [MENTAL_HEALTH]}", [INSIDE, OUTSIDE]),
        ("{contains: [MENTAL_HEALTH, COMPLEX_HEALTH]}", [OUTSIDE]),
        ("{containsAny: [SENSORY_IMPAIRMENT, COMPLEX_HEALTH]}", [OUTSIDE]),
        ("{containsAny: [SENSORY_IMPAIRMENT]}", []),
    ],
)
def test_homes_are_found_by_several_needs_and_only_where_they_may_be_read(keeper, needs, found):
    keeper.do("correctHome", INSIDE, needs=["MENTAL_HEALTH"])
    keeper.do("correctHome", OUTSIDE, needs=["MENTAL_HEALTH", "COMPLEX_HEALTH"])

    def asked(agency, area=None):
        answer = keeper.server.ask(f"{{ homes(where: {{needs: {needs}}}) {{ nodes {{ urn }} }} }}", agency, area)
        return answer.codes or [home["urn"] for home in answer.data["homes"]["nodes"]]

    assert asked("ofsted") == found
    assert asked("police", NORTHBY) == [urn for urn in found if urn != OUTSIDE]
    assert asked("police", SOUTHBY) == [urn for urn in found if urn != INSIDE]
    assert asked("dfe_statistics") == ["POLICY_FORBIDDEN_MATCH"]


def test_null_says_that_it_is_not_known(keeper):
    keeper.do("correctHome", PLAIN, ageMin=5, name="Oak")

    told = keeper.do("correctHome", PLAIN, shown="ageMin name", ageMin=None)

    assert told.home == {"ageMin": None, "name": "Oak"}


SENT = """mutation ($version: Int!, $key: String!, $a: Int, $p: String = null, $l: String, $id: ID!) {
  correctHome(input: {
    urn: "%s", expectedVersion: $version, ageMax: $a, contactTelephone: $p, places: 6,
    premises: [{id: $id, locality: $l}], idempotencyKey: $key, dryRun: true
  }) { changes { record field before after } problems { code } }
}"""
WHOLE = """mutation ($input: CorrectHomeInput!) {
  correctHome(input: $input) { changes { record field before after } problems { code } }
}"""
BATCH = """mutation ($input: ApplyChangesInput!) {
  applyChanges(input: $input) { changes { record field before after } problems { code } }
}"""
PLACES = {("Home", "places"): ("3", "6")}
TELEPHONE, AGE = ("Home", "contactTelephone"), ("Home", "ageMax")
LOCALITY = ("Premises", "address.locality")


@pytest.fixture
def settled(keeper):
    """A home of ages 8 to 17 with a telephone number and a building with a locality, and that building's key."""
    urn = f"{uuid.uuid4().int % 9_000_000 + 1_000_000}"
    keeper.do("registerHome", **new_home(urn, premises=[building(locality="Nether Alder")]))
    return urn, keeper.read(urn, "premises { id }")["premises"][0]["id"]


def changes_of(answer):
    """What a dry run says would change: by record and field, before and after."""
    ((payload),) = answer.data.values()
    assert payload["problems"] == []
    return {(each["record"], each["field"]): (each["before"], each["after"]) for each in payload["changes"]}


@pytest.mark.parametrize(
    ("variables", "changed"),
    [
        ({}, {TELEPHONE: ("+441632960001", None)}),
        ({"a": None}, {TELEPHONE: ("+441632960001", None), AGE: ("17", None)}),
        ({"p": "+441632960002"}, {TELEPHONE: ("+441632960001", "+441632960002")}),
        ({"p": "+441632960001", "l": None}, {LOCALITY: ("Nether Alder", None)}),
    ],
)
def test_a_variable_that_is_left_out_keeps_what_was_and_null_or_a_default_of_null_empties_it(
    keeper, settled, variables, changed
):
    urn, key = settled
    sent = {"version": 1, "key": str(uuid.uuid4()), "id": key} | variables

    assert changes_of(keeper.server.ask(SENT % urn, "ofsted", **sent)) == PLACES | changed


@pytest.mark.parametrize("text", [WHOLE, BATCH], ids=["alone", "in a batch"])
def test_in_an_input_that_is_one_variable_what_is_left_out_is_kept_and_null_is_not_known(keeper, settled, text):
    urn, key = settled
    given = {"urn": urn, "expectedVersion": 1, "ageMax": None, "premises": [{"id": key, "locality": None}]}
    item = {"items": [{"correctHome": given}]} if text is BATCH else given
    sent = item | {"idempotencyKey": str(uuid.uuid4()), "dryRun": True}

    changed = changes_of(keeper.server.ask(text, "ofsted", input=sent))

    assert changed == {AGE: ("17", None), LOCALITY: ("Nether Alder", None)}


def test_a_key_that_was_sent_with_a_value_left_out_is_not_answered_for_one_that_is_null(keeper, settled):
    urn, _ = settled
    given = {"urn": urn, "expectedVersion": 1, "places": 6, "idempotencyKey": str(uuid.uuid4())}
    first = keeper.send("correctHome", given).data["correctHome"]["problems"]
    other = keeper.send("correctHome", given | {"ageMax": None}).data["correctHome"]["problems"]

    assert (first, [each["code"] for each in other]) == ([], ["CONFLICT_IDEMPOTENCY"])
    assert keeper.read(urn, "ageMax") == {"ageMax": 17}


def test_what_the_register_said_before_a_correction_is_still_told_of_that_time(keeper):
    then = now(keeper)
    keeper.do("correctHome", OUTSIDE, name="Elmwood")
    asked = "query ($urn: Urn!, $at: DateTime) { home(urn: $urn, asOf: $at) { name } }"

    assert keeper.read(OUTSIDE, "name") == {"name": "Elmwood"}
    assert keeper.server.ask(asked, "ofsted", urn=OUTSIDE, at=then).data["home"] == {"name": "Elm House"}


def test_a_home_that_was_put_in_the_wrong_place_never_stood_there(keeper):
    keeper.do("registerHome", **new_home("SC960001", premises=[building(postcode="ZZ6 6ZZ")]))
    right = {"longitude": -2.0767566, "latitude": 53.4517508}
    told = keeper.do("correctHome", "SC960001", shown="force { code } premises { validFrom }", premises=[right])
    seen = 'query ($on: Date) { home(urn: "SC960001", validOn: $on) { name } }'

    assert told.home == {"force": {"code": SOUTHBY}, "premises": [{"validFrom": "2024-05-01"}]}
    assert keeper.server.ask(seen, "police", SOUTHBY, on="2024-06-01").data["home"] == {"name": "Rook House"}
    assert keeper.server.ask(seen, "police", NORTHBY, on="2024-06-01").data["home"] == {"name": None}
    assert keeper.scalar("select count(*) from register.home_reach r join register.home h on h.id = r.home_id "
                         "where h.urn = 'SC960001' and r.area_code = :code", code=NORTHBY) == 0  # fmt: skip


def test_a_home_of_which_only_the_authority_was_known_is_named(keeper):
    told = keeper.do("correctHome", UNPLACED, shown="name ageMax", name="Thrift House", ageMax=16)

    assert (told.problems, told.home) == ([], {"name": "Thrift House", "ageMax": 16})


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({}, [("RULE_NOTHING_GIVEN", None)]),
        ({"kind": None, "needs": None}, [("RULE_REQUIRED", "kind"), ("RULE_REQUIRED", "needs")]),
        ({"ceasedOn": "2024-01-01"}, [("RULE_STATUS_DAYS", "ceasedOn")]),
        ({"registeredOn": "2999-01-01"}, [("RULE_DATE_IN_FUTURE", "registeredOn")]),
        ({"firstAccommodatedOn": "2019-04-30"}, [("RULE_DATES_ORDER", "firstAccommodatedOn")]),
        ({"previousUrn": PLAIN}, [("RULE_PREVIOUS_URN", "previousUrn")]),
        ({"previousUrn": "X"}, [("RULE_URN_FORM", "previousUrn")]),
        ({"places": 0}, [("RULE_PLACES", "places")]),
        ({"name": ""}, [("RULE_TEXT_EMPTY", "name")]),
        ({"ageMax": 19}, [("RULE_AGES", "ageMax")]),
        ({"needs": ["MENTAL_HEALTH", "MENTAL_HEALTH"]}, [("RULE_NEEDS", "needs")]),
        ({"kind": "SECURE_CHILDRENS_HOME"}, [("RULE_SECURE_APPROVAL", "secureApproved")]),
        ({"securePlaces": 1}, [("RULE_SECURE_PLACES", "securePlaces")]),
        (
            {"operationalStatus": "NOT_YET_ACCOMMODATING", "firstAccommodatedOn": "2024-01-01"},
            [("RULE_OPERATIONAL_STATUS", "operationalStatus")],
        ),
        ({"contactTelephone": "x"}, [("RULE_TELEPHONE_FORM", "contactTelephone")]),
        ({"registeredManager": "A B"}, [("RULE_POST_NOT_HELD", "registeredManager")]),
        ({"providerReference": "NOBODY"}, [("POLICY_NOT_FOUND", "providerReference")]),
        ({"providerReference": None}, [("RULE_REQUIRED", "providerReference")]),
        ({"premises": [{"id": "x", "town": "A"}]}, [("POLICY_NOT_FOUND", "premises.0.id")]),
        ({"premises": [{"precision": None}]}, [("RULE_POSITION_WHOLE", "premises.0.longitude")]),
        ({"premises": [{"postcode": "x", "validFrom": "2999-01-01"}]},
         [("RULE_POSTCODE_FORM", "premises.0.postcode"), ("RULE_DATE_IN_FUTURE", "premises.0.validFrom")]),
    ],
)  # fmt: skip
def test_a_correction_against_a_rule_changes_nothing(keeper, given, problems):
    before = keeper.scalar("select count(*) from register.entry")
    told = keeper.do("correctHome", PLAIN, **given)

    assert (told.home, told.problems) == (None, problems)
    assert keeper.scalar("select count(*) from register.entry") == before
