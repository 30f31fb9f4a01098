"""How texts under an older key are counted; tests/cli has the command that encrypts them again."""

import base64

import sqlalchemy as sa

from register import tables
from register.maintenance.narratives import count_old, encrypt_again
from tests.conftest import own_copy, rolled_back
from tests.support.child_factories import tell_of_children, tell_of_returns

KEY = "first:" + base64.b64encode(b"1" * 32).decode()


def test_a_text_under_the_first_key_is_left_alone(cluster, story, worker, settings_of):
    settings_of(NARRATIVE_KEYS=KEY)
    with own_copy(cluster, story, f"counted_{worker}") as engine, rolled_back(engine) as connection:
        tell_of_children(connection)
        tell_of_returns(connection)
        before = connection.execute(sa.select(tables.interview_narrative)).all()

        assert (count_old(connection), encrypt_again(connection, lambda *_: None)) == (0, 0)
        assert connection.execute(sa.select(tables.interview_narrative)).all() == before
