"""All that is held about one child, through the API: for the authority that answers the child, and for nobody else."""

import hashlib
import uuid
from datetime import UTC, datetime

import orjson
import pytest

from register import tables
from register.rules.access_exemption import LEFT_OUT, ONLY_OTHER_PEOPLE
from tests.hostile.matrix import MATRIX
from tests.support import story
from tests.support.child_factories import (
    NOW,
    create_child,
    create_exemption,
    create_match,
    create_shield,
    note_consultations,
    see_the_missing,
    tell_of_children,
    tell_of_returns,
)
from tests.support.command_client import kept_register
from tests.support.command_inputs import BODIES
from tests.support.return_factories import create_return

WHOLE = """query ($child: ID!, $at: DateTime!) { subjectAccess(child: $child, asOf: $at) {
    child asRecordedAt leftOut digest groups { group keptBy records }
    consultedBy { agency area organisation times firstAt lastAt } } }"""
SOUTH = ("local_authority", story.SOUTHBY_COUNCIL)
NORTH = ("local_authority", story.NORTHBY_COUNCIL)


@pytest.fixture(scope="module")
def register(cluster, story, worker):
    """A served copy of the story in which much is held about children."""
    with kept_register(cluster, story, worker, named="held") as kept:
        with kept.server.owner.begin() as connection:
            health = {"code": "story-health", "agency": "health", "name": "Story Health"}
            connection.execute(tables.organisation.insert().values(**health))
            kept.children = tell_of_children(connection)
            see_the_missing(connection)
            tell_of_returns(connection)
        yield kept


def now():
    return datetime.now(UTC).isoformat()


def held(register, child, who=SOUTH, at=None, **more):
    """The answer about a child."""
    return register.server.ask(WHOLE, *who, child=str(child), at=at or now(), **more)


def groups_of(answer):
    return {each["group"]: orjson.loads(each["records"]) for each in answer.data["subjectAccess"]["groups"]}


def test_the_authority_is_told_every_group_with_who_keeps_it_and_nobody_else_is_named(register):
    answer = held(register, register.children["Ada Far"])
    told, found = answer.data["subjectAccess"], groups_of(answer)

    assert found["child name and birth"]["Child"][0]["name"] == "Ada Far"
    assert len(found["missing episode"]["MissingEpisode"]) == 2
    assert {each["group"]: each["keptBy"] for each in told["groups"]}["missing episode"] == "POLICE"
    assert {"child identity", "placement", "sighting", "risk assessment", "shield"} <= found.keys()
    text = orjson.dumps(told).decode()
    others = [(name, str(key)) for name, key in register.children.items() if name != "Ada Far"]
    assert not any(name in text or key in text for name, key in others)
    assert "setBy" not in text


@pytest.mark.parametrize("agency", MATRIX)
def test_no_other_kind_of_body_asks(register, agency):
    if agency == "local_authority":
        return
    body = BODIES.get(agency, {})
    answer = register.server.ask(
        WHOLE, agency, body.get("area"), child=str(register.children["Ada Far"]), at=now(),
        organisation=body.get("organisation"),
    )  # fmt: skip
    assert answer.codes == ["POLICY_FORBIDDEN"]
    assert answer.data["subjectAccess"] is None


def test_the_authority_that_hosts_the_child_is_answered_as_of_a_child_that_is_not_there(register):
    answers = [held(register, child, NORTH) for child in (register.children["Ada Far"], uuid.uuid4())]
    assert [each.data for each in answers] == [{"subjectAccess": None}] * 2
    assert [each.codes for each in answers] == [[], []]


def test_it_is_the_same_at_an_instant_whatever_is_recorded_later(register):
    child, at = register.children["Eve Long"], now()
    before = held(register, child, at=at).data
    with register.server.owner.begin() as connection:
        of = tables.child_minimum.c.child_id == child
        connection.execute(tables.child_minimum.update().where(of).values(name="Eve Longer"))

    assert held(register, child, at=at).data == before
    later = held(register, child).data["subjectAccess"]
    assert later["digest"] != before["subjectAccess"]["digest"]
    assert len(later["digest"]) == len(hashlib.sha256().hexdigest())


def test_what_is_exempt_is_left_out_without_a_word_of_what_it_is(register):
    child = register.children["Dot Never"]
    with register.server.owner.begin() as connection:
        connection.execute(tables.access_exemption.delete().where(tables.access_exemption.c.child_id == child))
    assert held(register, child).data["subjectAccess"]["leftOut"] == ONLY_OTHER_PEOPLE
    with register.server.owner.begin() as connection:
        create_exemption(connection, child, held_group="child identity", law="child_abuse")
    answer = held(register, child)

    assert "child identity" not in groups_of(answer)
    assert answer.data["subjectAccess"]["leftOut"] == LEFT_OUT
    assert "subject access" not in groups_of(answer)
    assert "CHILD_ABUSE" not in answer.body.decode()


def test_an_authority_is_told_rows_of_its_own_returns_and_they_are_logged(register):
    child = register.children["Ada Far"]
    with register.server.owner.begin() as connection:
        rows = [
            _returned(connection, child, authority, status=status)
            for authority, status in (
                (story.SOUTHBY_COUNCIL, "superseded"), (story.SOUTHBY_COUNCIL, "checked"),
                (story.NORTHBY_COUNCIL, "accepted"),
            )
        ]  # fmt: skip
    found = groups_of(held(register, child))["return rows"]["ReturnRow"]

    assert [each["id"] for each in found] == [str(rows[0])]
    assert found[0]["return_status"] == "superseded"
    logged = "select count(*) from register.access_log where root = 'subjectAccess' and keys @> array['%s']"
    assert register.scalar(logged % rows[0]) == 1
    assert register.scalar(logged % rows[2]) == 0


