"""The demonstration on drawn outlines: one command makes it, its own lines ask it, and it ends cleanly."""

import re
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from register.cli.demonstration import prepare
from register.database import private_server
from register.demo.subjects.providers import SOURCE
from tests.conftest import own_copy
from tests.support import factories as make
from tests.support.demonstration import (
    CALLERS,
    COMMAND,
    NEAR_AN_EDGE,
    Demonstration,
    demonstrating,
    needs_curl,
    own_place,
    plain_environment,
)

pytestmark = needs_curl

EVERY_HOME = """
query EveryHome($after: String) {
  homes(first: 200, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { urn name force { code } premises { onEdge inNoForce } }
  }
}
"""
EVERY_FORCE = """
{ areas(kind: FORCE, first: 50) { nodes { code outlineLabel homes(first: 1) { nodes { urn } } } } }
"""


@dataclass
class FirstRun:
    """What was seen of the first run, which makes the demonstration and then was told to end."""

    lines: dict[str, str]
    answers: dict[str, Any]
    screen: str
    links_page: str
    told: str
    status: int
    is_listening: bool
    has_database: bool
    database_log: str


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with own_place() as folder:
        yield folder


@pytest.fixture(scope="module")
def first(place: Path) -> FirstRun:
    with demonstrating(place) as running:
        lines, answers = running.lines, {caller: running.paste(caller) for caller in running.lines}
        screen, links_page = running.printed, running.links_page
        status = running.stop(signal.SIGINT)
        return FirstRun(
            lines=lines,
            answers=answers,
            screen=screen,
            links_page=links_page,
            told=running.told,
            status=status,
            is_listening=running.is_listening,
            has_database=running.has_database,
            database_log=running.database_log,
        )


@pytest.fixture(scope="module")
def second(place: Path, first: FirstRun) -> Iterator[Demonstration]:
    with demonstrating(place) as running:
        yield running
        assert running.stop(signal.SIGTERM) == 128 + signal.SIGTERM


@pytest.fixture(scope="module")
def homes(second: Demonstration) -> list[dict[str, Any]]:
    """Every home of the demonstration, page after page, as Ofsted gets them."""
    found, after, more = [], None, True
    while more:
        page = second.ask(EVERY_HOME, "ofsted", after=after)["homes"]
        found += page["nodes"]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert page["totalCount"] == 4_009
    return found


def test_four_agencies_can_ask_by_pasting_a_line_and_each_gets_its_own_answer(first: FirstRun):
    assert list(first.lines) == CALLERS
    assert [set(answer) for answer in first.answers.values()] == [{"data", "extensions"}] * 4
    ours, theirs, ofsted, dashboards = (answer["data"]["homes"] for answer in first.answers.values())
    public = [[home["urn"] for home in each["nodes"]] for each in (ours, theirs, ofsted, dashboards)]
    assert public == [public[0]] * 4
    assert ours == ofsted
    assert all(home["name"] and home["postcode"] for home in ours["nodes"])
    for hidden, reason in ((theirs, "OUTSIDE_SCOPE"), (dashboards, "NO_GRANT")):
        assert {(home["name"], home["postcode"]) for home in hidden["nodes"]} == {(None, None)}
        assert [home["withheld"] for home in hidden["nodes"]] == [
            [{"field": "name", "reason": reason}, {"field": "postcode", "reason": reason}]
        ] * 3


def test_it_ends_with_one_screen_that_says_where_who_and_how_to_stop_start_again_and_reset(first: FirstRun, place):
    lines = first.screen.splitlines()

    assert len(lines) <= 40
    assert max(map(len, lines)) <= 100
    assert re.match(r"The register listens on http://127\.0\.0\.1:\d+\.", lines[1])
    assert [line.split("# ")[0].split(" token ")[1].strip() for line in lines if "register token " in line] == [
        "police --area E23000005",
        "police --area E23000010",
        "ofsted",
        "dfe_statistics",
        "local_authority --area E08000003",
        "interview_provider --organisation demo-interview-trust",
        "health --organisation demo-health-board",
        "ukmpu",
        "hmicfrs",
        "auditor",
    ]
    assert "Stop         Ctrl-C" in lines
    assert "Start again  make demo" in lines
    assert f"Reset        rm -r {place}   (after you stop it; removes all data)" in lines
    assert re.search(rf"^Data         {place} \(\d\d\d MB\)$", first.screen, re.MULTILINE)


