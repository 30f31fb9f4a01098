"""Sessions that were ended: each person's own, and of nobody else."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from register.database.connections import open_pool
from register.maintenance.migrate import API_LOGIN
from register.settings import settings
from register.sql.session.ended_session import end_session, has_ended
from register.vocabulary import Agency, Caller

MINE = Caller("tester", Agency.AUDITOR, None, None, None, date(2026, 3, 2))


@pytest.fixture
async def pool(server, cluster, worker, monkeypatch):
    """Connections of the API's login to the story."""
    monkeypatch.setenv("REGISTER_DATABASE_URL", cluster.url(f"story_{worker}", user=API_LOGIN))
    settings.cache_clear()
    opened = await open_pool(settings())
    yield opened
    await opened.close()
    monkeypatch.undo()
    settings.cache_clear()


async def test_a_session_is_ended_once_and_for_its_own_person_alone(pool):
    mine, session = MINE, uuid4()
    other = replace(mine, subject="somebody else")

    before = await has_ended(pool, settings(), mine, session=session)
    await end_session(pool, settings(), mine, session=session)
    await end_session(pool, settings(), mine, session=session)

    assert not before
    assert await has_ended(pool, settings(), mine, session=session)
    assert not await has_ended(pool, settings(), other, session=session)
