"""Later changes to the demonstration leave a past behind them, and come once."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from register.demo.history import AMENDED, NEWLY_SUSPENDED, RENAMED, SUSPENSIONS_LIFTED, amend_demonstration
from register.demo.published_figures import REGISTER_DAY
from register.tables import HISTORY_OF, former_fact, home, home_identity, home_version, notice

ROOT = Path(__file__).resolve().parents[2]
REGISTERED, SUSPENDED = 60, 5


@pytest.fixture
def kept(connection: sa.Connection) -> Iterator[sa.Engine]:
    """A database of its own, for only what is committed has a past; dropped after the test."""
    name = f"demo_{uuid4().hex}"
    server = sa.create_engine(connection.engine.url, isolation_level="AUTOCOMMIT")
    with server.connect() as maker:
        maker.execute(sa.DDL(f"create database {name}"))
    engine = sa.create_engine(connection.engine.url.set(database=name), poolclass=sa.NullPool)
    settled = Config(ROOT / "alembic.ini")
    with engine.connect() as migrating:
        settled.attributes["connection"] = migrating
        command.upgrade(settled, "head")
    yield engine
    with server.connect() as dropper:
        dropper.execute(sa.DDL(f"drop database {name}"))
    server.dispose()


def _register_homes(connection: sa.Connection) -> None:
    homes = [
        {
            "id": uuid4(),
            "urn": f"{9_900_000 + number}",
            "kind": "childrens_home",
            "sector": "private",
            "registration_status": "suspended" if number < SUSPENDED else "registered",
        }
        for number in range(REGISTERED + SUSPENDED)
    ]
    connection.execute(home.insert(), homes)
    connection.execute(home_identity.insert(), [{"home_id": one["id"], "name": str(one["urn"])} for one in homes])


def test_later_changes_leave_the_past_as_it_was_and_come_once(kept: sa.Engine) -> None:
    with kept.begin() as loading:
        _register_homes(loading)

    with kept.begin() as amending:
        changed = amend_demonstration(amending, seed=7)
    with kept.begin() as again:
        repeated = amend_demonstration(again, seed=7)

    assert (changed, repeated) == (AMENDED, 0)
    was, now = HISTORY_OF[home_identity], home_identity
    with kept.connect() as reading:
        renamed = sa.select(was.c.name, now.c.name.label("new")).join(now, now.c.home_id == was.c.home_id)
        names = reading.execute(renamed.where(was.c.recorded_to > was.c.recorded_from, was.c.name != now.c.name)).all()
        statuses = sa.select(home.c.registration_status, sa.func.count().label("homes")).group_by(
            home.c.registration_status
        )
        counted = {row.registration_status: row.homes for row in reading.execute(statuses)}
        served = reading.scalar(sa.select(sa.func.count()).select_from(notice))
        assert len(names) == RENAMED
        assert all(old.isdigit() and not new.isdigit() for old, new in names)
        assert reading.scalar(sa.select(sa.func.count()).where(home_version.c.version == 2)) == AMENDED
        assert counted == {"registered": REGISTERED, "suspended": SUSPENDED}
        assert SUSPENSIONS_LIFTED == NEWLY_SUSPENDED == served
        suspended = sa.select(former_fact.c.value, former_fact.c.held_until)
        assert reading.execute(suspended).all() == [("registered", REGISTER_DAY)] * NEWLY_SUSPENDED
