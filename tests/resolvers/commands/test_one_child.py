"""One child over three authorities and two forces, through the API: what each of nine callers sees at every step."""

import pytest
import sqlalchemy as sa

from tests.support import story
from tests.support.child_factories import ago
from tests.support.command_client import kept_register

WESTBY = "E08000099"
CALLERS = {
    "force X": {"agency": "police", "area": story.NORTHBY},
    "force Y": {"agency": "police", "area": story.SOUTHBY},
    "responsible": {"agency": "local_authority", "area": WESTBY},
    "host": {"agency": "local_authority", "area": story.NORTHBY_COUNCIL},
    "other authority": {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL},
    "provider": {"agency": "interview_provider", "organisation": "story-trust"},
    "unit": {"agency": "ukmpu"},
    "Ofsted": {"agency": "ofsted"},
    "department": {"agency": "dfe"},
}
ADDED = (
    "insert into register.area (code, kind, name, country, valid_from) "
    "values ('E08000099', 'authority', 'Westby Council', 'England', '2009-04-01')"
)
ASKED = """query ($id: ID!) { missingEpisode(id: $id) {
    status child { id name nhsNumber placements { nodes { kind } } } interview { status narrative policeExtract } } }"""
SAID = "Slept at a friend's."
EXTRACT = "Was with a friend."
# Episode, name of the child, its number, its placement, the interview, what it said, the extract.
MARKS = ("episode", "name", "number", "placement", "interview", "narrative", "extract")
LOGGED = """
select exists (select from register.access_log a
                where a.request = (select l.request from register.access_log l order by l.id desc limit 1)
                  and a.agency = :agency and a.purpose is not null and cardinality(a.groups) > 0
                  and position(:key in array_to_string(a.keys, ' ')) > 0)
"""


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story, with a third authority in it."""
    keys = {"REGISTER_PSEUDONYM_KEY": "for tests", "REGISTER_NARRATIVE_KEYS": f"first:{'k' * 43}="}
    with kept_register(cluster, story, worker, named="one_child", **keys) as kept:
        with kept.server.owner.begin() as owner:
            owner.execute(sa.text(ADDED))
        yield kept


def seen(register, episode, child):
    """What each caller sees of the episode and its child, by the marks; and that what it was shown was logged."""
    told = {}
    for name, who in CALLERS.items():
        answer = register.server.ask(
            ASKED, who["agency"], who.get("area"), organisation=who.get("organisation"), id=episode
        )
        shown = (answer.data or {}).get("missingEpisode")
        if shown is None:
            told[name] = set()
            assert child not in answer.body.decode()
            continue
        of_child, interview = shown["child"] or {}, shown["interview"] or {}
        held = (
            shown["status"], of_child.get("name"), of_child.get("nhsNumber"),
            (of_child.get("placements") or {}).get("nodes"), interview.get("status"), interview.get("narrative"),
            interview.get("policeExtract"),
        )  # fmt: skip
        told[name] = {mark for mark, value in zip(MARKS, held, strict=True) if value}
        key = child if of_child else episode
        assert register.scalar(LOGGED, agency=who["agency"], key=key), name
    return told


FULL = {"episode", "name", "number", "placement"}
NOBODY: dict[str, set[str]] = {name: set() for name in CALLERS}
REPORTED = NOBODY | {
    "force X": FULL, "responsible": FULL, "host": {"episode", "name", "placement"}, "unit": FULL, "Ofsted": {"episode"},
}  # fmt: skip
OFFERED = REPORTED | {"force Y": FULL}
FOUND = {name: marks | ({"interview"} if marks else set()) for name, marks in OFFERED.items()}
COMMISSIONED = FOUND | {"provider": {"episode", "name", "interview"}}
HELD = COMMISSIONED | {name: COMMISSIONED[name] | {"narrative"} for name in ("responsible", "provider")}
APPROVED = HELD | {name: HELD[name] | {"extract"} for name in ("responsible", "force X", "force Y")}


def test_one_child_is_followed_and_each_of_nine_callers_sees_its_part_at_every_step(register):
    x, y, authority, provider = (CALLERS[name] for name in ("force X", "force Y", "responsible", "provider"))
    wren = {"name": "Wren Hale", "dateOfBirth": "2012-02-03", "sex": "FEMALE", "nhsNumber": "9434765919"}
    child = register.done("registerChild", authority, **wren)
    home = {"kind": "CHILDRENS_HOME", "urn": story.INSIDE, "startedOn": "2024-01-05"}
    register.done("openPlacement", authority, child=child, expectedVersion=1, **home)

    began = {"startedAt": ago(hours=80).isoformat(), "reportedAt": ago(hours=79).isoformat()}
    episode = register.done("reportMissing", x, child=child, kind="MISSING", setting="CARE", **began)
    assert seen(register, episode, child) == REPORTED

    # An officer of the other force meets the child: told whom to call, and shown no record of it.
    met = register.payload("encounter", {**y, "subject": "an officer"}, name="Wren Hale", dateOfBirth="2012-02-03")
    assert (met["encounter"]["isMissing"], met["encounter"]["owningForce"]) == (True, story.NORTHBY)
    assert seen(register, episode, child) == REPORTED

    register.done("transferOwnership", x, episode=episode, expectedVersion=1, force=story.SOUTHBY)
    assert seen(register, episode, child) == OFFERED
    register.done("acceptOwnership", y, episode=episode, expectedVersion=2)
    assert seen(register, episode, child) == OFFERED

    found = {"foundAt": ago(hours=3).isoformat(), "foundBy": "POLICE"}
    register.done("recordFound", y, episode=episode, expectedVersion=3, **found)
    assert seen(register, episode, child) == FOUND

    duty = register.scalar("select id::text from register.return_interview where episode_id::text = :id", id=episode)
    register.done("offerInterview", authority, interview=duty, expectedVersion=1, offered=True)
    given = {"interview": duty, "providerCode": "story-trust"}
    register.done("commissionInterview", authority, **given, expectedVersion=2)
    assert seen(register, episode, child) == COMMISSIONED

    held = {"conductedAt": ago(hours=1).isoformat(), "mode": "FACE_TO_FACE", "interviewer": "INDEPENDENT_SERVICE"}
    said = {"caresForChild": False, "pushReasons": ["RULES"], "narrative": SAID}
    register.done("completeInterview", provider, interview=duty, expectedVersion=3, **held, **said)
    assert seen(register, episode, child) == HELD
    register.done("approveExtract", authority, interview=duty, expectedVersion=4, extract=EXTRACT)
    assert seen(register, episode, child) == APPROVED


def test_an_episode_does_not_end_before_it_began(register):
    authority, x = CALLERS["responsible"], CALLERS["force X"]
    child = register.done("registerChild", authority, name="Elm Dale", dateOfBirth="2012-02-03", sex="MALE")
    home = {"kind": "CHILDRENS_HOME", "urn": story.INSIDE, "startedOn": "2024-01-05"}
    register.done("openPlacement", authority, child=child, expectedVersion=1, **home)
    began = {"kind": "MISSING", "setting": "CARE", "startedAt": ago(hours=5).isoformat()}
    episode = register.done("reportMissing", x, child=child, **began)

    for command, given in (
        ("recordFound", {"foundAt": ago(hours=6).isoformat(), "foundBy": "POLICE"}),
        ("recordReturn", {"returnedAt": ago(hours=6).isoformat(), "outcome": "RETURNED_PLACEMENT"}),
        ("splitIntoAway", {"foundAt": ago(hours=6).isoformat(), "foundBy": "POLICE"}),
    ):
        told = register.refused(command, x, episode=episode, expectedVersion=1, **given)
        assert {code for code, _ in told} == {"RULE_INSTANTS_ORDER"}, command
