"""What follows a report: the talk with the police, an episode of kind away, who is missing together, and repeats."""

import pytest

from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode, create_placement
from tests.support.command_client import kept_register

NORTH, SOUTH = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
FORCE, OTHER = {"agency": "police", "area": story.NORTHBY}, {"agency": "police", "area": story.SOUTHBY}
AUTHORITY, HOST = {"agency": "local_authority", "area": SOUTH}, {"agency": "local_authority", "area": NORTH}
SHOWN = """query ($id: ID!) { missingEpisode(id: $id) { status kind startedAt endedAt repeat90d sequence12m
    preventionInterview { outcome disclosuresPassed } together { linkedAt episode { id } }
    withheld { field } } }"""


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story that the tests of this module change together."""
    with kept_register(cluster, story, worker, named="follow") as kept:
        yield kept


@pytest.fixture
def missing(register):
    """Makes an open episode of Northby's, of a child of Southby's who is placed in Northby, and gives its key."""

    def make(name, *, force=story.NORTHBY, host=NORTH, urn=story.INSIDE, before=()):
        with register.server.owner.begin() as connection:
            child = create_child(connection, name, SOUTH)
            create_placement(connection, child, host, urn=urn)
            for days in before:
                past = {"started_at": ago(days=days), "ended_at": ago(days=days, hours=-2)}
                create_episode(connection, child, force, urn=urn, **past)
            return str(create_episode(connection, child, force, urn=urn, started_at=ago(hours=9)))

    return make


def shown(register, who, episode):
    """An episode as a caller reads it."""
    return register.server.ask(SHOWN, who["agency"], who.get("area"), id=episode).data["missingEpisode"]


def test_who_was_found_and_is_not_back_is_away_from_the_same_instant(register, missing):
    episode, found_at = missing("Mia Away"), ago(hours=3).isoformat()

    away = register.done("splitIntoAway", FORCE, episode=episode, expectedVersion=1, foundAt=found_at, foundBy="POLICE")

    before, after = shown(register, FORCE, episode), shown(register, FORCE, away)
    assert (before["status"], before["kind"], after["status"], after["kind"]) == (
        "LOCATED", "MISSING", "REPORTED", "AWAY"
    )  # fmt: skip
    assert before["endedAt"] == after["startedAt"]
    owed = "select count(*) from register.return_interview where episode_id::text = :id"
    assert (register.scalar(owed, id=episode), register.scalar(owed, id=away)) == (1, 0)
    again = {"episode": away, "expectedVersion": 1, "foundAt": ago(hours=1).isoformat(), "foundBy": "POLICE"}
    assert register.refused("splitIntoAway", FORCE, **again) == [("RULE_AWAY", "episode")]


def test_the_talk_of_the_police_is_recorded_once_the_child_is_found_and_is_no_authoritys_to_write(register, missing):
    episode = missing("Lou Back")
    talk = {"heldAt": ago(hours=1).isoformat(), "outcome": "DISCLOSED", "disclosuresPassed": True}
    early = register.refused("recordPreventionInterview", FORCE, episode=episode, expectedVersion=1, **talk)
    found = {"foundAt": ago(hours=2).isoformat(), "foundBy": "FAMILY"}
    register.done("recordFound", FORCE, episode=episode, expectedVersion=1, **found)
    register.done("recordPreventionInterview", FORCE, episode=episode, expectedVersion=2, **talk)

    assert early == [("RULE_NOT_FOUND", "episode")]
    told = {"outcome": "DISCLOSED", "disclosuresPassed": True}
    assert shown(register, FORCE, episode)["preventionInterview"] == told
    assert shown(register, AUTHORITY, episode)["preventionInterview"] == told
    for who in (HOST, {"agency": "ofsted"}):
        hidden = shown(register, who, episode)
        assert hidden["preventionInterview"] is None
        assert "preventionInterview" in {each["field"] for each in hidden["withheld"]}
    given = {"idempotencyKey": "x", "episode": episode, "expectedVersion": 3, **talk}
    assert register.send("recordPreventionInterview", given, **AUTHORITY).codes == ["POLICY_FORBIDDEN"]


def test_who_is_missing_together_is_known_on_both_sides_to_those_who_may_see_them(register, missing):
    one, two = missing("Ann One"), missing("Bea Two")
    elsewhere = missing("Kit Far", force=story.SOUTHBY, host=SOUTH, urn=story.OUTSIDE)
    on = {"episode": one, "expectedVersion": 1}

    # Another force's episode of a child whom Northby does not look for: as if it did not exist.
    hidden = register.send("linkMissingTogether", {"idempotencyKey": "a", **on, "otherEpisode": elsewhere}, **FORCE)
    absent = {**on, "otherEpisode": "00000000-0000-4000-8000-000000000000"}
    assert hidden.body == register.send("linkMissingTogether", {"idempotencyKey": "b", **absent}, **FORCE).body
    assert register.refused("linkMissingTogether", FORCE, **on, otherEpisode=one) == [
        ("RULE_NOT_TOGETHER", "otherEpisode")
    ]
    register.done("linkMissingTogether", FORCE, **on, otherEpisode=two)

    assert [each["episode"]["id"] for each in shown(register, FORCE, one)["together"]] == [two]
    assert [each["episode"]["id"] for each in shown(register, AUTHORITY, two)["together"]] == [one]
    assert not shown(register, HOST, one)["together"]
    again = register.refused("linkMissingTogether", FORCE, episode=one, expectedVersion=2, otherEpisode=two)
    assert again == [("CONFLICT_DUPLICATE", "otherEpisode")]


def test_repeats_are_counted_over_every_force_and_told_to_those_who_read_every_episode(register, missing):
    episode = missing("Rae Often", before=(20, 60, 200, 400))

    for who in (FORCE, AUTHORITY):
        told = shown(register, who, episode)
        assert (told["repeat90d"], told["sequence12m"]) == (3, 4)
    for who in (HOST, {"agency": "ofsted"}):
        hidden = shown(register, who, episode)
        assert (hidden["repeat90d"], hidden["sequence12m"]) == (None, None)
        assert {"repeat90d", "sequence12m"} <= {each["field"] for each in hidden["withheld"]}
    search = "{ missingEpisodes(where: {repeat90d: {gte: 3}}) { nodes { id } } }"
    assert register.server.ask(search, "ofsted").codes == ["POLICY_FORBIDDEN_MATCH"]
    found = register.server.ask(search, "local_authority", SOUTH).data["missingEpisodes"]["nodes"]
    assert [node["id"] for node in found] == [episode]
    assert register.server.ask(search, "local_authority", NORTH).data["missingEpisodes"]["nodes"] == []

    # An episode recorded in error is not counted.
    cancelled = register.scalar(
        "select c.episode_id::text from register.episode_child c join register.episode_child o using (child_id)"
        " where o.episode_id::text = :id and c.copied_start < o.copied_start order by c.copied_start desc limit 1",
        id=episode,
    )
    with register.server.owner.begin() as connection:
        connection.exec_driver_sql(
            "update register.missing_episode set status = 'cancelled' where id = %(id)s::uuid", {"id": cancelled}
        )
    assert shown(register, FORCE, episode)["repeat90d"] == 2


def test_the_area_is_told_of_a_placement_in_it(register):
    child = register.done("registerChild", AUTHORITY, name="Sky Out", dateOfBirth="2012-02-03", sex="FEMALE")
    given = {"kind": "FOSTER_CARE", "hostAuthority": NORTH, "startedOn": "2024-01-05"}
    register.done("openPlacement", AUTHORITY, child=child, expectedVersion=1, **given)
    placement = register.scalar("select id::text from register.placement where child_id::text = :child", child=child)
    on = {"placement": placement, "expectedVersion": 1, "isEmergency": True}
    told = {**on, "notifiedAt": "2024-01-08T09:00:00Z"}

    register.done("notifyAreaAuthority", AUTHORITY, **told)

    asked = "query ($id: ID!) { child(id: $id) { placements { nodes { areaAuthorityNotifiedAt isEmergency } } } }"
    for who in (AUTHORITY, HOST):
        seen = register.server.ask(asked, who["agency"], who["area"], id=child).data["child"]["placements"]["nodes"]
        assert seen == [{"areaAuthorityNotifiedAt": "2024-01-08T09:00:00+00:00", "isEmergency": True}]
    refused = register.send("notifyAreaAuthority", {"idempotencyKey": "h", **told}, **HOST)
    assert refused.data["notifyAreaAuthority"]["problems"][0]["code"] == "POLICY_NOT_FOUND"
