"""Shields: what the database refuses of them, and that it signs them itself."""

import pytest
import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.child_factories import NOW, create_child, create_shield
from tests.support.database_refusals import refused_by

SHIELD = tables.child_shield


@pytest.fixture
def child(told):
    return create_child(told, "Una", story.SOUTHBY_COUNCIL)


def act(told, person, **values):
    """Change the shield as a person."""
    told.execute(sa.text("select set_config('register.subject', :person, true)"), {"person": person})
    told.execute(SHIELD.update().values(**values))
    return told.execute(sa.select(SHIELD)).one()


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"holders": ["E1"] * 21}, "ck_child_shield_holders_are_few"),
        ({"grounds": ""}, "ck_child_shield_grounds_fits"),
        ({"lifted_at": NOW, "lifted_by": "second"}, "ck_child_shield_lifted_by_two"),
    ],
)
def test_a_shield_has_grounds_and_names_few(told, child, given, constraint):
    row = {"child_id": child, "grounds": "Danger.", "review_due_on": NOW.date(), **given}
    assert refused_by(told, SHIELD, **row) == constraint


def test_a_child_has_one_shield_in_force(told, child):
    create_shield(told, child)
    row = {"child_id": child, "grounds": "Danger.", "review_due_on": NOW.date()}
    assert refused_by(told, SHIELD, **row) == "ix_child_shield_in_force"


def test_the_database_signs_each_act_by_the_person_and_only_once(told, child):
    told.execute(sa.text("delete from register.child_shield"))
    told.execute(sa.text("select set_config('register.subject', 'first', true)"))
    create_shield(told, child, set_by="somebody else")
    assert told.scalar(sa.select(SHIELD.c.set_by)) == "first"
    with pytest.raises(sa.exc.IntegrityError, match="ck_child_shield_confirmed_by_another"), told.begin_nested():
        act(told, "first", confirmed_at=NOW)

    assert act(told, "second", confirmed_at=NOW, confirmed_by="first").confirmed_by == "second"
    assert act(told, "third", confirmed_at=None).confirmed_by == "second"
    assert act(told, "first", lift_asked_at=NOW).lift_asked_by == "first"
    with pytest.raises(sa.exc.IntegrityError, match="ck_child_shield_lifted_by_two"), told.begin_nested():
        act(told, "first", lifted_at=NOW)
    assert act(told, "second", lifted_at=NOW).lifted_by == "second"
    assert act(told, "third", lifted_at=None).lifted_by == "second"
