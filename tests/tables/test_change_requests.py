"""Commands that are remembered: each once for whoever sent it."""

import pytest

from register import tables
from tests.support import story
from tests.support.database_refusals import refused_by

REQUEST = {
    "subject": "tester",
    "agency": "ofsted",
    "idempotency_key": "0001",
    "command": "openHome",
    "digest": "d",
}


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, "ix_change_request_once"),
        ({"idempotency_key": "0002"}, None),
        ({"subject": "another"}, None),
        ({"agency": "police", "area": story.NORTHBY}, None),
        ({"agency": "press"}, "agency_code_known"),
        ({"idempotency_key": ""}, "ck_change_request_idempotency_key_fits"),
        ({"idempotency_key": "x" * 201}, "ck_change_request_idempotency_key_fits"),
        ({"digest": None}, "digest is empty"),
    ],
)
def test_a_command_is_kept_once_for_whoever_sent_it(connection, given, constraint):
    connection.execute(tables.change_request.insert().values(**REQUEST))

    assert refused_by(connection, tables.change_request, **REQUEST | given) == constraint
