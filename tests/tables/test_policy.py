"""The policy that the database holds is one."""

import sqlalchemy as sa

from register import tables
from tests.support.database_refusals import refused_by


def test_one_policy_stands_in_a_database(connection):
    assert connection.scalar(sa.select(sa.func.count()).select_from(tables.policy_state)) == 1
    assert refused_by(connection, tables.policy_state, version="another") == "pk_policy_state"
    assert refused_by(connection, tables.policy_state, version="another", single=False) == "ck_policy_state_only_one"