def test_bodies_that_consulted_are_named_and_no_person_and_only_to_who_answers_the_child(register):
    child = register.children["Ada Far"]
    register.server.ask(
        "query ($id: ID!) { child(id: $id) { name } }", "police", story.NORTHBY, subject="constable", id=str(child)
    )
    looked = {"subject": "detective", "purpose": "missing_investigation", "id": str(child)}
    register.server.ask("query ($id: ID!) { child(id: $id) { name } }", "police", story.NORTHBY, **looked)
    note_consultations(register.server)
    told = held(register, child)
    police = [each for each in told.data["subjectAccess"]["consultedBy"] if each["agency"] == "POLICE"]

    assert [each["times"] for each in police if each["area"] == story.NORTHBY] == [1]
    assert "constable" not in told.body.decode()


def test_a_shielded_child_is_answered_by_its_authority(register):
    with register.server.owner.begin() as connection:
        child = create_child(connection, "Wren Hale", story.SOUTHBY_COUNCIL)
        create_shield(connection, child)
    assert groups_of(held(register, child))["child name and birth"]["Child"][0]["name"] == "Wren Hale"


def decided(register, match, decision, *people):
    """What people decide about two records, done."""
    for agency, area, subject in people:
        who = {"agency": agency, "area": area, "subject": subject}
        register.done("decideMatch", who, match=str(match), decision=decision, grounds="One NHS number.")


def names_of(answer):
    return [each["name"] for each in groups_of(answer)["child name and birth"]["Child"]]


def test_what_was_recorded_of_a_child_twice_is_answered_of_the_record_that_is_kept(register):
    with register.server.owner.begin() as connection:
        kept, gone = (create_child(connection, name, story.SOUTHBY_COUNCIL) for name in ("Ivy Lark", "Iva Lark"))
        match = create_match(connection, kept, gone, other_authority_code=story.SOUTHBY_COUNCIL)
    first, second = ((*SOUTH, subject) for subject in ("first", "second"))
    apart = now()

    decided(register, match, "KEEP_THIS", first, second)
    together = now()
    with register.server.owner.begin() as connection:
        create_exemption(connection, gone, held_group="child identity", law="child_abuse")
    at = now()
    assert names_of(held(register, kept, at=together)) == ["Ivy Lark", "Iva Lark"]
    assert names_of(held(register, kept, at=apart)) == ["Ivy Lark"]
    assert names_of(held(register, gone, at=together)) == ["Iva Lark"]
    # What is exempt of either record is left out of both.
    assert "child identity" not in groups_of(held(register, kept, at=at))
    logged = "select count(*) from register.access_log where root = 'subjectAccess' and keys @> array['%s', '%s']"
    assert register.scalar(logged % (kept, gone)) >= 1
    for who in (NORTH, ("police", story.NORTHBY)):
        assert not any(name in held(register, kept, who).body.decode() for name in ("Ivy Lark", "Iva Lark"))

    decided(register, match, "DIFFERENT", first, second)
    assert names_of(held(register, kept)) == ["Ivy Lark"]
    assert names_of(held(register, kept, at=together)) == ["Ivy Lark", "Iva Lark"]


def test_what_another_authority_recorded_of_a_child_that_was_merged_is_its_own_to_answer(register):
    with register.server.owner.begin() as connection:
        kept = create_child(connection, "Una Reed", story.SOUTHBY_COUNCIL)
        gone = create_child(connection, "Oona Reed", story.NORTHBY_COUNCIL)
        match = create_match(connection, kept, gone)
    decided(register, match, "KEEP_THIS", (*SOUTH, "first"))
    theirs = register.server.ask("{ childMatches { nodes { id child { name } } } }", *NORTH).data["childMatches"]
    (key,) = [each["id"] for each in theirs["nodes"] if each["child"]["name"] == "Oona Reed"]
    decided(register, key, "KEEP_OTHER", (*NORTH, "other"))

    assert names_of(held(register, kept)) == ["Una Reed"]
    assert "Oona Reed" not in held(register, kept).body.decode()
    assert names_of(held(register, gone, NORTH)) == ["Oona Reed"]
    assert [held(register, *asked).data["subjectAccess"] for asked in ((kept, NORTH), (gone, SOUTH))] == [None, None]


def test_fields_are_selected_as_anywhere(register):
    asked = """query ($child: ID!, $at: DateTime!, $no: Boolean!) { one: subjectAccess(child: $child, asOf: $at) {
        __typename id: child digest @include(if: $no) ...more } }
        fragment more on SubjectAccess { groups { __typename name: group } }"""
    child = str(register.children["Ada Far"])
    told = register.server.ask(asked, *SOUTH, child=child, at=now(), no=False).data["one"]
    assert (told["__typename"], told["id"], told.keys()) == (
        "SubjectAccess", child, {"__typename", "id", "groups"},
    )  # fmt: skip
    assert {tuple(each) for each in told["groups"]} == {("__typename", "name")}


def test_without_a_purpose_nothing_is_told(register):
    answer = held(register, register.children["Ada Far"], purpose=None)
    assert answer.codes == ["POLICY_PURPOSE_REQUIRED"]


def _returned(connection, child, authority, *, status):
    key, row = create_return(connection, authority, status=status, number=uuid.uuid4().int % 10**6), uuid.uuid4()
    of_return = {"id": row, "return_id": key, "authority_code": authority, "line": 2, "child_number": "S1"}
    connection.execute(tables.return_row.insert().values(child_id=child, starts_on=NOW.date(), **of_return))
    return row
