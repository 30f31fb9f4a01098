"""The job that compares children: which pairs it finds, and what it leaves as people decided."""

from datetime import date

import pytest
import sqlalchemy as sa

from register import tables
from register.errors import SetupError
from register.maintenance import child_matches, splink_in_memory
from register.maintenance.child_matches import link
from register.maintenance.likeness_model import MODEL
from tests.conftest import own_copy, rolled_back
from tests.support import story
from tests.support.child_factories import create_child, create_shield

NORTH, SOUTH = story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL
MATCH = tables.child_match


@pytest.fixture
def told(cluster, story, worker):
    """A connection with the owner's login to a copy of the story; what it does is rolled back."""
    with own_copy(cluster, story, f"linked_{worker}") as engine, rolled_back(engine) as connection:
        yield connection


def child(connection, name, authority=NORTH, **given):
    """A child without numbers, but for those that are given."""
    numbers = {each: given.pop(each, None) for each in ("nhs_number", "upn", "authority_reference")}
    made = create_child(connection, name, authority, **given)
    of = tables.child_identity.c.child_id == made
    connection.execute(tables.child_identity.update().where(of).values(aliases=[], **numbers))
    return made


def found(connection):
    """The pairs, with the authority of the other record where it is named."""
    rows = connection.execute(sa.select(MATCH.c.child_id, MATCH.c.other_child_id, MATCH.c.other_authority_code))
    return {frozenset(row[:2]): row[2] for row in rows}


def test_pairs_are_found_by_number_sound_and_birthday_and_twins_are_not(told):
    one, two = child(told, "Siân Hale"), child(told, "Sian Hayle")
    swapped, right = child(told, "Ivo Dale"), child(told, "Ivo Dale", SOUTH, date_of_birth=date(2012, 4, 3))
    first = child(told, "Lark Osgood", nhs_number="9434765919", date_of_birth=date(2010, 9, 9))
    second = child(told, "Rue Marsh", nhs_number="9434765919", date_of_birth=date(2010, 9, 8))
    child(told, "Tam Fell"), child(told, "Kim Fell")

    done = link(told, lambda *_: None)

    assert found(told) == {
        frozenset({one, two}): NORTH, frozenset({swapped, right}): None, frozenset({first, second}): NORTH,
    }  # fmt: skip
    assert (done.likely, done.dropped) == (3, 0)


def test_what_is_not_likely_any_more_goes_and_what_was_decided_stays(told):
    _, two = child(told, "Wren Hale"), child(told, "Wren Hale")
    three, four = child(told, "Ivo Dale"), child(told, "Ivo Dale")
    link(told, lambda *_: None)
    (decided,) = told.scalars(sa.select(MATCH.c.id).where(MATCH.c.child_id.in_((three, four))))
    (of,) = told.scalars(sa.select(MATCH.c.child_id).where(MATCH.c.id == decided))
    said = {"match_id": decided, "child_id": of, "decision": "different", "grounds": "Cousins."}
    told.execute(tables.match_decision.insert().values(**said))
    born = tables.child_minimum.update().where(tables.child_minimum.c.child_id.in_((two, four)))
    told.execute(born.values(date_of_birth=date(2009, 5, 20)))

    assert link(told, lambda *_: None).dropped == 1
    assert set(found(told)) == {frozenset({three, four})}


def test_no_other_authority_is_asked_about_a_shielded_child(told):
    shielded, other = child(told, "Siân Hale"), child(told, "Siân Hale", SOUTH)
    own = child(told, "Siân Hale")
    create_shield(told, shielded)
    link(told, lambda *_: None)

    assert set(found(told)) == {frozenset({shielded, own}), frozenset({own, other})}


def test_pairs_are_compared_some_at_a_time_and_each_says_by_which_model(told, monkeypatch):
    for name in ("Wren Hale", "Wren Hale", "Ivo Dale", "Ivo Dale"):
        child(told, name)
    before, heard = link(told, lambda *_: None), []
    monkeypatch.setattr(child_matches, "AT_A_TIME", 1)

    assert link(told, lambda *said: heard.append(said)) == before
    assert heard == [("pairs", done, before.compared) for done in range(1, before.compared + 1)]
    assert before.likely == 2
    assert set(told.scalars(sa.select(MATCH.c.model))) == {MODEL}


def test_without_splink_nothing_is_compared_and_nothing_dropped(told, monkeypatch):
    child(told, "Wren Hale"), child(told, "Wren Hale")
    link(told, lambda *_: None)
    kept = found(told)
    monkeypatch.setattr(splink_in_memory, "PACKAGES", ("no_such_package",))

    with pytest.raises(SetupError, match=r"install register\[linkage\]"):
        link(told, lambda *_: None)
    assert found(told) == kept != {}
