"""Children: registered and corrected, by their own authority and nobody else."""

import pytest

from register.database.private_server import Cluster
from tests.support import story
from tests.support.command_client import kept_register

AUTHORITY = {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL}
OTHER = {"agency": "local_authority", "area": story.NORTHBY_COUNCIL}
CHILD = {"name": "Wren Hale", "dateOfBirth": "2012-02-03", "sex": "FEMALE"}
SHOWN = "id version name aliases nhsNumber careStatus"


@pytest.fixture(scope="module")
def register(cluster: Cluster, story, worker):
    """A served copy of the story that the tests of this module change together."""
    with kept_register(cluster, story, worker, named="children") as kept:
        yield kept


def send(register, command, given, who=AUTHORITY):
    """What a command answers: the child and the problems."""
    answer = register.send(command, given, shown=SHOWN, **who)
    assert "errors" not in answer.json, answer.json
    payload = answer.data[command]
    return payload["child"], [(each["code"], each["field"]) for each in payload["problems"]]


def test_a_child_is_registered_and_corrected_one_version_on(register):
    child, problems = send(register, "registerChild", CHILD | {"aliases": ["Wrennie"]})
    assert (problems, child["version"], child["aliases"]) == ([], 1, ["Wrennie"])

    given = {"child": child["id"], "expectedVersion": 1, "name": "Wren Hall", "careStatus": "CHILD_IN_NEED"}
    changed, problems = send(register, "correctChild", given | {"aliases": None})
    assert (problems, changed["version"]) == ([], 2)
    assert (changed["name"], changed["careStatus"], changed["aliases"]) == ("Wren Hall", "CHILD_IN_NEED", [])

    stale = register.send("correctChild", given, shown=SHOWN, **AUTHORITY).data["correctChild"]["problems"][0]
    assert (stale["code"], stale["currentVersion"]) == ("CONFLICT_STALE", 2)
    assert sorted(stale["changed"]) == ["aliases", "careStatus", "name"]


def test_all_that_is_wrong_with_a_child_is_said_at_once(register):
    wrong = {"name": "W\u202e", "dateOfBirth": "2999-01-01", "nhsNumber": "9434765918", "upn": "A1", "ethnicity": "x"}

    child, problems = send(register, "registerChild", CHILD | wrong)

    assert child is None
    assert {field for _, field in problems} == set(wrong)


def test_a_number_that_ones_own_child_has_is_a_duplicate_and_that_of_anothers_is_not(register):
    number = {"nhsNumber": "4010232137"}
    assert send(register, "registerChild", CHILD | number)[1] == []
    assert send(register, "registerChild", CHILD | number)[1] == [("CONFLICT_DUPLICATE", "nhsNumber")]
    assert send(register, "registerChild", CHILD | number, OTHER)[1] == []


def test_a_child_of_another_authority_is_answered_as_one_that_is_not_there(register):
    child, _ = send(register, "registerChild", CHILD)
    given = {"expectedVersion": 1, "name": "X"}
    hidden = register.send("correctChild", {"idempotencyKey": "1", "child": child["id"], **given}, **OTHER)
    absent = {"idempotencyKey": "2", "child": "00000000-0000-4000-8000-000000000000", **given}

    assert hidden.body == register.send("correctChild", absent, **OTHER).body
    assert hidden.data["correctChild"]["problems"][0]["code"] == "POLICY_NOT_FOUND"


def test_a_child_is_not_corrected_by_nothing(register):
    child, _ = send(register, "registerChild", CHILD)

    assert send(register, "correctChild", {"child": child["id"], "expectedVersion": 1})[1] == [
        ("RULE_NOTHING_GIVEN", None)
    ]
