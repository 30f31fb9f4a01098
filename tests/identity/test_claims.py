"""Claims: who the bearer of a good token is."""

from datetime import UTC, datetime

import pytest

from register.errors import Unauthenticated
from register.identity.claims import Claims, read_claims
from register.vocabulary import Agency

AREAS = {Agency.POLICE: "E23000001", Agency.LOCAL_AUTHORITY: "E06000001"}
ORGANISATIONS = {Agency.HEALTH: "north-board", Agency.INTERVIEW_PROVIDER: "listeners-1"}


def claimed(agency: Agency, **changes: object) -> dict[str, object]:
    claims = {"sub": "a", "iat": 1_000, "exp": 1_600, "agency": agency.value}
    area = {"area": AREAS[agency]} if agency in AREAS else {}
    organisation = {"organisation": ORGANISATIONS[agency]} if agency in ORGANISATIONS else {}
    return claims | area | organisation | changes


@pytest.mark.parametrize("agency", Agency)
def test_every_agency_has_claims_that_are_believed(agency):
    claims = read_claims(claimed(agency, jti="t"), 600)

    assert claims == Claims(
        subject="a",
        agency=agency,
        area=AREAS.get(agency),
        organisation=ORGANISATIONS.get(agency),
        token_id="t",  # noqa: S106 - an id, not a password
        expires_at=datetime(1970, 1, 1, 0, 26, 40, tzinfo=UTC),
    )


@pytest.mark.parametrize("agency", [agency for agency in Agency if agency not in AREAS])
def test_no_other_agency_carries_an_area(agency):
    with pytest.raises(Unauthenticated) as refusal:
        read_claims(claimed(agency, area="E23000001"), 600)

    assert refusal.value.cause == "area"


@pytest.mark.parametrize("agency", [agency for agency in Agency if agency not in ORGANISATIONS])
def test_no_other_agency_carries_an_organisation(agency):
    with pytest.raises(Unauthenticated) as refusal:
        read_claims(claimed(agency, organisation="north-board"), 600)

    assert refusal.value.cause == "organisation"


@pytest.mark.parametrize(
    ("agency", "area"),
    [(Agency.POLICE, code) for code in ("E23000001", "W15000004")]
    + [(Agency.LOCAL_AUTHORITY, f"{prefix}000001") for prefix in ("E06", "E08", "E09", "E10", "W06")],
)
def test_every_kind_of_area_is_accepted_from_its_agency(agency, area):
    assert read_claims(claimed(agency, area=area), 600).area == area


@pytest.mark.parametrize("claim", ["roles", "scope", "admin", "groups", "tenant"])
def test_other_claims_grant_nothing(claim):
    assert read_claims(claimed(Agency.DFE, **{claim: ["admin"]}), 600) == read_claims(claimed(Agency.DFE), 600)


def test_a_token_may_live_its_600_seconds_and_not_one_more():
    assert read_claims(claimed(Agency.DFE, exp=1_600), 600).subject == "a"
    with pytest.raises(Unauthenticated) as refusal:
        read_claims(claimed(Agency.DFE, exp=1_601), 600)

    assert refusal.value.cause == "life"


def test_a_subject_has_at_most_200_characters():
    assert read_claims(claimed(Agency.DFE, sub="ß" * 200), 600).subject == "ß" * 200
    with pytest.raises(Unauthenticated) as refusal:
        read_claims(claimed(Agency.DFE, sub="ß" * 201), 600)

    assert refusal.value.cause == "subject"


def test_an_organisation_has_at_most_64_characters():
    assert read_claims(claimed(Agency.HEALTH, organisation="a" * 64), 600).organisation == "a" * 64
    with pytest.raises(Unauthenticated) as refusal:
        read_claims(claimed(Agency.HEALTH, organisation="a" * 65), 600)

    assert refusal.value.cause == "organisation"
