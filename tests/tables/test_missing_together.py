"""Who is missing together: each is told of the other, and nobody of oneself."""

import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.child_factories import NOW, ago, create_child, create_episode
from tests.support.database_refusals import refused_by


def test_what_one_side_says_holds_for_both_and_is_said_once(told):
    one, two = (
        create_episode(told, create_child(told, name, story.NORTHBY_COUNCIL), story.NORTHBY, started_at=ago(days=3))
        for name in ("Tam", "Kim")
    )
    link = {"episode_id": one, "other_episode_id": two, "linked_at": NOW}
    told.execute(tables.missing_together.insert().values(**link))

    held = sa.select(tables.missing_together.c.episode_id, tables.missing_together.c.other_episode_id)
    assert {tuple(row) for row in told.execute(held)} == {(one, two), (two, one)}
    said_twice = refused_by(told, tables.missing_together, **link)
    assert said_twice == "uq_missing_together_episode_id_other_episode_id"
    with_itself = refused_by(told, tables.missing_together, **{**link, "other_episode_id": one})
    assert with_itself == "ck_missing_together_with_another"
