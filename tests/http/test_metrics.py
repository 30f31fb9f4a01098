"""What operators watch: a page that Prometheus reads, at an address of its own, with closed lists for labels."""

import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

import pytest

from register.errors import CODES
from register.http.counts import OTHER
from register.identity.causes import Cause
from register.maintenance.migrate import newest_revision
from register.policy.grants import POLICY_VERSION
from tests.hostile.conftest import make_server as make_server
from tests.hostile.obstructions import BEFORE_INSERT, obstructed
from tests.support import story
from tests.support.features_client import Features
from tests.support.metrics_client import watched
from tests.support.running_server import wait_until
from tests.support.subscription_client import socket_to

ASKED = "{ homes { totalCount } }"
# So many that their turns last longer than a look at the database may.
ASKERS = 8
DOORS = {"graphql", "subscriptions", "features", "tiles", "downloads", "pages", "health"}
# Every label, and every value that it may have.
CLOSED = {
    "door": DOORS,
    "status": {"1xx", "2xx", "3xx", "4xx", "5xx"},
    "code": set(CODES),
    "cause": {*map(str, Cause), OTHER},
    "who": {"signed_in", "visitor"},
    "state": {"in_use", "idle"},
    "what": {"documents", "plans", "statements"},
    "le": {"0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0", "10.0", "+Inf"},
    "version": {version("register")},
    "policy": {POLICY_VERSION},
    "schema": {newest_revision()},
}


def test_the_librarys_parser_reads_every_metric_and_every_label_is_of_a_closed_list(make_server):
    with watched(make_server) as (_, scraper):
        families = scraper.families()

    told = {each.name for each in families}
    assert all(each.documentation and each.samples for each in families)
    assert {each.name for each in families if not each.name.startswith(("register_", "process_"))} == set()
    assert told >= {"register_answers", "register_answer_seconds", "register_pool_waiting", "register_seal_age_seconds"}
    assert told >= {"process_resident_memory_bytes", "process_cpu_seconds"}
    labels = {(name, value) for family in families for each in family.samples for name, value in each.labels.items()}
    assert {name for name, _ in labels} == set(CLOSED)
    assert [(name, value) for name, value in labels if value not in CLOSED[name]] == []


def test_every_value_of_a_label_is_told_before_anything_happened(make_server):
    with watched(make_server) as (_, scraper):
        told = scraper.samples()

    for name, label in [("answers_total", "door"), ("refusals_total", "code"), ("refused_sign_ins_total", "cause")]:
        values = {dict(labels)[label] for found, labels in told if found == f"register_{name}"}
        assert values == CLOSED[label], name


def test_answers_are_counted_by_door_and_class_and_refusals_by_code(make_server):
    with watched(make_server) as (server, scraper), scraper.growth() as grown:
        server.ask(ASKED, "ofsted")
        server.ask("{ accessLog { nodes { id } } }", "ofsted")
        server.ask("{ nothing }", "ofsted")
        server.send(None, {"query": ASKED})
        door = Features(server, "police", story.NORTHBY)
        for path in ("/collections/homes/items", "/collections/nowhere", "/lists", "/collections/homes/downloads"):
            door.send(path)
        door.send("/collections/homes/tiles/WebMercatorQuad/6/20/31")
        server.client.get(f"{server.url}/health/live")
        server.client.get(f"{server.url}/homes")

    assert grown == {
        ("answers_total", "graphql", "2xx"): 2,
        ("answers_total", "graphql", "4xx"): 2,
        ("answers_total", "features", "2xx"): 1,
        ("answers_total", "features", "4xx"): 1,
        ("answers_total", "downloads", "2xx"): 2,
        ("answers_total", "tiles", "2xx"): 1,
        ("answers_total", "health", "2xx"): 1,
        ("answers_total", "pages", "4xx"): 1,
        ("refusals_total", "POLICY_FORBIDDEN"): 1,
        ("refusals_total", "REQUEST_INVALID"): 1,
        ("refusals_total", "REQUEST_NOT_FOUND"): 1,
        ("refusals_total", "IDENTITY_UNAUTHENTICATED"): 2,
        ("refused_sign_ins_total", "no_token"): 1,
        ("refused_sign_ins_total", "no_session"): 1,
    }


def test_a_spent_allowance_is_counted_by_its_code(make_server):
    with watched(make_server, REGISTER_RATE_BURST_COST="1", REGISTER_RATE_COST_PER_MINUTE="1") as (server, scraper):
        server.ask(ASKED, "ofsted")
        with scraper.growth() as grown:
            server.ask(ASKED, "ofsted")

    assert grown[("refusals_total", "REQUEST_RATE_LIMITED")] == 1


