"""Readers of filters are compared on what the door lets through, and one that never answers is said to do so."""

import sys

import pytest

from bench import filter_readers
from bench.filter_readers import FILTERS, OWN, outcome
from register.errors import BadInput
from register.requests.features.filter_text import check_size

BEYOND = ("2,000 brackets", "20,000 conditions")


@pytest.mark.parametrize("name", FILTERS)
def test_all_but_the_last_are_within_the_bounds_of_the_door(name):
    if name in BEYOND:
        with pytest.raises(BadInput):
            check_size(FILTERS[name], opening="(", closing=")", quote="'")
    else:
        check_size(FILTERS[name], opening="(", closing=")", quote="'")


def test_what_was_read_what_was_refused_and_what_was_ended_are_told_apart(monkeypatch):
    monkeypatch.setattr(filter_readers, "TIME_S", 5.0)
    ends, sleeps = "import os\ndef read(text): os.abort()", "import time\ndef read(text): time.sleep(60)"

    assert "read: " in outcome(sys.executable, OWN, "a = 1")
    assert "refused: BadInput" in outcome(sys.executable, OWN, "a = 1 b")
    assert outcome(sys.executable, ends, "a") == "the process ended with -6"
    assert outcome(sys.executable, sleeps, "a") == "no answer within 5 s"
