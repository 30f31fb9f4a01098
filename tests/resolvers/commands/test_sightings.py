"""Sightings: where a child was last seen is one place of the episode, by which it is found on a map."""

import pytest

from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode, create_placement
from tests.support.command_client import kept_register

NORTH, SOUTH = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
FORCE, OTHER = {"agency": "police", "area": story.NORTHBY}, {"agency": "police", "area": story.SOUTHBY}
AROUND = """query ($where: EpisodeAreaInput!) { missingEpisodes(area: $where) { totalCount nodes { id } } }"""
HERE, THERE = {"longitude": -2.2, "latitude": 53.45}, {"longitude": -2.1, "latitude": 53.4}
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[-2.21, 53.44], [-2.19, 53.44], [-2.19, 53.46], [-2.21, 53.46], [-2.21, 53.44]]],
}
SEEN = """query ($id: ID!) { missingEpisode(id: $id) {
    lastSeenAt startedAt sightings { kind seenAt place { longitude } } } }"""


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story that the tests of this module change together."""
    with kept_register(cluster, story, worker, named="sightings") as kept:
        yield kept


@pytest.fixture
def episode(register):
    """An open episode of Northby's, of a child of Southby's who is placed in Northby."""
    with register.server.owner.begin() as connection:
        child = create_child(connection, "Fern Ray", SOUTH)
        create_placement(connection, child, NORTH, urn=story.INSIDE)
        given = {"started_at": ago(hours=9), "reported_at": ago(hours=7)}
        return str(create_episode(connection, child, story.NORTHBY, urn=story.INSIDE, **given))


def around(register, who, **area):
    """The episodes whose child was last seen in an area, as a caller is told."""
    answer = register.server.ask(AROUND, who["agency"], who.get("area"), where=area)
    assert answer.codes == [], answer.json
    shown = answer.data["missingEpisodes"]
    assert shown["totalCount"] == len(shown["nodes"])
    return {node["id"] for node in shown["nodes"]}


def test_where_a_child_was_last_seen_is_replaced_and_moves_the_beginning(register, episode):
    seen = {"episode": episode, "lastSeenAt": ago(hours=10).isoformat()}
    register.done("updateLastSeen", FORCE, **seen, expectedVersion=1, **HERE)
    later = {**seen, "lastSeenAt": ago(hours=8).isoformat()}
    register.done("updateLastSeen", FORCE, **later, expectedVersion=2, **THERE)

    shown = register.server.ask(SEEN, "police", story.NORTHBY, id=episode).data["missingEpisode"]
    assert [(each["kind"], each["place"]["longitude"]) for each in shown["sightings"]] == [("LAST_SEEN", -2.1)]
    assert shown["lastSeenAt"] == shown["startedAt"] == shown["sightings"][0]["seenAt"]


def test_an_episode_is_found_by_where_its_child_was_last_seen_by_those_who_may_know_it(register, episode):
    seen = {"episode": episode, "expectedVersion": 1, "lastSeenAt": ago(hours=9).isoformat()}
    assert episode not in around(register, FORCE, within=SQUARE)
    register.done("updateLastSeen", FORCE, **seen, **HERE)
    circle = {**HERE, "radiusM": 500}

    authority = {"agency": "local_authority", "area": SOUTH}
    for who in (FORCE, authority):
        assert episode in around(register, who, near=circle), who
        assert episode in around(register, who, within=SQUARE), who
        assert episode not in around(register, who, near={**THERE, "radiusM": 500}), who
    # The host may know of the episode and not of its places; the other force knows of neither.
    host = {"agency": "local_authority", "area": NORTH}
    for who in (host, OTHER):
        assert episode not in around(register, who, near=circle), who
        assert episode not in around(register, who, within=SQUARE), who


def test_a_place_that_was_seen_later_does_not_find_the_episode(register, episode):
    seen = {"episode": episode, "expectedVersion": 1, "kind": "REPORTED", "seenAt": ago(hours=1).isoformat()}
    register.done("recordSighting", FORCE, **seen, **HERE)

    assert episode not in around(register, FORCE, within=SQUARE)


def test_nobody_without_sightings_may_search_by_place(register):
    asked = {"near": {**HERE, "radiusM": 500}}

    for agency in ("ofsted", "hmicfrs", "cqc"):
        answer = register.server.ask(AROUND, agency, where=asked)
        assert answer.codes in (["POLICY_FORBIDDEN_MATCH"], ["POLICY_FORBIDDEN"]), (agency, answer.json)
        assert answer.reads == []


def test_what_cannot_be_of_a_last_sighting_is_said_at_once(register, episode):
    on = {"episode": episode, "expectedVersion": 1}
    late = register.refused("updateLastSeen", FORCE, **on, lastSeenAt=ago(hours=1).isoformat(), longitude=-2.2)
    last = register.refused("recordSighting", FORCE, **on, kind="LAST_SEEN", seenAt=ago(hours=1).isoformat())

    assert late == [("RULE_INSTANTS_ORDER", "lastSeenAt"), ("RULE_POSITION_WHOLE", "longitude")]
    assert last == [("RULE_LAST_SEEN", "kind")]
    assert register.refused("updateLastSeen", OTHER, **on, lastSeenAt=ago(hours=9).isoformat()) == [
        ("POLICY_NOT_FOUND", "episode")
    ]


FOUND_NEAR = """query ($id: ID!) { missingEpisode(id: $id) { sightings { kind foundNear {
    seenAt place { longitude } episode { id child { name } } } } } }"""


def test_places_near_each_other_at_which_children_were_found_are_told_to_those_who_may_know_both(register):
    made = []
    with register.server.owner.begin() as connection:
        for name, force, host in (("Ivy Low", story.NORTHBY, NORTH), ("Rob High", story.SOUTHBY, SOUTH)):
            child = create_child(connection, name, host)
            made.append(
                str(create_episode(connection, child, force, started_at=ago(hours=9), reported_at=ago(hours=8)))
            )
    for episode, who, east in zip(made, (FORCE, OTHER), (-2.2, -2.195), strict=True):
        seen = {"episode": episode, "expectedVersion": 1, "kind": "FOUND", "seenAt": ago(hours=2).isoformat()}
        register.done("recordSighting", who, **seen, longitude=east, latitude=53.45)

    def near(who):
        answer = register.server.ask(FOUND_NEAR, who["agency"], who.get("area"), id=made[0])
        (sighting,) = answer.data["missingEpisode"]["sightings"]
        return [each["episode"] for each in sighting["foundNear"]]

    # Northby looks for the one child alone. Asked to take the other over, it may know where that one was found.
    assert near(FORCE) == []
    offered = {"episode": made[1], "expectedVersion": 2, "force": story.NORTHBY}
    register.done("transferOwnership", OTHER, **offered)
    assert near(FORCE) == [{"id": made[1], "child": {"name": "Rob High"}}]
