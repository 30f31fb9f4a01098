"""Return home interviews: what the database opens and refuses of them."""

import pytest
import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.child_factories import ago, create_child, create_episode

BEGAN, FOUND = ago(days=3), ago(days=2)


@pytest.fixture
def duty(told):
    """The duty that followed when a child was found."""
    child = create_child(told, "Tam", story.NORTHBY_COUNCIL)
    episode = create_episode(told, child, story.NORTHBY, started_at=BEGAN, found_at=FOUND, ended_at=FOUND)
    duties = sa.select(tables.return_interview).where(tables.return_interview.c.episode_id == episode)
    return told.execute(duties).one()


def refused(connection, duty, **values):
    """The constraint that refuses these values of a duty; None where they can be."""
    changed = tables.return_interview.update().where(tables.return_interview.c.id == duty.id).values(**values)
    try:
        with connection.begin_nested():
            connection.execute(changed)
    except sa.exc.IntegrityError as refusal:
        return refusal.orig.diag.constraint_name
    return None


def test_a_duty_opens_when_a_child_is_found_and_is_due_after_72_hours(duty):
    assert (duty.status, duty.found_at, (duty.due_at - duty.found_at).total_seconds()) == ("due", FOUND, 72 * 3600)


def test_an_episode_that_was_an_error_leaves_no_duty(told, duty):
    cancelled = tables.missing_episode.update().where(tables.missing_episode.c.id == duty.episode_id)
    told.execute(cancelled.values(status="cancelled"))
    row = told.execute(sa.select(tables.return_interview).where(tables.return_interview.c.id == duty.id)).one()

    assert (row.status, row.not_offered_reason, row.closed_at is not None) == ("not_offered", "other", True)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"status": "completed", "conducted_at": FOUND}, None),
        ({"status": "completed", "conducted_at": BEGAN}, "ck_return_interview_held_after_found"),
        ({"status": "completed"}, "ck_return_interview_completed_when_held"),
        ({"conducted_at": FOUND}, "ck_return_interview_completed_when_held"),
        ({"offered_at": BEGAN}, "ck_return_interview_offer_after_found"),
        ({"status": "not_offered"}, "ck_return_interview_reason_if_not_offered"),
        ({"provider_code": "story-trust"}, "ck_return_interview_commission_whole"),
    ],
)
def test_an_interview_that_cannot_be_is_refused(told, duty, values, constraint):
    assert refused(told, duty, **values) == constraint


def test_a_text_in_clear_is_refused(told, duty):
    row = {"interview_id": duty.id, "episode_id": duty.episode_id, "ciphertext": "He said no."}
    with pytest.raises(sa.exc.IntegrityError, match="ciphertext_form"), told.begin_nested():
        told.execute(tables.interview_narrative.insert().values(**row))
