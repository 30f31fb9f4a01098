"""Pages of other origins: refused by the browser unless a setting names them, and never with cookies."""

import pytest

from register.errors import SetupError
from register.http.cross_origin import cross_origin
from register.settings import settings
from tests.hostile.conftest import make_server  # noqa: F401 - a fixture is found by name

DASHBOARD = "https://dashboard.example"
PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,register-purpose",
}


def preflight(server, origin):
    return server.client.options(f"{server.url}/graphql", headers={"Origin": origin, **PREFLIGHT})


def allowed(response):
    return {name: value for name, value in response.headers.items() if name.startswith("access-control-")}


def test_no_page_of_another_origin_may_ask_unless_a_setting_names_it(server):
    asked = server.client.post(f"{server.url}/graphql", json={"query": "{ x }"}, headers={"Origin": DASHBOARD})

    assert allowed(preflight(server, DASHBOARD)) == {}
    assert allowed(asked) == {}


def test_a_page_of_a_named_origin_may_ask_with_its_own_token(make_server):  # noqa: F811
    with make_server(REGISTER_CORS_ORIGINS=f"{DASHBOARD}, http://localhost:3000") as server:
        before = preflight(server, DASHBOARD)
        given = {"Origin": DASHBOARD, "Authorization": f"Bearer {server.token('ofsted')}"}
        answer = server.client.post(f"{server.url}/graphql", json={"query": "{ viewer { agency } }"}, headers=given)
        refused = server.client.post(f"{server.url}/graphql", json={"query": "{ x }"}, headers={"Origin": DASHBOARD})

    assert (before.status_code, before.headers["access-control-allow-origin"]) == (200, DASHBOARD)
    assert before.headers["access-control-allow-methods"] == "GET, POST"
    assert answer.json()["data"] == {"viewer": {"agency": "OFSTED"}}
    for each in (answer, refused):
        assert each.headers["access-control-allow-origin"] == DASHBOARD
        assert each.headers["access-control-expose-headers"] == "Register-Request, Retry-After"
        assert "access-control-allow-credentials" not in each.headers
    assert refused.status_code == 401


def test_a_page_of_any_other_origin_still_may_not(make_server):  # noqa: F811
    with make_server(REGISTER_CORS_ORIGINS=DASHBOARD) as server:
        before = preflight(server, "https://elsewhere.example")

    assert before.status_code == 400
    assert "access-control-allow-origin" not in before.headers


@pytest.mark.parametrize(
    "origin",
    ["*", "null", "dashboard.example", "https://dashboard.example/", "https://dashboard.example/page", "file://"],
)
def test_what_is_no_origin_is_refused_at_the_start(settings_of, origin):
    settings_of(CORS_ORIGINS=origin)

    with pytest.raises(SetupError, match=r"^REGISTER_CORS_ORIGINS: .+ is not an origin\. Write it as in https://"):
        cross_origin(settings())
