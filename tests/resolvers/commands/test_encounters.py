"""Encounters through the API: what is said, what is written down, and that nobody can list children with it."""

import pytest

from register.database.private_server import Cluster
from register.tables.encounters import MOST_AN_HOUR
from tests.support import story
from tests.support.access_factories import appoint
from tests.support.child_factories import ago
from tests.support.command_client import kept_register

AUTHORITY = {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL}
FORCE = {"agency": "police", "area": story.NORTHBY}

OTHER_FORCE = {"agency": "police", "area": story.SOUTHBY}
WREN = {"name": "Wren Hale", "dateOfBirth": "2012-02-03"}
SHOWN = "query ($id: ID!) { missingEpisode(id: $id) { encounters { byAgency byArea longitude } } }"


@pytest.fixture(scope="module")
def register(cluster: Cluster, story, worker):
    """A served copy of the story that the tests of this module change together."""
    with kept_register(cluster, story, worker, named="met") as kept:
        yield kept


@pytest.fixture(scope="module")
def episode(register):
    """A child of Southby's with another name and a number, missing from Northby, at high risk."""
    known = {**WREN, "sex": "FEMALE", "aliases": ["Birdie"], "nhsNumber": "9434765919"}
    child = register.done("registerChild", AUTHORITY, **known)
    placed = {"expectedVersion": 1, "kind": "CHILDRENS_HOME", "urn": story.INSIDE, "startedOn": "2024-01-05"}
    register.done("openPlacement", AUTHORITY, child=child, **placed)
    began = {"kind": "MISSING", "setting": "CARE", "startedAt": ago(hours=5).isoformat(), "reference": "MP/7"}
    made = register.done("reportMissing", FORCE, child=child, **began)
    register.done("assessRisk", FORCE, episode=made, expectedVersion=1, scheme="APP_CURRENT", level="HIGH")
    return made


def met(register, who=None, subject="an officer", **asked):
    """What somebody is told who meets a child."""
    payload = register.payload("encounter", {**(who or OTHER_FORCE), "subject": subject}, **asked)
    assert payload["problems"] == []
    return payload["encounter"]


NOBODY = {"isMissing": False, "owningForce": None, "reference": None, "risk": None}
MISSING = {"isMissing": True, "owningForce": story.NORTHBY, "reference": "MP/7", "risk": "HIGH"}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (WREN, MISSING),
        ({"name": "WREN HÁLE", "dateOfBirth": "2012-02-03"}, MISSING),
        ({"name": "birdie", "dateOfBirth": "2012-02-03"}, MISSING),
        ({"nhsNumber": "943 476 5919"}, MISSING),
        ({"name": "Wren Hale", "dateOfBirth": "2012-02-04"}, NOBODY),
        ({"name": "Wren", "dateOfBirth": "2012-02-03"}, NOBODY),
        ({"name": "Wren Hal%", "dateOfBirth": "2012-02-03"}, NOBODY),
        ({"upn": "A12345678901Z"}, NOBODY),
    ],
)
def test_a_child_is_known_by_name_and_birth_or_by_a_number_and_by_no_part(register, episode, asked, told):
    assert met(register, **asked) == told


def test_the_force_and_the_authority_read_at_once_which_body_met_the_child(register, episode):
    before = len(register.server.ask(SHOWN, "police", story.NORTHBY, id=episode).data["missingEpisode"]["encounters"])
    met(register, subject="a second officer", longitude=-2.1, latitude=53.4, **WREN)

    for agency, area in (("police", story.NORTHBY), ("local_authority", story.SOUTHBY_COUNCIL)):
        seen = register.server.ask(SHOWN, agency, area, id=episode).data["missingEpisode"]["encounters"]
        assert len(seen) == before + 1
        assert {"byAgency": "POLICE", "byArea": story.SOUTHBY, "longitude": -2.1} in seen
    host = register.server.ask(SHOWN, "local_authority", story.NORTHBY_COUNCIL, id=episode)
    assert host.data["missingEpisode"]["encounters"] in (None, [])


