"""One child over two authorities and two forces, through the API: registered, placed, missing, found and back."""

import pytest

from register.database.private_server import Cluster
from tests.support import story
from tests.support.child_factories import ago
from tests.support.command_client import document, kept_register
from tests.support.command_inputs import INPUTS

NORTH, SOUTH = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
AUTHORITY = {"agency": "local_authority", "area": SOUTH}
FORCE = {"agency": "police", "area": story.NORTHBY}
CHILD = {"name": "Wren Hale", "dateOfBirth": "2012-02-03", "sex": "FEMALE", "nhsNumber": "9434765919"}


@pytest.fixture(scope="module")
def register(cluster: Cluster, story, worker):
    """A served copy of the story that the tests of this module change together."""
    with kept_register(cluster, story, worker, named="episodes", REGISTER_PSEUDONYM_KEY="for tests") as kept:
        yield kept


def version(register, field, key, who):
    """The version of a record as a caller reads it."""
    asked = f"query ($id: ID!) {{ {field}(id: $id) {{ version }} }}"
    return register.server.ask(asked, who["agency"], who["area"], id=key).data[field]["version"]


def known(register, agency, area, key):
    """Whether a body knows of a child, and how many of its episodes it sees."""
    asked = "query ($id: ID!) { child(id: $id) { name missingEpisodes { totalCount } } }"
    answer = register.server.ask(asked, agency, area, id=key)
    shown = answer.data["child"]
    return None if shown is None else (shown["name"], shown["missingEpisodes"]["totalCount"])


@pytest.fixture(scope="module")
def placed(register):
    """A child of Southby's whom it placed in a home in Northby."""
    child = register.done("registerChild", AUTHORITY, **CHILD)
    assert known(register, "police", story.NORTHBY, child) is None
    given = {"child": child, "expectedVersion": 1, "kind": "CHILDRENS_HOME", "urn": story.INSIDE}
    assert register.done("openPlacement", AUTHORITY, **given, startedOn="2024-01-05") == child
    return child


def test_a_child_is_followed_over_two_authorities_and_two_forces(register, placed):
    # From its placement on the host knows of the child, the other force does not.
    assert known(register, "local_authority", NORTH, placed) == ("Wren Hale", 0)
    assert known(register, "police", story.NORTHBY, placed) == ("Wren Hale", 0)
    assert known(register, "police", story.SOUTHBY, placed) is None

    began = {"startedAt": ago(hours=80).isoformat(), "lastSeenAt": ago(hours=81).isoformat()}
    reported = {"child": placed, "kind": "MISSING", "setting": "CARE", **began, "reportedAt": ago(hours=79).isoformat()}
    episode = register.done("reportMissing", FORCE, **reported)
    again = register.refused("reportMissing", FORCE, **reported)
    assert again == [("CONFLICT_DUPLICATE", "startedAt")]
    on = {"episode": episode, "expectedVersion": 1}
    register.done("assessRisk", FORCE, **on, scheme="APP_CURRENT", level="HIGH")
    assert register.refused("assessRisk", FORCE, **on, scheme="APP_CURRENT", level="LOW")[0][0] == "CONFLICT_STALE"

    # The child is missing for more than 72 hours.
    assert known(register, "ukmpu", None, placed) == ("Wren Hale", 1)
    asked = """query ($id: ID!) { missingEpisode(id: $id) {
        status risk { level } home { urn } childPseudonym child { name } owningForce { code } } }"""
    shown = register.server.ask(asked, "ofsted", id=episode).data["missingEpisode"]
    assert shown["child"] is None
    assert len(shown.pop("childPseudonym")) == 32
    assert shown == {
        "status": "INVESTIGATING", "risk": {"level": "HIGH"}, "home": {"urn": story.INSIDE}, "child": None,
        "owningForce": {"code": story.NORTHBY},
    }  # fmt: skip

    found = {"episode": episode, "expectedVersion": 2, "foundAt": ago(hours=2).isoformat(), "foundBy": "OTHER_FORCE"}
    register.done("recordFound", FORCE, **found)
    back = {"returnedAt": ago(hours=1).isoformat(), "outcome": "RETURNED_PLACEMENT"}
    register.done("recordReturn", AUTHORITY, episode=episode, expectedVersion=3, **back)
    assert register.refused("recordReturn", FORCE, episode=episode, expectedVersion=4, **back) == [
        ("RULE_EPISODE_ENDED", "episode")
    ]

    # The placement ends: the host knows of the child no more, the force for as long as its interest lasts.
    placement = register.scalar("select id::text from register.placement where child_id = :child", child=placed)
    register.done("endPlacement", AUTHORITY, placement=placement, expectedVersion=1, endedOn="2025-01-05")
    assert known(register, "local_authority", NORTH, placed) is None
    assert known(register, "police", story.NORTHBY, placed) == ("Wren Hale", 1)


