"""The security log: one line an event, and no token in it."""

import json

import pytest
import structlog

from register.identity.development_issuer import DevelopmentIssuer
from register.identity.security_log import security_event
from tests.support.bad_tokens import token


@pytest.fixture
def written(capsys):
    """What an event prints when the log is written as JSON."""
    structlog.reset_defaults()
    structlog.configure(processors=[structlog.processors.add_log_level, structlog.processors.JSONRenderer()])
    yield lambda: capsys.readouterr().out.splitlines()
    structlog.reset_defaults()


def test_an_event_is_one_line_of_json(written):
    security_event("expired", path="/graphql\nforged: line", status=401, alarm=False, agency=None)

    assert [json.loads(line) for line in written()] == [
        {
            "event": "security",
            "level": "warning",
            "cause": "expired",
            "path": "/graphql\nforged: line",
            "status": 401,
            "alarm": False,
            "agency": None,
        }
    ]


@pytest.mark.parametrize("wrapping", ["{}", "Bearer {}", "/graphql?access_token={}&x=1", "{0} and {0}"])
def test_a_token_in_a_fact_is_taken_out(written, issuer: DevelopmentIssuer, wrapping):
    secret = token(issuer)
    security_event("malformed", path=wrapping.format(secret))
    (line,) = written()

    assert not any(part in line for part in secret.split("."))
    assert "[token]" in line


def test_half_a_token_is_taken_out_too(written, issuer: DevelopmentIssuer):
    head, body, _ = token(issuer).split(".")
    security_event("malformed", path=f"{head}.{body}")
    (line,) = written()

    assert head not in line
    assert body not in line


def test_long_facts_are_cut(written):
    security_event("malformed", path="a" * 5_000)

    assert json.loads(written()[0])["path"] == "a" * 200
