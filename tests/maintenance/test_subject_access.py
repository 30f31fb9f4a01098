"""What is held about one child: of every table, by group and owner, without other people, the same at an instant."""

import uuid
from datetime import UTC, datetime

import orjson
import pytest
import sqlalchemy as sa

from register import tables
from register.errors import SetupError
from register.maintenance.subject_access import held_about
from register.rules.access_exemption import LEFT_OUT, ONLY_OTHER_PEOPLE, OTHER_PEOPLE
from register.tables import ANCHOR_OF, HISTORY_OF
from register.tables.anchors import CHILD, EPISODE, PLACEMENT, Of
from tests.conftest import own_copy
from tests.support import story as told_of
from tests.support.child_factories import (
    IN_A_MONTH,
    NOW,
    ago,
    create_child,
    create_exemption,
    tell_of_children,
    tell_of_returns,
)
from tests.support.return_factories import create_return

# A child and its episodes are named by these; every other column that names one names another's.
OF_OTHERS = (tables.child, tables.missing_episode)
# It names the record that the child's was merged into, which is the child's own, or an episode of the child.
OWN = {("child", "merged_into_id"), ("return_interview", "covered_by_id")}


@pytest.fixture(scope="module")
def told(cluster, story, worker):
    """An engine on a story in which much is held about children, and their keys by name."""
    with own_copy(cluster, story, f"held_{worker}") as engine:
        with engine.begin() as connection:
            children = tell_of_children(connection)
            tell_of_returns(connection)
        yield engine, children


def held(engine, child, at=None):
    with engine.connect() as connection:
        return held_about(connection, child, at or datetime.now(UTC))


def test_every_group_is_there_with_who_keeps_it_and_no_other_child(told):
    engine, children = told
    found = held(engine, children["Ada Far"])
    text = orjson.dumps(found, default=str).decode()

    assert found["groups"]["child name and birth"]["records"]["child_minimum"][0]["name"] == "Ada Far"
    assert found["groups"]["missing episode"]["keptBy"] == "police"
    assert len(found["groups"]["missing episode"]["records"]["missing_episode"]) == 2
    assert not any(name in text or str(key) in text for name, key in children.items() if name != "Ada Far")
    assert "person of" not in text


def test_a_column_that_names_another_child_is_left_out():
    for table in HISTORY_OF:
        anchor = ANCHOR_OF[table]
        if not isinstance(anchor, Of) or anchor.subject not in (CHILD, PLACEMENT, EPISODE):
            continue
        naming = {each.parent.name for each in table.foreign_keys if each.column.table in OF_OTHERS}
        others = naming - {anchor.by, "child_id", "episode_id"}
        left_out = OTHER_PEOPLE.get(table.name, frozenset())
        assert {name for name in others if (table.name, name) not in OWN} <= left_out, table.name


def test_it_is_the_same_at_an_instant_whatever_is_recorded_later(told):
    engine, children = told
    at = datetime.now(UTC)
    before = held(engine, children["Ben Near"], at)
    with engine.begin() as connection:
        of = tables.child_minimum.c.child_id == children["Ben Near"]
        connection.execute(tables.child_minimum.update().where(of).values(name="Ben Nearer"))

    assert held(engine, children["Ben Near"], at) == before
    assert held(engine, children["Ben Near"])["digest"] != before["digest"]


def test_a_body_that_consulted_is_named_and_no_person(told):
    engine, children = told
    seen = {"request": "r", "subject": "an officer", "agency": "police", "area": "E23000002", "document": "d"}
    seen |= {"root": "child", "outcome": "allowed", "row_count": 1, "policy_version": "p"}
    with engine.begin() as connection:
        connection.execute(tables.access_log.insert().values(keys=[str(children["Cy Home"])], **seen))
    (by,) = held(engine, children["Cy Home"])["consultedBy"]

    assert (by["agency"], by["area"], by["times"]) == ("police", "E23000002", 1)
    assert "subject" not in by


