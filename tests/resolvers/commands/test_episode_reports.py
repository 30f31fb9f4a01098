"""Reported everywhere: who was told of an episode is worked out, and the rest is recorded by those whose it is."""

from datetime import datetime, timedelta

import pytest

from tests.support import story
from tests.support.child_factories import NOW, ago, create_child, create_episode, create_placement, create_shield
from tests.support.command_client import kept_register

NORTH, SOUTH = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
FORCE, OTHER = {"agency": "police", "area": story.NORTHBY}, {"agency": "police", "area": story.SOUTHBY}
AUTHORITY, HOST = {"agency": "local_authority", "area": SOUTH}, {"agency": "local_authority", "area": NORTH}
CLOCKS = ["police", "responsibleAuthority", "hostAuthority", "home", "interview", "nationalUnit"]
SHOWN = f"""query ($id: ID!) {{ missingEpisode(id: $id) {{ version reportedEverywhere {{ missing dueAt
    {" ".join(f"{clock}At {clock}DueAt" for clock in CLOCKS)} }} withheld {{ field reason }} }} }}"""
NOTIFIED = "update register.placement set area_authority_notified_at = now() where child_id::text = :id"


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story that the tests of this module change together."""
    with kept_register(cluster, story, worker, named="reports") as kept:
        yield kept


@pytest.fixture
def missing(register):
    """Makes an open episode of Northby's, of a child of Southby's in a home in Northby: the child and the episode."""

    def make(name, **given):
        with register.server.owner.begin() as connection:
            child = create_child(connection, name, SOUTH)
            create_placement(connection, child, NORTH, urn=story.INSIDE)
            row = {"started_at": ago(hours=9), **given}
            return child, str(create_episode(connection, child, story.NORTHBY, urn=story.INSIDE, **row))

    return make


def shown(register, who, episode):
    """An episode as a caller reads it."""
    return register.server.ask(SHOWN, who["agency"], who.get("area"), id=episode).data["missingEpisode"]


def reports(register, who, episode):
    return shown(register, who, episode)["reportedEverywhere"]


def at(told):
    return None if told is None else datetime.fromisoformat(told)


def test_both_sides_see_who_was_told_and_what_is_missing_with_its_clock(register, missing):
    began = ago(hours=9)
    _, episode = missing("Ash Told", started_at=began)

    told = reports(register, FORCE, episode)

    assert told == reports(register, AUTHORITY, episode)
    assert told["missing"] == ["HOST_AUTHORITY", "HOME"]
    assert at(told["policeAt"]) == at(told["policeDueAt"]) == began
    assert told["responsibleAuthorityAt"] is not None
    assert (told["hostAuthorityAt"], told["homeAt"]) == (None, None)
    assert at(told["homeDueAt"]) == at(told["dueAt"]) == began
    assert at(told["nationalUnitAt"]) == at(told["nationalUnitDueAt"]) == began + timedelta(hours=72)
    assert (told["interviewAt"], told["interviewDueAt"]) == (None, None)


@pytest.mark.parametrize(
    ("who", "reason"),
    [(HOST, "OUTSIDE_SCOPE"), ({"agency": "ofsted"}, "NO_GRANT"), ({"agency": "ukmpu"}, "NO_GRANT")],
)
def test_others_who_reach_the_episode_are_not_told(register, missing, who, reason):
    _, episode = missing("Ivy Hid", started_at=ago(days=5))

    hidden = shown(register, who, episode)

    assert hidden["reportedEverywhere"] is None
    assert {"field": "reportedEverywhere", "reason": reason} in hidden["withheld"]
    search = "{ missingEpisodes(where: {reportedEverywhere: {missing: {eq: HOME}}}) { totalCount } }"
    found = register.server.ask(search, who["agency"], who.get("area"))
    nothing = {"missingEpisodes": {"totalCount": 0}}
    assert found.data == nothing if reason == "OUTSIDE_SCOPE" else found.codes == ["POLICY_FORBIDDEN_MATCH"]


def test_an_episode_that_no_force_of_the_caller_looks_for_is_not_there(register, missing):
    _, episode = missing("Una Far")

    assert shown(register, OTHER, episode) is None


def test_each_step_is_done_with_the_record_that_it_follows_from(register, missing):
    child, episode = missing("Kai Step")
    with register.server.owner.begin() as connection:
        connection.exec_driver_sql(NOTIFIED.replace(":id", "%(id)s"), {"id": str(child)})
    found = {"foundAt": ago(hours=1).isoformat(), "foundBy": "POLICE"}
    register.done("recordFound", FORCE, episode=episode, expectedVersion=1, **found)

    told = reports(register, FORCE, episode)

    assert told["missing"] == ["HOME"]
    assert told["hostAuthorityAt"] is not None
    assert at(told["interviewAt"]) == at(told["interviewDueAt"]) == ago(hours=1)
    # It ended before 72 hours: the national unit is not waited for.
    assert (told["nationalUnitAt"], told["nationalUnitDueAt"]) == (None, None)


@pytest.mark.parametrize("who", [FORCE, AUTHORITY])
def test_the_force_and_the_authority_record_what_no_other_record_tells(register, missing, who):
    _, episode = missing("Sol Said" if who is FORCE else "Sal Said")
    done = {"episode": episode, "doneAt": ago(hours=8).isoformat()}

    register.done("recordReport", who, **done, expectedVersion=1, step="HOME")
    register.done("recordReport", who, **done, expectedVersion=2, step="HOST_AUTHORITY")

    told = reports(register, AUTHORITY, episode)
    assert (told["missing"], told["dueAt"], at(told["homeAt"])) == ([], None, ago(hours=8))
    again = register.refused("recordReport", who, **done, expectedVersion=3, step="HOME")
    assert again == [("RULE_REPORT_NOT_MISSING", "step")]
    known = register.refused("recordReport", who, **done, expectedVersion=3, step="POLICE")
    assert known == [("RULE_REPORT_KNOWN", "step")]
    # What a person recorded stays when the rest is worked out again.
    found = {"foundAt": ago(hours=1).isoformat(), "foundBy": "POLICE"}
    register.done("recordFound", FORCE, episode=episode, expectedVersion=3, **found)
    assert at(reports(register, FORCE, episode)["homeAt"]) == ago(hours=8)


@pytest.mark.parametrize("who", [HOST, OTHER, {"agency": "ofsted"}])
def test_no_other_body_records_a_report(register, missing, who):
    _, episode = missing(f"Pip {who['agency']}{who.get('area')}")
    given = {"episode": episode, "expectedVersion": 1, "step": "HOME", "doneAt": ago(hours=8).isoformat()}

    hidden = register.send("recordReport", {"idempotencyKey": f"{who}"[:40], **given}, **who)
    absent = {**given, "episode": "00000000-0000-4000-8000-000000000000"}
    none = register.send("recordReport", {"idempotencyKey": f"a{who}"[:40], **absent}, **who)

    assert hidden.body == none.body
    assert reports(register, AUTHORITY, episode)["homeAt"] is None


def test_of_a_shielded_child_nobody_outside_is_to_be_told(register, missing):
    child, episode = missing("Noa Safe")
    with register.server.owner.begin() as connection:
        create_shield(connection, child)

    told = reports(register, AUTHORITY, episode)

    assert (told["hostAuthorityDueAt"], told["nationalUnitDueAt"], told["missing"]) == (None, None, ["HOME"])
    assert shown(register, FORCE, episode) is None


def test_an_episode_recorded_in_error_waits_for_no_report(register, missing):
    _, episode = missing("Err Once")
    register.done("cancelEpisode", FORCE, episode=episode, expectedVersion=1)

    assert reports(register, FORCE, episode) is None
    assert NOW is not None
