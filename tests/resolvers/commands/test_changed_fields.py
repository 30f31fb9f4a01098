"""Whoever knows an old version of a home is told which of its fields changed since, and changes nothing."""

import pytest

from tests.support.command_client import building, new_home
from tests.support.story import INSIDE


@pytest.fixture
def urn(keeper, request):
    """A home of this test's own, at version 1."""
    made = f"SC99{abs(hash(request.node.name)) % 10_000:04}"
    keeper.do("registerHome", **new_home(made))
    return made


def stale(keeper, urn, version=1, **given):
    """What is told to whoever expects a version that is no longer, or not yet."""
    told = keeper.do(
        "changeManager", urn, **{"expectedVersion": version, "changedOn": "2025-01-01", "name": "A B"} | given
    )
    (problem,) = told.payload["problems"]
    assert (told.home, problem["code"], problem["field"]) == (None, "CONFLICT_STALE", "expectedVersion")
    return problem["currentVersion"], problem["changed"]


@pytest.mark.parametrize(
    ("command", "given", "changed"),
    [
        ("correctHome", {"name": "Rookery", "places": 2}, ["places", "name"]),
        ("changeManager", {"name": "Bryony Lark", "changedOn": "2024-06-01"}, ["registeredManager", "people"]),
        (
            "serveNotice",
            {"kind": "RESTRICTION_OF_ACCOMMODATION", "servedOn": "2024-06-01", "reasons": "R.", "appealStatus": "NONE"},
            ["notices", "restriction"],
        ),
        ("serveNotice", {"kind": "COMPLIANCE_NOTICE", "servedOn": "2024-06-01", "reasons": "R."}, ["notices"]),
        (
            "recordInspection",
            {"number": "S1", "kind": "FULL", "startedOn": "2024-06-01"},
            ["latestInspection", "latestFullInspection", "inspections"],
        ),
        (
            "suspendRegistration",
            {"suspendedOn": "2024-06-01", "reasons": "R.", "appealStatus": "NONE"},
            ["registrationStatus", "notices"],
        ),
        (
            "changePremises",
            {"changedOn": "2025-01-01", "premises": [building(postcode="ZZ7 7ZZ", longitude=-2.21)]},
            ["postcode", "location", "address", "premises"],
        ),
    ],
)
def test_the_fields_that_changed_are_named(keeper, urn, command, given, changed):
    assert keeper.do(command, urn, **given).problems == []

    assert stale(keeper, urn) == (2, changed)


def test_only_what_changed_since_the_version_that_was_known_is_named(keeper, urn):
    keeper.do("correctHome", urn, name="Rookery")
    keeper.do("correctHome", urn, places=2)
    keeper.do("correctHome", urn, places=3, ageMin=5)

    assert stale(keeper, urn, 1) == (4, ["name", "ageMin"])
    assert stale(keeper, urn, 2) == (4, ["ageMin"])
    assert stale(keeper, urn, 3) == (4, ["places", "ageMin"])


@pytest.mark.parametrize("version", [99, 2_147_483_647])
def test_a_version_that_is_not_yet_is_no_better_known(keeper, version):
    assert stale(keeper, INSIDE, version) == (1, [])


@pytest.mark.parametrize("version", [0, -1])
def test_a_version_that_never_was_tells_of_everything_that_is_recorded(keeper, version):
    current, changed = stale(keeper, INSIDE, version)

    assert current == 1
    assert {"urn", "name", "registeredManager", "inspections", "conditions", "postcode"} <= set(changed)
