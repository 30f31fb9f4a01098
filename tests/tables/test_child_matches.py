"""Records that may be of one child: what the database refuses of them, and that a merge covers every table."""

import uuid

import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.child_factories import create_child, create_match
from tests.support.database_refusals import refused_by

# Names and numbers stay with the record that they were given to; matches and merges are of the records themselves.
STAYS = {
    "child", "child_characteristics", "child_identity", "child_match", "child_minimum", "match_decision", "merged_row",
}  # fmt: skip
# Which bodies reach a child follows from what is recorded of it.
FOLLOWS = {"child_reach"}
NAMES_A_CHILD = """
select conrelid::regclass::text from pg_constraint
 where contype = 'f' and confrelid = 'register.child'::regclass
"""


def test_a_merge_covers_every_table_that_names_a_child(told):
    moved = _moved(told)
    named = {name.removeprefix("register.") for name in told.scalars(sa.text(NAMES_A_CHILD))}

    assert moved | STAYS | FOLLOWS == named
    assert not moved & (STAYS | FOLLOWS)


def _moved(connection):
    """The tables whose rows go to the record that is kept, as the database's function names them."""
    body = connection.scalar(sa.text("select prosrc from pg_proc where proname = 'merge_children'"))
    return {line.split("update ")[1].split()[0] for line in body.splitlines() if "with moved as" in line}


def test_a_record_is_like_another_and_a_decision_is_of_the_child_of_its_match(told):
    one, two = (create_child(told, name, story.NORTHBY_COUNCIL) for name in ("Wren Hale", "Wren Hayle"))
    match = create_match(told, one, two)
    said = {"decision": "different", "grounds": "Twins.", "match_id": match}

    held = {"other_child_id": two, "score": 0.9, "evidence": [], "model": "m", "found_at": sa.func.now()}
    assert refused_by(told, tables.child_match, child_id=two, **held) == "ck_child_match_with_another"
    over = refused_by(told, tables.child_match, child_id=one, **(held | {"score": 1.1}))
    assert over == "ck_child_match_score_is_a_share"
    assert refused_by(told, tables.match_decision, child_id=two, **said) == "fk_match_decision_match_id_child_id"
    assert refused_by(told, tables.match_decision, child_id=one, **said) is None
    of_itself = {"id": (key := uuid.uuid4()), "merged_into_id": key}
    refused = refused_by(told, tables.child, responsible_authority_code=story.NORTHBY_COUNCIL, **of_itself)
    assert refused == "ck_child_merged_into_another"
