"""Return home interviews through the API: owed by the database, offered, commissioned, held, and read by whom."""

import base64

import pytest
import sqlalchemy as sa

from register.database.private_server import Cluster
from tests.support import story
from tests.support.child_factories import ago
from tests.support.command_client import kept_register

ALL_TABLES = sa.text("select table_name from information_schema.tables where table_schema = 'register'")
KEY = "first:" + base64.b64encode(b"k" * 32).decode()
AUTHORITY = {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL}
HOST = {"agency": "local_authority", "area": story.NORTHBY_COUNCIL}
FORCE = {"agency": "police", "area": story.NORTHBY}
OTHER_FORCE = {"agency": "police", "area": story.SOUTHBY}
PROVIDER = {"agency": "interview_provider", "organisation": "story-trust"}
SAID = "I went to Harrier Street.\nNobody asked me why."
HELD = {
    "mode": "FACE_TO_FACE", "interviewer": "INDEPENDENT_SERVICE", "caresForChild": False,
    "pushReasons": ["BULLYING"], "pullReasons": [], "actions": ["REFERRAL"], "harmDisclosed": False,
}  # fmt: skip
SHOWN = """query ($id: ID!) { missingEpisode(id: $id) { interview {
    id version status dueAt isIndependent providerCode pushReasons narrative policeExtract
    withheld { field reason } } } }"""


@pytest.fixture(scope="module")
def register(cluster: Cluster, story, worker):
    """A served copy of the story that the tests of this module change together."""
    with kept_register(
        cluster, story, worker, named="interviews", REGISTER_PSEUDONYM_KEY="for tests", REGISTER_NARRATIVE_KEYS=KEY
    ) as kept:
        yield kept


def missing(register, name, *, hours=5):
    """A child of Southby's, placed in Northby, with an episode that began so long ago."""
    child = register.done("registerChild", AUTHORITY, name=name, dateOfBirth="2012-02-03", sex="MALE")
    placed = {"expectedVersion": 1, "kind": "CHILDRENS_HOME", "urn": story.INSIDE, "startedOn": "2024-01-05"}
    register.done("openPlacement", AUTHORITY, child=child, **placed)
    began = {"kind": "MISSING", "setting": "CARE", "startedAt": ago(hours=hours).isoformat()}
    return child, register.done("reportMissing", FORCE, child=child, **began)


def found(register, episode, *, version=1, hours=2, **more):
    """The episode's child is found."""
    given = {"foundAt": ago(hours=hours).isoformat(), "foundBy": "RETURNED_SELF", **more}
    register.done("recordFound", FORCE, episode=episode, expectedVersion=version, **given)


def asked(register, episode, who):
    """The answer about an episode's interview to a caller."""
    of_body = {"area": who.get("area"), "organisation": who.get("organisation")}
    return register.server.ask(SHOWN, who["agency"], **of_body, id=episode)


def interview(register, episode, who):
    """The interview of an episode, as a caller reads it; nothing where it knows of no episode."""
    answer = register.server.ask(
        SHOWN, who["agency"], who.get("area"), organisation=who.get("organisation"), id=episode
    )
    shown = answer.data["missingEpisode"]
    return shown and shown["interview"]


@pytest.fixture(scope="module")
def owed(register):
    """An episode whose child was found, and the duty that followed."""
    _, episode = missing(register, "Rue Marsh")
    assert interview(register, episode, AUTHORITY) is None
    found(register, episode, harms=["PHYSICAL_ASSAULT"])
    return episode, interview(register, episode, AUTHORITY)["id"]