def test_all_that_is_wrong_with_a_report_is_said_at_once_and_nothing_is_written(register, placed):
    before = register.scalar("select count(*) from register.missing_episode")
    given = {"kind": "MISSING", "setting": "HOSPITAL", "startedAt": "2999-01-01T00:00:00Z"}

    told = register.refused("reportMissing", FORCE, child=placed, **given, lastSeenAt="2999-01-02T00:00:00Z")

    assert {"RULE_INSTANT_IN_FUTURE", "RULE_AGE"} <= {code for code, _ in told}
    assert register.scalar("select count(*) from register.missing_episode") == before


def test_the_hour_that_comes_twice_in_autumn_is_two_hours(register):
    child = register.done("registerChild", AUTHORITY, name="Robin Vale", dateOfBirth="2012-02-04", sex="FEMALE")
    given = {"child": child, "kind": "MISSING", "setting": "HOME"}
    first, second = "2025-10-26T01:50:00+01:00", "2025-10-26T01:10:00Z"
    turned = register.refused("reportMissing", AUTHORITY, **given, startedAt=first, lastSeenAt=second)
    episode = register.done("reportMissing", AUTHORITY, **given, startedAt=first, lastSeenAt=first)
    force = {"agency": "police", "area": story.SOUTHBY}
    found = {
        "idempotencyKey": "found",
        "episode": episode,
        "expectedVersion": 1,
        "foundAt": second,
        "foundBy": "FAMILY",
    }
    # A year later its own record is closed to the force at once.
    assert register.send("recordFound", found, **force).data["recordFound"] == {"missingEpisode": None, "problems": []}

    shown = "query ($id: ID!) { missingEpisode(id: $id) { startedAt foundAt } }"
    answer = register.server.ask(shown, **AUTHORITY, id=episode).data["missingEpisode"]
    assert turned == [("RULE_INSTANTS_ORDER", "startedAt")]
    assert answer == {"startedAt": "2025-10-26T00:50:00+00:00", "foundAt": "2025-10-26T01:10:00+00:00"}


@pytest.mark.parametrize("bare", ["2026-03-29", "2026-03-29T01:30:00"])
def test_a_time_without_its_offset_is_refused_with_its_form(register, placed, bare):
    given = {"idempotencyKey": bare, "child": placed, "kind": "MISSING", "setting": "CARE", "startedAt": bare}

    answer = register.send("reportMissing", given, **FORCE)

    assert "2026-03-01T09:30:00Z" in answer.json["errors"][0]["extensions"]["hint"]


@pytest.mark.parametrize(
    "who", [{"agency": "police", "area": story.SOUTHBY}, {"agency": "local_authority", "area": NORTH}]
)
def test_who_does_not_know_a_child_or_only_hosts_it_cannot_report_it(register, who):
    child = register.done("registerChild", AUTHORITY, name="Jay Moor", dateOfBirth="2013-05-06", sex="MALE")
    in_the_north = {"kind": "CHILDRENS_HOME", "urn": story.INSIDE, "startedOn": "2024-01-05"}
    register.done("openPlacement", AUTHORITY, child=child, expectedVersion=1, **in_the_north)
    assert known(register, **who, key=child) == (("Jay Moor", 0) if who["area"] == NORTH else None)
    given = {"kind": "MISSING", "setting": "HOME", "startedAt": ago(hours=3).isoformat()}
    hidden = register.send("reportMissing", {"idempotencyKey": "1", "child": child, **given}, **who)
    absent = register.send(
        "reportMissing", {"idempotencyKey": "2", "child": "00000000-0000-4000-8000-000000000000", **given}, **who
    )

    assert hidden.body == absent.body
    assert hidden.data["reportMissing"]["problems"][0]["code"] == "POLICY_NOT_FOUND"


def test_an_authority_reports_and_the_force_of_the_childs_home_owns_the_episode(register):
    child = register.done("registerChild", AUTHORITY, name="Kay Fell", dateOfBirth="2011-05-06", sex="UNKNOWN")
    given = {"kind": "AWAY", "setting": "HOME", "startedAt": ago(hours=3).isoformat()}
    episode = register.done("reportMissing", AUTHORITY, child=child, **given)

    assert register.scalar("select owning_force_code from register.missing_episode where id = :id", id=episode) == (
        story.SOUTHBY
    )
    assert known(register, "police", story.SOUTHBY, child) == ("Kay Fell", 1)
    # An episode recorded in error gives nobody an interest.
    other = {"agency": "police", "area": story.SOUTHBY}
    register.done("cancelEpisode", other, episode=episode, expectedVersion=1)
    assert known(register, "police", story.SOUTHBY, child) is None


def test_no_body_writes_what_is_anothers(register, placed):
    for command, who in (
        ("assessRisk", AUTHORITY), ("registerChild", FORCE), ("openPlacement", FORCE), ("recordFound", AUTHORITY),
        ("reportMissing", {"agency": "ofsted"}),
    ):  # fmt: skip
        given = {"input": {"idempotencyKey": "x", **INPUTS[command]}}
        answer = register.server.ask(document(command), who["agency"], who.get("area"), **given)
        assert answer.codes == ["POLICY_FORBIDDEN"], command