def test_a_socket_is_an_answer_when_it_opens_and_a_stream_while_it_is_open(make_server):
    with watched(make_server) as (server, scraper), scraper.growth() as grown, socket_to(server):
        visitors = scraper.samples()["register_streams", (("who", "visitor"),)]

    assert visitors == 1
    assert grown == {("answers_total", "subscriptions", "1xx"): 1}


def test_every_answer_is_in_the_times_of_its_door_once_and_nothing_stays_in_flight(make_server):
    with watched(make_server) as (server, scraper):
        server.ask(ASKED, "ofsted")
        told = scraper.samples()

    for door in DOORS:
        answers = [
            v for (name, labels), v in told.items() if name == "register_answers_total" and ("door", door) in labels
        ]
        assert told["register_answer_seconds_count", (("door", door),)] == sum(answers)
        assert told["register_answer_seconds_bucket", (("door", door), ("le", "+Inf"))] == sum(answers)
        assert told["register_requests_in_flight", (("door", door),)] == 0


def test_the_pool_the_memory_and_the_lag_are_told(make_server):
    with watched(make_server, REGISTER_POOL_SIZE="3") as (server, scraper):
        server.ask(ASKED, "ofsted")
        told = scraper.samples()

    assert told["register_pool_size", ()] == 3
    assert told["register_pool_waiting", ()] == 0
    assert told["register_ready", ()] == 1
    assert told["register_unsealed_consultations", ()] == 1
    assert told["register_remembered_entries", (("what", "plans"),)] == 1
    assert 0 < told["register_remembered_bytes", (("what", "plans"),)] < 100_000


def test_logs_that_nobody_seals_are_not_ready_and_their_age_is_told(make_server):
    with watched(make_server) as (server, scraper):
        with server.owner.begin() as owner:
            owner.exec_driver_sql("update register.seal_state set checked_at = now() - interval '1 day'")
        told = scraper.samples()

    assert told["register_ready", ()] == 0
    assert told["register_seal_age_seconds", ()] >= 86_400


def test_a_pool_that_is_exhausted_is_told_in_time(make_server):
    given = {"REGISTER_POOL_SIZE": "1", "REGISTER_POOL_WAIT_S": "30"}
    # Each asker holds the one connection for a second, one after the other.
    slowly = "perform pg_sleep(2); return new;"
    with (
        watched(make_server, **given) as (server, scraper),
        obstructed(server, BEFORE_INSERT, slowly),
        ThreadPoolExecutor(ASKERS) as askers,
    ):
        for _ in range(ASKERS):
            askers.submit(server.ask, ASKED, "ofsted")
        wait_until(lambda: server.statements)
        began = time.monotonic()
        told = scraper.samples()
        took_s = time.monotonic() - began

    assert took_s < 6
    assert told["register_pool_connections", (("state", "in_use"),)] == told["register_pool_size", ()] == 1
    assert told["register_pool_waiting", ()] > 1
    assert told["register_requests_in_flight", (("door", "graphql"),)] > 2
    assert told["register_ready", ()] == 0
    assert ("register_seal_age_seconds", ()) not in told


def test_the_listener_tells_metrics_and_nothing_else_and_the_public_one_tells_none(make_server):
    with watched(make_server) as (server, scraper):
        public = server.client.get(f"{server.url}/metrics")
        others = [scraper.client.get(f"{scraper.url}{path}") for path in ("/", "/health/live", "/graphql", "/homes")]
        sent = scraper.client.post(f"{scraper.url}/metrics")
        told = scraper.client.get(f"{scraper.url}/metrics")

    assert (public.status_code, public.text) == (404, "Not Found")
    assert {each.status_code for each in others} == {404}
    assert sent.status_code == 405
    assert (told.headers["cache-control"], told.headers["content-type"].split(";")[0]) == ("no-store", "text/plain")


def test_prometheus_own_checker_finds_no_fault(make_server):
    checker = shutil.which("promtool")
    if checker is None:
        pytest.skip("promtool is not there: it is in the Debian package prometheus")
    with watched(make_server) as (_, scraper):
        page = scraper.page()

    found = subprocess.run([checker, "check", "metrics"], input=page, text=True, capture_output=True, check=False)  # noqa: S603
    assert (found.returncode, found.stdout + found.stderr) == (0, "")
