"""The server: what it needs to start, its health, and faults that tell nothing."""

import re

import pytest
import sqlalchemy as sa
from starlette.routing import Route

from register.database.connections import with_driver
from register.errors import SetupError
from register.http.app import create_app


def test_in_production_cursors_need_a_key_of_their_own(settings_of, monkeypatch):
    monkeypatch.delenv("REGISTER_CURSOR_KEY")
    settings_of(ENVIRONMENT="production")

    with pytest.raises(SetupError, match="REGISTER_CURSOR_KEY"):
        create_app()


def test_in_production_pseudonyms_need_a_key(settings_of):
    settings_of(ENVIRONMENT="production")

    with pytest.raises(SetupError, match="REGISTER_PSEUDONYM_KEY"):
        create_app()


def test_in_production_tokens_need_an_issuer(settings_of):
    settings_of(ENVIRONMENT="production", PSEUDONYM_KEY="for tests")

    with pytest.raises(SetupError, match="OIDC"):
        create_app()


@pytest.mark.parametrize(("path", "body"), [("live", {"live": True}), ("ready", {"ready": True})])
def test_a_healthy_server_says_so_to_everybody_and_nothing_is_kept(server, path, body):
    response = server.client.get(f"{server.url}/health/{path}")

    assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
    assert response.json().items() >= body.items()


@pytest.mark.parametrize("path", ["live", "ready"])
def test_health_is_only_asked_about(server, path):
    assert server.client.post(f"{server.url}/health/{path}").status_code == 405


def test_a_server_whose_database_is_gone_lives_is_not_ready_and_comes_back(own_server, cluster):
    database = own_server.owner.url.database
    elsewhere = sa.create_engine(
        with_driver(cluster.url("postgres"), "postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with elsewhere.connect() as outside:
        outside.execute(sa.text(f"alter database {database} allow_connections false"))
        outside.execute(
            sa.text("select pg_terminate_backend(pid) from pg_stat_activity where datname = :d"), {"d": database}
        )
        live, ready = (own_server.client.get(f"{own_server.url}/health/{path}") for path in ("live", "ready"))
        gone = own_server.ask("{ homes { totalCount } }", "ofsted")
        outside.execute(sa.text(f"alter database {database} allow_connections true"))
    elsewhere.dispose()

    assert (live.status_code, live.json()) == (200, {"live": True})
    assert (ready.status_code, ready.json()) == (503, {"ready": False, "because": ["database"]})
    assert (gone.status, gone.codes, gone.json.get("data")) == (503, ["SYSTEM_UNAVAILABLE"], None)
    assert own_server.ask("{ homes { totalCount } }", "ofsted").status == 200


def test_an_address_that_is_not_there_tells_nothing(server):
    response = server.client.get(f"{server.url}/register")

    assert (response.status_code, response.text) == (404, "Not Found")


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("token", [True, False], ids=["with a token", "without"])
def test_graphql_says_which_two_methods_it_takes_to_everybody_and_reads_nothing(server, method, token):
    logged = "select count(*) from register.access_log"
    with server.owner.connect() as owner:
        before = owner.exec_driver_sql(logged).scalar()
        given = {"Authorization": f"Bearer {server.token('ofsted')}"} if token else {}
        asked = {"query": "{ homes { totalCount } }"}
        told = server.client.request(method, f"{server.url}/graphql", params=asked, headers=given)
        after = owner.exec_driver_sql(logged).scalar()

    assert (told.status_code, told.headers["allow"]) == (405, "GET, POST")
    assert method == "HEAD" or "Use POST." in told.json()["errors"][0]["message"]
    assert after == before


def test_every_other_address_takes_head_where_it_takes_get_and_says_so_to_who_asks_otherwise(server):
    routes = [each for each in create_app().routes if isinstance(each, Route) and each.methods]
    for route in routes:
        address = server.url + re.sub(r"{[^}]*}", "x", route.path)
        read, head = server.client.get(address), server.client.head(address)
        others = [server.client.request(method, address) for method in ("OPTIONS", "TRACE", "DELETE")]

        assert (head.status_code, head.content) == (read.status_code, b""), route.path
        assert {each.status_code for each in others} == {405}, route.path
        assert {frozenset(each.headers["allow"].split(", ")) for each in others} == {frozenset(route.methods)}
    assert len(routes) > 50
