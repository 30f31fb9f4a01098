"""`register demo --boundaries DIR`: the demonstration on official boundaries, from nothing, as a process of its own."""

import signal
from collections.abc import Iterator

import pytest

from register.importing.geography.boundaries import SOURCE
from tests.acceptance.official import NEEDED, REAL
from tests.support.demonstration import CALLERS, Demonstration, demonstrating, needs_curl, own_place

pytestmark = [*NEEDED, needs_curl]

OUTLINES = "{ areas(kind: FORCE, first: 50) { nodes { code outlineLabel } } }"


@pytest.fixture(scope="module")
def running() -> Iterator[Demonstration]:
    with own_place() as place, demonstrating(place, "--boundaries", str(REAL / "boundaries")) as started:
        yield started


def test_on_official_boundaries_four_agencies_ask_by_pasting_a_line_and_it_stops_cleanly(
    running: Demonstration, record_property
):
    record_property("cold_start_s", round(running.took_s, 1))

    answers = {caller: running.paste(caller)["data"]["homes"] for caller in CALLERS}
    labels = {force["outlineLabel"] for force in running.ask(OUTLINES, "ofsted")["areas"]["nodes"]}
    status = running.stop(signal.SIGTERM)

    assert list(running.lines) == CALLERS
    named = {caller: [home["name"] is not None for home in found["nodes"]] for caller, found in answers.items()}
    assert named == dict(zip(CALLERS, ([True] * 3, [False] * 3, [True] * 3, [False] * 3), strict=True))
    assert len({tuple(home["urn"] for home in found["nodes"]) for found in answers.values()}) == 1
    # Who may see locations there gets the homes in the area; the others those whose public area it is.
    ours, theirs, ofsted, dashboards = (found["totalCount"] for found in answers.values())
    assert (ours, theirs) == (ofsted, dashboards)
    assert labels == {SOURCE}
    assert (status, running.is_listening, running.has_database) == (128 + signal.SIGTERM, False, False)
    assert "database system is shut down" in running.database_log
