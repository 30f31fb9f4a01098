"""Readiness: told to anyone, logged when it changes, and named in the log where it refuses a request."""

import json

import sqlalchemy as sa
from structlog.testing import capture_logs

UNSEALED = "update register.seal_state set checked_at = now() - interval '1 day'"


def test_a_register_that_nobody_seals_says_so_to_probes_and_in_the_log(own_server):
    with own_server.owner.begin() as connection:
        connection.execute(sa.text(UNSEALED))

    with capture_logs() as events:
        first, second = (own_server.client.get(f"{own_server.url}/health/ready") for _ in range(2))
        refused = own_server.ask("{ homes { totalCount } }", "ofsted")

    assert (first.status_code, first.json()) == (503, {"ready": False, "because": ["unsealed"]})
    assert second.json() == first.json()
    assert (refused.status, refused.codes) == (503, ["SYSTEM_UNAVAILABLE"])
    assert "unsealed" not in json.dumps(refused.json)
    (changed,) = [event for event in events if event["event"] == "readiness"]
    assert changed["because"] == ["unsealed"]
    assert "Run register audit seal" in changed["way_out"]
    assert [event["why"] for event in events if event.get("cause") == "SYSTEM_UNAVAILABLE"] == ["unsealed"]
