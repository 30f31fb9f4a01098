"""Events are logged as lines of JSON."""

import json
import logging

import structlog

from register.http.logging import configure_logging


def test_an_event_is_one_line_of_json_with_its_level_and_its_instant(caplog):
    configure_logging()

    with caplog.at_level(logging.INFO):
        structlog.get_logger("register.security").warning("refused", cause="a\nb")

    line = caplog.records[-1].getMessage()
    told = json.loads(line)
    assert "\n" not in line
    assert (told["event"], told["cause"], told["level"]) == ("refused", "a\nb", "warning")
    assert told["timestamp"].endswith("Z")