def test_a_child_is_interviewed_by_a_provider_and_each_body_reads_its_part(register, owed):
    episode, duty = owed
    on = {"interview": duty}
    assert interview(register, episode, AUTHORITY)["status"] == "DUE"
    assert interview(register, episode, PROVIDER) is None

    register.done("offerInterview", AUTHORITY, **on, expectedVersion=1, offered=True)
    register.done("recordOfferOutcome", AUTHORITY, **on, expectedVersion=2, outcome="ACCEPTED")
    register.done("commissionInterview", AUTHORITY, **on, expectedVersion=3, providerCode="story-trust")
    held = {**HELD, "conductedAt": ago(hours=1).isoformat(), "narrative": SAID}
    register.done("completeInterview", PROVIDER, **on, expectedVersion=4, **held)
    register.done("approveExtract", AUTHORITY, **on, expectedVersion=5, extract="Went to Harrier Street.")
    register.done("gradeInterview", AUTHORITY, **on, expectedVersion=6, qualityGrade="GOOD")

    for who, narrative, extract, themes in (
        (AUTHORITY, SAID, "Went to Harrier Street.", ["BULLYING"]),
        (PROVIDER, SAID, None, ["BULLYING"]),
        (FORCE, None, "Went to Harrier Street.", ["BULLYING"]),
        (HOST, None, None, None),
        ({"agency": "ofsted"}, None, None, None),
    ):
        shown = interview(register, episode, who)
        assert (shown["status"], shown["isIndependent"]) == ("COMPLETED", True)
        assert (shown["narrative"], shown["policeExtract"], shown["pushReasons"]) == (narrative, extract, themes), who
    for who in (OTHER_FORCE, {"agency": "dfe"}, {"agency": "commissioner"}, {"agency": "health", "organisation": "x"}):
        answer = register.server.ask(
            SHOWN, who["agency"], who.get("area"), organisation=who.get("organisation"), id=episode
        )
        assert "COMPLETED" not in answer.body.decode()


def test_what_a_child_said_is_nowhere_in_the_database_in_clear(register, owed):
    kept = register.scalar("select string_agg(ciphertext, ' ') from register.interview_narrative_history")

    assert kept.startswith("first.")
    for table in register.server.owner.connect().execute(ALL_TABLES).scalars():
        rows = register.scalar(f"select count(*) from register.{table} t where t::text like '%Harrier Street%'")  # noqa: S608
        assert rows == 0, table


def test_a_duty_is_due_72_hours_after_the_child_was_found_and_opened_once(register, owed):
    episode, _ = owed
    duties = "select count(*) from register.return_interview where episode_id = :episode"
    late = "select due_at - found_at = interval '72 hours' from register.return_interview where episode_id = :episode"

    assert register.scalar(duties, episode=episode) == 1
    assert register.scalar(late, episode=episode)


def test_an_interview_by_whoever_cares_for_the_child_is_not_independent(register):
    _, episode = missing(register, "Fen Cole")
    found(register, episode)
    duty = interview(register, episode, AUTHORITY)["id"]
    held = {**HELD, "caresForChild": True, "conductedAt": ago(hours=1).isoformat()}
    register.done("completeInterview", AUTHORITY, interview=duty, expectedVersion=1, **held)

    assert interview(register, episode, AUTHORITY)["isIndependent"] is False


def test_one_interview_covers_other_episodes_of_the_same_child_and_of_no_other(register):
    child, first = missing(register, "Ash Brook", hours=20)
    found(register, first, hours=18)
    again = {"kind": "MISSING", "setting": "CARE", "startedAt": ago(hours=9).isoformat()}
    second = register.done("reportMissing", FORCE, child=child, **again)
    found(register, second, hours=6)
    _, stranger = missing(register, "Elm Wood")
    found(register, stranger)
    duties = [interview(register, each, AUTHORITY)["id"] for each in (first, second, stranger)]
    held = {"interview": duties[1], "expectedVersion": 1, **HELD, "conductedAt": ago(hours=1).isoformat()}

    assert register.refused("completeInterview", AUTHORITY, **held, covers=[duties[0], duties[2]]) == [
        ("POLICY_NOT_FOUND", "covers.1")
    ]
    register.done("completeInterview", AUTHORITY, **held, covers=[duties[0]])
    assert [interview(register, each, AUTHORITY)["status"] for each in (first, second, stranger)] == [
        "COMPLETED", "COMPLETED", "DUE",
    ]  # fmt: skip


def test_all_that_is_wrong_with_an_interview_is_said_at_once(register):
    _, episode = missing(register, "Sky Lane")
    found(register, episode)
    on = {"interview": interview(register, episode, AUTHORITY)["id"], "expectedVersion": 1}
    early = {**HELD, "conductedAt": ago(hours=4).isoformat(), "pushReasons": [], "narrative": "a\u202eb"}

    assert register.refused("completeInterview", AUTHORITY, **on, **early) == [
        ("RULE_INSTANTS_ORDER", "conductedAt"), ("RULE_REASONS", "pushReasons"), ("RULE_TEXT_DIRECTION", "narrative"),
    ]  # fmt: skip
    assert register.refused("recordOfferOutcome", AUTHORITY, **on, outcome="DECLINED") == [
        ("RULE_NOT_OFFERED", "interview")
    ]
    assert register.refused("offerInterview", AUTHORITY, **on, offered=False) == [("RULE_REQUIRED", "notOfferedReason")]
    assert register.refused("approveExtract", AUTHORITY, **on, extract="x") == [("RULE_NOT_HELD", "interview")]
    register.done("offerInterview", AUTHORITY, **on, offered=False, notOfferedReason="IN_CUSTODY")
    assert register.refused("offerInterview", AUTHORITY, **(on | {"expectedVersion": 2}), offered=True) == [
        ("RULE_INTERVIEW_CLOSED", "interview")
    ]