def test_a_child_that_was_not_there_is_refused(told):
    engine, children = told
    with pytest.raises(SetupError):
        held(engine, uuid.uuid4())
    with pytest.raises(SetupError):
        held(engine, children["Ada Far"], datetime(2000, 1, 1, tzinfo=UTC))


def test_nothing_is_written_by_asking(told):
    engine, children = told
    count = sa.select(sa.func.count()).select_from(tables.entry)
    with engine.connect() as connection:
        before = connection.scalar(count)
        held_about(connection, children["Ada Far"], datetime.now(UTC))
        assert connection.scalar(count) == before


@pytest.fixture
def wren(told):
    """A child of which nothing is exempt."""
    engine, _ = told
    with engine.begin() as connection:
        return create_child(connection, "Wren Hale", told_of.NORTHBY_COUNCIL)


def returned(engine, child, status, **given):
    """A row about a child in a return of this status."""
    authority = told_of.NORTHBY_COUNCIL
    with engine.begin() as connection:
        key = create_return(connection, authority, status=status, number=uuid.uuid4().int % 10**6, **given)
        row = {"return_id": key, "authority_code": authority, "line": 2, "child_number": status, "child_id": child}
        connection.execute(tables.return_row.insert().values(**row))


def test_rows_of_returns_that_are_in_force_or_were_are_told_and_no_draft(told, wren):
    engine, _ = told
    for status in ("checked", "superseded"):
        returned(engine, wren, status)
    before = datetime.now(UTC)
    returned(engine, wren, "accepted", kind="interviews_monthly")
    rows = held(engine, wren)["groups"]["return rows"]["records"]["return_row"]

    assert sorted((row["child_number"], row["return_status"]) for row in rows) == [
        ("accepted", "accepted"), ("superseded", "superseded"),
    ]  # fmt: skip
    (then,) = held(engine, wren, before)["groups"]["return rows"]["records"]["return_row"]
    assert then["child_number"] == "superseded"


def test_what_a_person_recorded_as_exempt_is_left_out_without_a_word_of_what_it_is(told, wren):
    engine, _ = told
    assert held(engine, wren)["leftOut"] == ONLY_OTHER_PEOPLE
    with engine.begin() as connection:
        create_exemption(connection, wren, held_group="child identity", law="child_abuse")
    found = held(engine, wren)

    assert "child identity" not in found["groups"]
    assert found["leftOut"] == LEFT_OUT
    assert not any(word in orjson.dumps(found).decode() for word in ("child identity", "child_abuse", "harm to"))


def test_one_record_alone_can_be_exempt(told, wren):
    engine, _ = told
    flags = [uuid.uuid4(), uuid.uuid4()]
    with engine.begin() as connection:
        for flag in flags:
            row = {"id": flag, "child_id": wren, "raised_on": NOW.date(), "review_due_on": IN_A_MONTH}
            connection.execute(tables.exploitation_flag.insert().values(**row))
        create_exemption(connection, wren, held_group="exploitation flag", record_id=flags[0])
    (told_flag,) = held(engine, wren)["groups"]["exploitation flag"]["records"]["exploitation_flag"]

    assert told_flag["id"] == str(flags[1])


def test_an_exemption_that_ended_leaves_nothing_out_and_one_of_consultations_leaves_them_out(told, wren):
    engine, _ = told
    past = {"decided_on": ago(days=40).date(), "ends_on": NOW.date()}
    with engine.begin() as connection:
        create_exemption(connection, wren, held_group="child identity", **past)
        create_exemption(connection, wren, held_group="child characteristics", ended_on=NOW.date())
    assert {"child identity", "child characteristics"} <= held(engine, wren)["groups"].keys()
    with engine.begin() as connection:
        create_exemption(connection, wren, held_group="consultations", law="crime_and_taxation")
    assert (held(engine, wren)["consultedBy"], held(engine, wren)["leftOut"]) == ([], LEFT_OUT)
