"""What is held about one child: of every table, by group and owner, without other people, the same at an instant."""

import uuid
from datetime import UTC, datetime

import orjson
import pytest
import sqlalchemy as sa

from register import tables
from register.errors import SetupError
from register.maintenance.subject_access import OTHER_PEOPLE, held_about
from register.tables import ANCHOR_OF, HISTORY_OF
from register.tables.anchors import CHILD, EPISODE, PLACEMENT, Of
from tests.conftest import own_copy
from tests.support.child_factories import tell_of_children, tell_of_returns

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