@pytest.mark.parametrize("who", [HOST, OTHER_FORCE, PROVIDER], ids=["host", "force", "provider"])
def test_who_has_no_part_in_a_case_cannot_write_it(register, owed, who):
    _, episode = missing(register, f"Oak {who['agency']} {who.get('area')}")
    found(register, episode)
    duty = interview(register, episode, AUTHORITY)["id"]
    given = {"offered": True, "expectedVersion": 1}
    answers = [
        register.send("offerInterview", {"idempotencyKey": str(n), "interview": key, **given}, **who).body
        for n, key in enumerate((duty, "00000000-0000-4000-8000-000000000000"))
    ]

    assert answers[0] == answers[1]
    assert b'"offerInterview":{"returnInterview":{' not in answers[0]


def test_a_force_asks_another_to_take_over_and_owns_the_episode_until_it_does(register):
    _, episode = missing(register, "Bay Heath")
    asked = "query ($id: ID!) { missingEpisode(id: $id) { owningForce { code } child { name } } }"

    def read_by(area):
        return register.server.ask(asked, "police", area, id=episode).data["missingEpisode"]

    assert read_by(story.SOUTHBY) is None
    give = {"episode": episode, "expectedVersion": 1}
    assert register.refused("transferOwnership", FORCE, **give, force=story.NORTHBY) == [("RULE_SAME_FORCE", "force")]
    register.done("transferOwnership", FORCE, **give, force=story.SOUTHBY)
    assert read_by(story.SOUTHBY) == {"owningForce": {"code": story.NORTHBY}, "child": {"name": "Bay Heath"}}
    take = {"episode": episode, "expectedVersion": 2}
    seen = {"kind": "REPORTED", "seenAt": ago(hours=1).isoformat()}
    assert register.refused("recordSighting", OTHER_FORCE, **take, **seen) == [("RULE_NOT_OWNER", "episode")]
    assert register.refused("cancelEpisode", OTHER_FORCE, **take) == [("RULE_NOT_OWNER", "episode")]
    risk = {"scheme": "APP_CURRENT", "level": "LOW"}
    assert register.refused("assessRisk", OTHER_FORCE, **take, **risk) == [("RULE_NOT_OWNER", "episode")]
    assert register.refused("acceptOwnership", FORCE, **take) == [("RULE_TAKEN_OVER", "episode")]
    register.done("acceptOwnership", OTHER_FORCE, **take)
    assert register.refused("acceptOwnership", OTHER_FORCE, **take)[0][0] == "CONFLICT_STALE"
    shown = {"owningForce": {"code": story.SOUTHBY}, "child": {"name": "Bay Heath"}}
    assert (read_by(story.NORTHBY), read_by(story.SOUTHBY)) == (shown, shown)


def test_a_sighting_is_read_by_those_who_look_and_by_the_authority(register):
    _, episode = missing(register, "Fir Dale")
    seen = {"episode": episode, "expectedVersion": 1, "kind": "REPORTED", "seenAt": ago(hours=1).isoformat()}
    assert register.refused("recordSighting", FORCE, **seen, longitude=53.4, latitude=-2.2) == [
        ("RULE_POSITION_SWAPPED", "longitude")
    ]
    register.done("recordSighting", FORCE, **seen, longitude=-2.2, latitude=53.45)
    asked = "query ($id: ID!) { missingEpisode(id: $id) { sightings { kind place { longitude } } } }"

    for who, expected in (
        (FORCE, [{"kind": "REPORTED", "place": {"longitude": -2.2}}]),
        (AUTHORITY, [{"kind": "REPORTED", "place": {"longitude": -2.2}}]),
    ):
        answer = register.server.ask(asked, who["agency"], who["area"], id=episode)
        assert answer.data["missingEpisode"]["sightings"] == expected
    hosting = register.server.ask(asked, HOST["agency"], HOST["area"], id=episode)
    assert b"REPORTED" not in hosting.body
