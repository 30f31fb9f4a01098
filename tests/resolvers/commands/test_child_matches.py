"""Two records of one child: two people decide, the one is merged into the other, and it is split again."""

import pytest

from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode, create_match, create_placement
from tests.support.command_client import kept_register

NORTH, SOUTH = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
FIRST = {"agency": "local_authority", "area": NORTH, "subject": "first"}
SECOND = FIRST | {"subject": "second"}
OTHERS = {"agency": "local_authority", "area": SOUTH, "subject": "other"}
MATCHES = """{ childMatches { totalCount nodes { id status score evidence child { name } other { name }
    otherAuthority { code } decisions { decision person } } } }"""
CHILD = """query ($id: ID!) { child(id: $id) { id version mergedInto { id name }
    placements { nodes { kind } } missingEpisodes { nodes { id sequence12m } } exploitationFlags { id } } }"""


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story that the tests of this module change together."""
    with kept_register(cluster, story, worker, named="matches", REGISTER_PSEUDONYM_KEY="for tests") as kept:
        yield kept


@pytest.fixture
def pair(register):
    """Makes two records that may be of one child, each with an episode, the second placed; and that they are alike."""

    def make(name, one=NORTH, two=NORTH, *, both_placed=False):
        with register.server.owner.begin() as connection:
            kept, gone = create_child(connection, name, one), create_child(connection, f"{name}e", two)
            create_episode(connection, kept, story.NORTHBY, started_at=ago(days=9), ended_at=ago(days=8))
            create_episode(connection, gone, story.NORTHBY, started_at=ago(hours=9))
            for child in (kept, gone) if both_placed else (gone,):
                create_placement(connection, child, two, kind="foster_care")
            named = {"other_authority_code": two} if one == two else {}
            return str(kept), str(gone), str(create_match(connection, kept, gone, **named))

    return make


def decide(register, match, who, decision="KEEP_THIS"):
    """What a person decides, done."""
    return register.done("decideMatch", who, match=match, decision=decision, grounds="One NHS number.")


def seen(register, who):
    """The matches that a caller is shown, by their key."""
    answer = register.server.ask(MATCHES, who["agency"], who.get("area"), subject=who.get("subject", "asker"))
    return {node["id"]: node for node in answer.data["childMatches"]["nodes"]}


def shown(register, key, who=FIRST):
    return register.server.ask(CHILD, who["agency"], who["area"], id=key).data["child"]


def test_two_people_merge_and_two_split_and_nothing_is_lost(register, pair):
    kept, gone, match = pair("Wren Hale")
    before = {key: shown(register, key) for key in (kept, gone)}
    decide(register, match, FIRST)
    again = {"match": match, "decision": "KEEP_THIS", "grounds": "Sure."}
    assert register.refused("decideMatch", FIRST, **again) == [("RULE_SECOND_PERSON", "decision")]
    assert shown(register, gone) == before[gone]

    decide(register, match, SECOND)
    merged, old = shown(register, kept), shown(register, gone)
    assert [len(merged[each]["nodes"]) for each in ("missingEpisodes", "placements")] == [2, 1]
    assert sorted(node["sequence12m"] for node in merged["missingEpisodes"]["nodes"]) == [1, 2]
    assert (old["mergedInto"]["id"], old["placements"]["nodes"], old["missingEpisodes"]["nodes"]) == (kept, [], [])
    assert seen(register, FIRST)[match]["status"] == "SAME"
    listed = register.server.ask("{ children { nodes { id } } }", "local_authority", NORTH).data["children"]["nodes"]
    assert {"id": kept} in listed
    assert {"id": gone} not in listed
    flag = {"kind": "SEXUAL", "status": "SUSPECTED", "reviewDueOn": ago(days=-30).date().isoformat()}
    assert register.refused("flagExploitation", FIRST, child=gone, **flag) == [("RULE_ALREADY_MERGED", "child")]
    assert register.refused("decideMatch", FIRST, **again) == [("RULE_MATCH_SETTLED", "decision")]

    decide(register, match, SECOND, "DIFFERENT")
    assert shown(register, gone)["mergedInto"]["id"] == kept
    decide(register, match, FIRST, "DIFFERENT")
    for key, was in before.items():
        assert shown(register, key) == was | {"version": was["version"] + 2}
    assert seen(register, FIRST)[match]["status"] == "DIFFERENT"


def test_of_two_authorities_each_decides_and_neither_sees_the_others_record(register, pair):
    kept, gone, match = pair("Ivo Dale", NORTH, SOUTH)
    own = seen(register, FIRST)[match]
    assert (own["child"]["name"], own["other"], own["otherAuthority"]) == ("Ivo Dale", None, None)
    assert all(match != each and node["child"]["name"] != "Ivo Dale" for each, node in seen(register, OTHERS).items())
    foreign = {"match": match, "decision": "KEEP_THIS", "grounds": "Let me see."}
    assert register.refused("decideMatch", OTHERS, **foreign) == [("POLICY_NOT_FOUND", "match")]

    decide(register, match, FIRST)
    decide(register, match, SECOND)
    assert shown(register, gone, OTHERS)["mergedInto"] is None
    (theirs,) = [node for node in seen(register, OTHERS).values() if node["child"]["name"] == "Ivo Dalee"]
    assert (theirs["other"], theirs["otherAuthority"], theirs["decisions"]) == (None, {"code": NORTH}, [])

    decide(register, theirs["id"], OTHERS, "KEEP_OTHER")
    assert {seen(register, who)[key]["status"] for who, key in ((FIRST, match), (OTHERS, theirs["id"]))} == {"SAME"}
    assert seen(register, FIRST)[match]["otherAuthority"] == {"code": SOUTH}
    assert len(shown(register, kept)["missingEpisodes"]["nodes"]) == 2
    # The child lives in the other authority's area: its record leads to what a host may know, and to no more.
    assert shown(register, gone, OTHERS)["mergedInto"] == {"id": kept, "name": "Ivo Dale"}
    asked = "query ($id: ID!) { child(id: $id) { nhsNumber withheld { field } } }"
    hosted = register.server.ask(asked, "local_authority", SOUTH, id=kept).data["child"]
    assert hosted == {"nhsNumber": None, "withheld": [{"field": "nhsNumber"}]}
    people = {each["person"] for node in seen(register, OTHERS).values() for each in node["decisions"]}
    assert people == {"other"}


def test_records_that_cannot_both_be_true_are_not_merged(register, pair):
    kept, gone, match = pair("Rue Marsh", both_placed=True)
    decide(register, match, FIRST)
    last = {"match": match, "decision": "KEEP_THIS", "grounds": "One NHS number."}
    assert register.refused("decideMatch", SECOND, **last) == [("RULE_MATCH_OVERLAPS", "match")]
    assert (shown(register, kept)["mergedInto"], shown(register, gone)["mergedInto"]) == (None, None)


def test_whoever_meets_the_child_by_its_old_name_is_answered_of_the_one_that_is_kept(register, pair):
    *_, match = pair("Tam Fell")
    for who in (FIRST, SECOND):
        decide(register, match, who)
    told = register.payload(
        "encounter", {"agency": "police", "area": story.SOUTHBY}, name="Tam Felle", dateOfBirth="2012-03-04"
    )
    assert told["encounter"]["isMissing"] is True


@pytest.mark.parametrize("agency", ["police", "ofsted", "dfe", "auditor", "admin", "commissioner", "ukmpu"])
def test_no_other_body_knows_of_any_match(register, agency):
    area = story.NORTHBY if agency == "police" else None
    assert register.server.ask(MATCHES, agency, area).codes == ["POLICY_FORBIDDEN"]