def test_a_question_is_written_down_whether_or_not_a_child_was_found_and_says_the_same_of_itself(register, episode):
    count = "select count(*) from register.encounter where person is not null"
    before = register.scalar(count)
    answers = [
        register.send(
            "encounter",
            {"name": name, "dateOfBirth": "2012-02-03"},
            agency="police",
            area=story.SOUTHBY,
            subject="third",
        )
        for name in ("Wren Hale", "Nobody Known")
    ]

    assert register.scalar(count) == before + 2
    assert [set(answer.json["data"]["encounter"]["encounter"]) for answer in answers] == [set(NOBODY)] * 2
    assert b"Wren" not in answers[0].body


def test_nobody_enumerates_children(register, episode):
    """A person is refused after so many questions, whatever they were, with whichever key and from whichever area."""
    for number in range(MOST_AN_HOUR):
        met(register, subject="a guesser", name=f"Guess {number}", dateOfBirth="2012-02-03")
    refused = register.send("encounter", WREN, agency="police", area=story.NORTHBY, subject="a guesser")

    assert refused.codes == ["REQUEST_RATE_LIMITED"] or refused.status == 429
    assert b"MP/7" not in refused.body
    assert met(register, subject="another", **WREN) == MISSING


def test_a_question_on_trial_is_refused_and_so_is_one_by_a_part(register, episode):
    officer = {"agency": "police", "area": story.SOUTHBY, "subject": "fourth"}
    count = "select count(*) from register.encounter"
    before = register.scalar(count)

    assert register.payload("encounter", officer, **WREN, dryRun=True)["problems"][0]["code"] == "RULE_NOT_WANTED"
    assert register.payload("encounter", officer, name="Wren Hale")["problems"][0]["code"] == "RULE_ENCOUNTER"
    assert register.scalar(count) == before


@pytest.mark.parametrize("agency", ["dfe", "commissioner", "auditor", "admin", "ofsted", "local_authority"])
def test_no_other_body_asks(register, episode, agency):
    area = story.NORTHBY_COUNCIL if agency == "local_authority" else None
    answer = register.send("encounter", WREN, agency=agency, area=area)

    assert answer.codes == ["POLICY_FORBIDDEN"]
    assert b"MP/7" not in answer.body


LIST = "{ encounters(first: 1000) { totalCount nodes { byArea } } }"


def listed(register, agency, area=None, **named):
    """The areas of the bodies whose questions a caller lists; the code where it is refused."""
    answer = register.server.ask(LIST, agency, area, **named)
    assert answer.status == 200
    return answer.codes or [each["byArea"] for each in answer.data["encounters"]["nodes"]]


def test_a_supervisor_lists_what_its_own_officers_asked_and_an_officer_only_of_children_it_looks_for(register, episode):
    met(register, FORCE, subject="a northern officer", name="Nobody Known", dateOfBirth="2012-02-03")
    of_southby = register.scalar(
        "select count(*) from register.encounter where holder_area = :area", area=story.SOUTHBY
    )
    with register.server.owner.begin() as owner:
        appoint(owner, area=story.SOUTHBY, subject="chief")

    assert listed(register, "police", story.SOUTHBY, subject="tester") == []
    assert listed(register, "police", story.SOUTHBY, subject="chief") == [story.SOUTHBY] * of_southby
    # The force that looks for the child: those who met it, and nobody's other questions.
    found = register.scalar("select count(*) from register.encounter where episode_id = :id", id=episode)
    assert len(listed(register, "police", story.NORTHBY)) == found
    assert listed(register, "local_authority", story.NORTHBY_COUNCIL) == []


@pytest.mark.parametrize("agency", ["dfe_statistics", "dfe", "commissioner", "admin", "auditor", "ofsted"])
def test_no_other_body_lists_encounters(register, episode, agency):
    assert listed(register, agency) == ["POLICY_FORBIDDEN"]
