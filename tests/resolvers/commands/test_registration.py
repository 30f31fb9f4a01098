"""A home comes onto the register whole, placed by its point, or not at all, with every broken rule told."""

from datetime import UTC, datetime

import pytest

from tests.support.command_client import building, new_home
from tests.support.story import INSIDE, NORTHBY, ON_THE_LINE, SOUTHBY

SHOWN = """
urn version kind sector registrationStatus registeredOn places shortBreaksOnly provider { reference }
force { code } authority { code } name ageMin ageMax sexAdmitted needs operationalStatus contactTelephone
premises { isMain postcode uprn usrn location { longitude latitude easting northing precision } validFrom }
registeredManager { name validFrom } responsibleIndividual { name }
"""


STANDING = {
    "isMain": True,
    "postcode": "ZZ99 9ZZ",
    "uprn": "900000000999",
    "usrn": "88",
    "location": {
        "longitude": -2.2,
        "latitude": 53.45,
        "easting": 386814.84,
        "northing": 394821.114,
        "precision": "UPRN",
    },
    "validFrom": "2024-05-01",
}


def test_a_home_is_registered_with_all_that_is_given_and_stands_in_its_force_at_once(keeper):
    premises = building(postcode="zz99 9zz", uprn="900000000999", usrn="88")
    told = keeper.do("registerHome", shown=SHOWN, **new_home("SC920001", premises=[premises], reason="Granted."))

    assert told.problems == []
    assert told.home == {
        "urn": "SC920001",
        "version": 1,
        "kind": "CHILDRENS_HOME",
        "sector": "PRIVATE",
        "registrationStatus": "REGISTERED",
        "registeredOn": "2024-05-01",
        "places": 3,
        "shortBreaksOnly": False,
        "provider": {"reference": "TEST-COMPANY"},
        "force": {"code": NORTHBY},
        "authority": {"code": "E08000003"},
        "name": "Rook House",
        "ageMin": 8,
        "ageMax": 17,
        "sexAdmitted": "MIXED",
        "needs": ["MENTAL_HEALTH"],
        "operationalStatus": "NOT_YET_ACCOMMODATING",
        "contactTelephone": "+441632960001",
        "premises": [STANDING],
        "registeredManager": {"name": "Juniper Vane", "validFrom": "2024-05-01"},
        "responsibleIndividual": {"name": "Merle Osgood"},
    }
    assert keeper.reasons("SC920001") == ["Granted."]


def test_the_force_sees_it_at_once_and_the_force_next_door_does_not(keeper):
    keeper.do("registerHome", **new_home("SC920002"))
    seen = '{ home(urn: "SC920002") { name } }'

    assert keeper.server.ask(seen, "police", NORTHBY).data["home"] == {"name": "Rook House"}
    assert keeper.server.ask(seen, "police", SOUTHBY).data["home"] == {"name": None}


def test_a_home_exactly_on_the_line_stands_in_both_forces(keeper):
    keeper.do("registerHome", **new_home("SC920003"))
    place = keeper.read(ON_THE_LINE, "location { longitude latitude }")["location"]
    on_line = [building(), building(isMain=False, postcode="ZZ2 2ZZ", **place)]
    told = keeper.do("registerHome", shown="premises { onEdge }", **new_home("SC920004", premises=on_line))

    assert told.problems == []
    seen = [keeper.server.ask('{ home(urn: "SC920004") { name } }', "police", force).data["home"]["name"]
            for force in (NORTHBY, SOUTHBY)]  # fmt: skip
    assert seen == ["Rook House", "Rook House"]


