"""Who runs homes: entered once, and changed by a registration of its own that names the old one."""

import pytest

from tests.support.command_client import new_home
from tests.support.story import INSIDE, NORTHBY

SHOWN = "reference name legalForm sector companyNumber individualName address"


def provider(reference="FERN", **more):
    return {"reference": reference, "legalForm": "COMPANY", "name": "Fern Homes", "companyNumber": "01234567"} | more


def test_a_provider_is_entered_with_what_is_personal_apart(keeper):
    body = keeper.do(
        "registerProvider", shown=SHOWN, **provider(sector="PRIVATE", address="1 Dell Way", postcode="zz11zz")
    )
    given = {"reference": "FERN-P", "legalForm": "INDIVIDUAL", "individualName": "Fern Hollis"}
    person = keeper.do("registerProvider", shown=SHOWN, **given)
    public = keeper.server.ask('{ provider(reference: "FERN-P") { name individualName } }', "dfe_statistics")

    assert body.payload["provider"] == {
        "reference": "FERN", "name": "Fern Homes", "legalForm": "COMPANY", "sector": "PRIVATE",
        "companyNumber": "01234567", "individualName": None, "address": "1 Dell Way",
    }  # fmt: skip
    assert person.payload["provider"]["individualName"] == "Fern Hollis"
    assert public.data["provider"] == {"name": None, "individualName": None}
    assert keeper.scalar("select postcode from register.provider_contact c join register.provider p "
                         "on p.id = c.provider_id where reference = 'FERN'") == "ZZ1 1ZZ"  # fmt: skip


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        (provider("TEST-COMPANY"), [("CONFLICT_DUPLICATE", "reference")]),
        (provider("x" * 61), [("RULE_TEXT_TOO_LONG", "reference")]),
        (provider("A", companyNumber=None), [("RULE_COMPANY_NUMBER", "companyNumber")]),
        (provider("A", companyNumber="1"), [("RULE_COMPANY_NUMBER_FORM", "companyNumber")]),
        (provider("A", name=None), [("RULE_PROVIDER_NAME", "name")]),
        (provider("A", legalForm="INDIVIDUAL"),
         [("RULE_INDIVIDUAL_NAME", "name"), ("RULE_PROVIDER_NAME", "individualName")]),
        (provider("A", parentReference="NOBODY"), [("POLICY_NOT_FOUND", "parentReference")]),
        (provider("A", address="a\nb", postcode="?"),
         [("RULE_TEXT_CONTROL", "address"), ("RULE_POSTCODE_FORM", "postcode")]),
    ],
)  # fmt: skip
def test_a_provider_against_a_rule_is_not_entered(keeper, given, problems):
    told = keeper.do("registerProvider", **given)

    assert (told.payload["provider"], told.problems) == (None, problems)


def test_a_home_that_passes_on_gets_a_new_number_linked_to_the_old_whose_record_is_kept(keeper):
    whose = {"newUrn": "SC950001", "providerReference": "TEST-PERSON", "changedOn": "2024-09-01"}
    told = keeper.do(
        "changeProvider", INSIDE, **whose,
        shown="urn previousUrn version registrationStatus registeredOn name provider { reference } force { code } "
        "places registeredManager { name validFrom } location { easting northing } conditions { id } notices { id }",
    )  # fmt: skip
    old = "urn registrationStatus ceasedOn name provider { reference } inspections { nodes { number } }"
    before = keeper.read(INSIDE, "registeredManager { name } version")

    assert told.problems == []
    assert told.home == {
        "urn": "SC950001", "previousUrn": INSIDE, "version": 1, "registrationStatus": "REGISTERED",
        "registeredOn": "2024-09-01", "name": "Ash House", "provider": {"reference": "TEST-PERSON"},
        "force": {"code": NORTHBY}, "places": 3,
        "registeredManager": {"name": "Perpetua Moss", "validFrom": "2024-09-01"},
        "location": {"easting": 385_000.0, "northing": 395_000.0}, "conditions": [], "notices": [],
    }  # fmt: skip
    assert keeper.read(INSIDE, old) == {
        "urn": INSIDE, "registrationStatus": "LAPSED", "ceasedOn": "2024-09-01", "name": "Ash House",
        "provider": {"reference": "TEST-COMPANY"},
        "inspections": {"nodes": [{"number": f"INSIDE{year}"} for year in (2024, 2023, 2022)]},
    }  # fmt: skip
    assert before == {"registeredManager": {"name": "Perpetua Moss"}, "version": 2}
    police = keeper.server.ask('{ home(urn: "SC950001") { name } }', "police", NORTHBY)
    assert police.data["home"] == {"name": "Ash House"}


@pytest.mark.parametrize(
    ("more", "problems"),
    [
        ({"newUrn": INSIDE}, [("CONFLICT_DUPLICATE", "newUrn")]),
        ({"newUrn": "9"}, [("RULE_URN_FORM", "newUrn")]),
        ({"providerReference": "TEST-COMPANY", "responsibleIndividual": "A B"},
         [("RULE_SAME_PROVIDER", "providerReference")]),
        ({"providerReference": "NOBODY"}, [("POLICY_NOT_FOUND", "providerReference")]),
        ({"changedOn": "2999-01-01", "responsibleIndividual": ""},
         [("RULE_DATE_IN_FUTURE", "changedOn"), ("RULE_TEXT_EMPTY", "responsibleIndividual")]),
    ],
)  # fmt: skip
def test_a_home_does_not_pass_on_against_a_rule(keeper, more, problems):
    if not keeper.read("SC950003", "urn"):
        keeper.do("registerHome", **new_home("SC950003"))
    given = {"newUrn": "SC950004", "providerReference": "TEST-PERSON", "changedOn": "2024-09-01"} | more
    told = keeper.do("changeProvider", "SC950003", **given)

    assert (told.home, told.problems) == (None, problems)
    assert keeper.read("SC950004", "urn") is None
    assert keeper.version("SC950003") == 1
