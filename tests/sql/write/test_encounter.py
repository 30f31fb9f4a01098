"""The function that answers a question about a child: who may call it, and that it is the one that is there."""

import sqlalchemy as sa

from register.policy.grants import may_send
from register.policy.roles import role_of
from register.sql.write.encounter import MEET_CHILD
from register.vocabulary import Agency


def test_only_who_may_ask_may_call_the_function(connection):
    held = sa.text("select has_function_privilege(:role, :function, 'execute')")
    allowed = {
        agency for agency in Agency if connection.scalar(held, {"role": role_of(agency), "function": MEET_CHILD})
    }

    assert allowed == {agency for agency in Agency if may_send(agency, "encounter")} != set()
