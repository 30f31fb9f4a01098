"""Reports of missing episodes: the database works out what is missing and by when it is due."""

import sqlalchemy as sa

from register import tables
from register.vocabulary import ReportStep
from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode


def test_each_step_has_its_two_clocks():
    clocks = {f"{step.value}_{clock}" for step in ReportStep for clock in ("at", "due_at")}

    assert {column.name for column in tables.episode_report.c} == {"episode_id", "missing", "due_at", *clocks}


def test_what_is_missing_and_when_the_first_of_it_is_due_follow_from_the_clocks(told):
    child = create_child(told, "Tam", story.NORTHBY_COUNCIL)
    began = ago(hours=30)
    episode = create_episode(told, child, story.NORTHBY, started_at=began, police_category="not_reported")
    row = told.execute(sa.select(tables.episode_report).where(tables.episode_report.c.episode_id == episode)).one()

    assert (row.missing, row.due_at, row.police_at) == (["police"], began, None)
    assert row.responsible_authority_at is not None
    assert (row.host_authority_due_at, row.home_due_at, row.interview_due_at) == (None, None, None)