@pytest.mark.parametrize(
    ("more", "problems"),
    [
        ({"urn": INSIDE}, [("CONFLICT_DUPLICATE", "urn")]),
        ({"urn": "SC12"}, [("RULE_URN_FORM", "urn")]),
        ({"registeredOn": "2999-01-01"}, [("RULE_DATE_IN_FUTURE", "registeredOn")]),
        ({"registeredOn": "1899-12-31"}, [("RULE_DATE_TOO_EARLY", "registeredOn")]),
        ({"places": 0}, [("RULE_PLACES", "places")]),
        ({"name": " "}, [("RULE_TEXT_EMPTY", "name")]),
        ({"name": "x" * 201}, [("RULE_TEXT_TOO_LONG", "name")]),
        ({"name": "a\u202eb"}, [("RULE_TEXT_DIRECTION", "name")]),
        ({"ageMin": 12, "ageMax": 9}, [("RULE_AGES", "ageMax")]),
        ({"needs": []}, [("RULE_NEEDS", "needs")]),
        ({"kind": "SECURE_CHILDRENS_HOME"}, [("RULE_SECURE_APPROVAL", "secureApproved")]),
        ({"secureApproved": True}, [("RULE_SECURE_APPROVAL", "secureApproved")]),
        ({"securePlaces": 2}, [("RULE_SECURE_PLACES", "securePlaces")]),
        ({"contactTelephone": "01632 960001"}, [("RULE_TELEPHONE_FORM", "contactTelephone")]),
        ({"providerReference": "NOBODY"}, [("POLICY_NOT_FOUND", "providerReference")]),
        ({"responsibleIndividual": None}, [("RULE_RESPONSIBLE_INDIVIDUAL", "responsibleIndividual")]),
        ({"registeredManager": ""}, [("RULE_TEXT_EMPTY", "registeredManager")]),
        ({"premises": []}, [("RULE_MAIN_PREMISES", "premises")]),
        ({"premises": [building(), building()]}, [("RULE_MAIN_PREMISES", "premises")]),
        ({"premises": [building(postcode="1AA")]}, [("RULE_POSTCODE_FORM", "premises.0.postcode")]),
        ({"premises": [building(uprn="0")]}, [("RULE_UPRN_FORM", "premises.0.uprn")]),
        ({"premises": [building(usrn="123456789")]}, [("RULE_USRN_FORM", "premises.0.usrn")]),
        ({"premises": [building(street="a\tb")]}, [("RULE_TEXT_CONTROL", "premises.0.street")]),
        ({"premises": [building(longitude=53.45, latitude=-2.2)]}, [("RULE_POSITION_SWAPPED", "premises.0.longitude")]),
        ({"premises": [building(longitude=-3.2, latitude=57.1)]}, [("RULE_POSITION_OUTSIDE", "premises.0.longitude")]),
        ({"reason": ""}, [("RULE_TEXT_EMPTY", "reason")]),
        (
            {"urn": "X", "places": -1, "name": "", "ageMax": 40, "premises": [building(postcode="?", uprn="x")]},
            [
                ("RULE_URN_FORM", "urn"),
                ("RULE_PLACES", "places"),
                ("RULE_TEXT_EMPTY", "name"),
                ("RULE_AGES", "ageMax"),
                ("RULE_POSTCODE_FORM", "premises.0.postcode"),
                ("RULE_UPRN_FORM", "premises.0.uprn"),
            ],
        ),
    ],
)
def test_a_home_is_not_registered_against_a_rule_and_every_broken_one_is_told(keeper, more, problems):
    before = keeper.scalar("select count(*) from register.entry")
    told = keeper.do("registerHome", **(new_home("SC920009") | more))

    assert (told.home, told.problems) == (None, problems)
    assert keeper.scalar("select count(*) from register.entry") == before


def test_a_point_far_from_where_another_home_of_the_same_postcode_stands_is_refused(keeper):
    keeper.do("registerHome", **new_home("SC920010", premises=[building(postcode="ZZ3 3ZZ")]))
    far, near = building(postcode="ZZ3 3ZZ", latitude=53.5), building(postcode="ZZ3 3ZZ", latitude=53.46)

    assert keeper.do("registerHome", **new_home("SC920011", premises=[far])).problems == [
        ("RULE_POSTCODE_POSITION", "premises.0.postcode")
    ]
    assert keeper.do("registerHome", **new_home("SC920011", premises=[near])).problems == []


def test_a_home_of_a_person_needs_no_responsible_individual(keeper):
    given = new_home("SC920012", providerReference="TEST-PERSON", responsibleIndividual=None, registeredManager=None)
    told = keeper.do("registerHome", shown="registeredManager { name } responsibleIndividual { name }", **given)

    assert (told.problems, told.home) == ([], {"registeredManager": None, "responsibleIndividual": None})


def test_a_home_that_applies_is_not_registered_yet(keeper):
    given = new_home("SC920013")
    del given["registeredOn"]
    told = keeper.do("receiveApplication", shown="registrationStatus registeredOn", **given)

    assert told.home == {"registrationStatus": "APPLICATION_RECEIVED", "registeredOn": None}


def test_an_application_has_its_day_before_which_nothing_is_granted(keeper):
    given = new_home("SC920014", applicationReceivedOn="2024-05-02")
    del given["registeredOn"]
    received = keeper.do("receiveApplication", shown="applicationReceivedOn", **given)
    early = keeper.do("grantApplication", "SC920014", registeredOn="2024-05-01")
    granted = keeper.do("grantApplication", "SC920014", registeredOn="2024-05-02", shown="registeredOn")

    assert received.home == {"applicationReceivedOn": "2024-05-02"}
    assert early.problems == [("RULE_DATES_ORDER", "registeredOn")]
    assert granted.home == {"registeredOn": "2024-05-02"}


def test_an_application_without_a_day_is_received_today_and_none_tomorrow(keeper):
    given = new_home("SC920015")
    del given["registeredOn"]
    ahead = keeper.do("receiveApplication", **given, applicationReceivedOn="2999-01-01")
    received = keeper.do("receiveApplication", shown="applicationReceivedOn", **given)

    assert ahead.problems == [("RULE_DATE_IN_FUTURE", "applicationReceivedOn")]
    assert received.home["applicationReceivedOn"] == datetime.now(UTC).date().isoformat()
