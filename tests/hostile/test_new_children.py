"""The second wall alone, against new rows: no role adds a child, an episode or a placement that is not its body's."""

import uuid

import psycopg
import pytest

from tests.hostile.rows import Asker
from tests.hostile.walled import REFUSED, as_role
from tests.support import story
from tests.support.child_factories import ago

NORTH, SOUTH = Asker("local_authority", story.NORTHBY_COUNCIL), Asker("local_authority", story.SOUTHBY_COUNCIL)
POLICE = Asker("police", story.NORTHBY)
CHILD = "insert into register.child (id, responsible_authority_code) values (%s, %s)"
EPISODE = """
insert into register.missing_episode (id, kind, setting, status, started_at, owning_force_code,
                                      responsible_authority_code)
values (%s, 'missing', 'home', 'reported', %s, %s, %s)
"""
PLACEMENT = """
insert into register.placement (id, child_id, kind, host_authority_code, started_on)
values (%s, %s, 'foster_care', %s, '2026-01-01')
"""


def tried(login, asker, statement, *given):
    """How a role ends that tries to write: refused, or by what else."""
    with as_role(login, asker):
        try:
            login.execute(statement, given)
        except (REFUSED, psycopg.errors.UniqueViolation) as refusal:
            return type(refusal)
    return None


@pytest.mark.parametrize(("authority", "ends"), [(story.NORTHBY_COUNCIL, None), (story.SOUTHBY_COUNCIL, REFUSED)])
def test_an_authority_adds_children_of_its_own_alone(login, authority, ends):
    assert tried(login, NORTH, CHILD, uuid.uuid4(), authority) is ends
    assert tried(login, POLICE, CHILD, uuid.uuid4(), authority) is REFUSED


@pytest.mark.parametrize(
    ("asker", "force", "authority", "ends"),
    [
        (POLICE, story.NORTHBY, story.SOUTHBY_COUNCIL, None),
        (POLICE, story.SOUTHBY, story.NORTHBY_COUNCIL, REFUSED),
        (NORTH, story.SOUTHBY, story.NORTHBY_COUNCIL, None),
        (NORTH, story.NORTHBY, story.SOUTHBY_COUNCIL, REFUSED),
        (Asker("ofsted"), story.NORTHBY, story.NORTHBY_COUNCIL, REFUSED),
    ],
)
def test_an_episode_names_the_body_that_adds_it(login, asker, force, authority, ends):
    assert tried(login, asker, EPISODE, uuid.uuid4(), ago(hours=1), force, authority) is ends


def test_an_authority_places_no_child_of_another(login, walled):
    with walled.connect() as owner:
        (dot,) = owner.exec_driver_sql("select child_id from register.child_minimum where name = 'Dot Never'").one()

    assert tried(login, SOUTH, PLACEMENT, uuid.uuid4(), dot, story.NORTHBY_COUNCIL) is None
    assert tried(login, NORTH, PLACEMENT, uuid.uuid4(), dot, story.NORTHBY_COUNCIL) is REFUSED