def test_the_page_of_links_opens_graphiql_as_each_caller_and_only_its_owner_can_read_it(first: FirstRun, place: Path):
    links = re.findall(
        r'href="(http://127\.0\.0\.1:\d+/graphql)#token=[\w.-]+&amp;purpose=safeguarding_child"', first.links_page
    )

    assert len(links) == len(CALLERS)
    assert [(place / name).stat().st_mode & 0o077 for name in ("links.html", "settings.sh")] == [0, 0]


def test_it_makes_a_key_for_what_children_say_that_only_its_owner_can_read(first: FirstRun, place: Path):
    key = place / "narrative.key"

    assert key.read_text().startswith("demonstration:")
    assert key.stat().st_mode & 0o077 == 0


def test_its_progress_is_one_line_in_a_file(first: FirstRun):
    assert first.told == (
        "Filling the demonstration. This happens only once, and takes a minute or two.\n\nStopped. The data is kept.\n"
    )


def test_a_demonstration_that_is_stopped_by_ctrl_c_ends_itself_and_its_database_cleanly(first: FirstRun):
    assert first.status == 0
    assert not first.is_listening
    assert not first.has_database
    assert "database system is shut down" in first.database_log


def test_a_second_start_fills_nothing_and_answers_alike(first: FirstRun, second: Demonstration, record_property):
    record_property("second_start_s", round(second.took_s, 1))

    assert "This happens only once" in first.told
    assert second.told == ""
    assert {caller: second.paste(caller) for caller in CALLERS} == first.answers


def test_a_port_that_is_taken_is_refused_before_anything_else(second: Demonstration, tmp_path: Path):
    again = subprocess.run(  # noqa: S603  our own command, no shell
        [COMMAND, "demo", "--port", str(second.port)],
        env={**plain_environment(), "REGISTER_STATE_DIR": str(tmp_path / "state")},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr.startswith(
        f"register: Port {second.port} on 127.0.0.1 cannot be used (Address already in use)."
    )
    assert again.stderr.count("\n") == 1
    assert not (tmp_path / "state").exists()


def test_other_commands_find_its_database_by_pasting_a_line(second: Demonstration):
    (home,) = second.ask('{ homes(area: {code: "E23000005"}, first: 1) { nodes { urn } } }', "ofsted")["homes"]["nodes"]

    explain = ("policy", "explain", "--agency", "police", "--field", "Home.name", "--urn", home["urn"], "--area")
    assert second.run(*explain, "E23000005").startswith("Home.name: allowed (own boundary)")
    assert second.run(*explain, "E23000010").startswith("Home.name: withheld")


def test_the_register_has_its_real_size_and_every_kind_of_place(homes):
    premises = [each for home in homes for each in home["premises"]]

    assert len(homes) == len({home["urn"] for home in homes}) == 4_009
    assert sum(each["onEdge"] for each in premises) >= 10
    assert sum(each["inNoForce"] for each in premises) >= 10
    assert all(home["force"] for home in homes)
    assert Counter(len(home["premises"]) for home in homes)[2] >= 100
    assert all(home["name"] for home in homes)


def test_five_homes_in_a_hundred_stand_within_50_m_of_the_edge_of_a_force(second: Demonstration):
    joined = private_server.start(second.place)

    with joined.connect("register") as connection:
        near = connection.execute(NEAR_AN_EDGE).fetchone()
    joined.stop()

    assert near is not None
    assert near[0] / 4_009 >= 0.05


def test_thirty_eight_of_forty_three_forces_have_homes_and_every_outline_is_labelled(second: Demonstration, homes):
    forces = second.ask(EVERY_FORCE, "ofsted")["areas"]["nodes"]

    with_homes = {force["code"] for force in forces if force["homes"]["nodes"]}
    without = {force["code"] for force in forces} - with_homes
    assert (len(forces), len(with_homes)) == (43, 38)
    assert {home["force"]["code"] for home in homes if home["force"]} == with_homes
    assert without == {"E23000034", "W15000001", "W15000002", "W15000003", "W15000004"}
    assert {force["outlineLabel"] for force in forces} == {"demonstration outline"}


@pytest.fixture
def filled(cluster, template, worker):
    """The name of a database that the demonstration fills no more, for one of its homes is there."""
    name = f"serving_{worker}"
    with own_copy(cluster, template, name) as owner:
        with owner.begin() as connection:
            make.create_home(connection, "SC900001", source_system=SOURCE)
        yield name


def test_a_demonstration_that_was_made_is_found_again_and_left_as_it_is(cluster, filled, settings_of, capsys):
    def read():
        with cluster.connect(filled) as connection:
            return connection.execute("select urn, recorded_from from register.home_history").fetchall()

    settings_of()
    before = read()
    prepare(cluster, filled, None, children=0)

    assert read() == before
    assert len(before) == 1
    assert capsys.readouterr().err == ""
