"""Keys from the command line: made, used, seen, replaced and ended."""

import base64

import pytest
from structlog.testing import capture_logs

from register.cli.key_list import listing
from register.cli.keys import Wanted, issue_key, revoke_key, rotate_key
from register.errors import SetupError
from register.identity import api_keys
from register.settings import settings
from register.vocabulary import Agency, Purpose
from tests.support import story

HOMES = "/ogc/collections/homes/items"


def wanted(**changes):
    bound = {
        "agency": Agency.POLICE,
        "area": story.NORTHBY,
        "organisation": None,
        "purpose": Purpose.PREVENTION_ANALYSIS,
        "networks": (),
        "doors": ("features",),
        "days": 30,
        "by": "operator",
    }
    return Wanted(**{**bound, **changes})


def parts(told):
    user, password, header = (line.split()[1] for line in told.splitlines())
    assert header == f"{user}.{password}"
    return user, password


@pytest.fixture
def own_file(monkeypatch, tmp_path):
    monkeypatch.setenv("REGISTER_API_KEYS_FILE", str(tmp_path / "keys.jsonl"))
    monkeypatch.setattr(api_keys, "LOOKED_AT_S", 0.0)
    settings.cache_clear()
    yield tmp_path / "keys.jsonl"
    settings.cache_clear()


@pytest.fixture
def served(own_file, own_server, monkeypatch):
    """A server that reads this test's own file with every use, and its owner's login for commands."""
    address = own_server.owner.url.set(drivername="postgresql").render_as_string(hide_password=False)
    monkeypatch.setenv("REGISTER_MIGRATION_URL", address)
    settings.cache_clear()
    return own_server


def ask(server, user, password, path=HOMES):
    login = base64.b64encode(f"{user}:{password}".encode()).decode()
    return server.client.get(f"{server.url}{path}", headers={"Authorization": f"Basic {login}"})


def test_a_key_opens_what_its_body_may_see_until_it_is_revoked(served):
    user, password = parts(issue_key(wanted()))
    told = ask(served, user, password).json()["features"]
    names = {each["id"]: each["properties"]["name"] for each in told}

    assert (names[story.INSIDE], names[story.OUTSIDE]) == ("Ash House", None)
    revoke_key(user)
    assert ask(served, user, password).status_code == 401


def test_a_key_opens_no_other_door(served):
    user, password = parts(issue_key(wanted()))
    for headers in (
        {"X-API-Key": f"{user}.{password}"},
        {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()},
        {"Authorization": f"Bearer {user}.{password}"},
    ):
        refused = served.client.post(f"{served.url}/graphql", json={"query": "{ __typename }"}, headers=headers)
        assert refused.status_code == 401
    assert served.client.get(f"{served.url}{HOMES}?api-key={user}.{password}").status_code == 401


@pytest.fixture
def allowed_in_url(monkeypatch):
    monkeypatch.setenv("REGISTER_API_KEY_IN_URL", "true")


def test_a_key_in_a_url_that_a_setting_allows_is_logged_as_an_exception_and_repeated_nowhere(allowed_in_url, served):
    user, password = parts(issue_key(wanted()))
    with capture_logs() as events:
        told = served.client.get(f"{served.url}{HOMES}?limit=2&api-key={user}.{password}")

    page = told.json()
    assert page["numberReturned"] == 2
    following = next(each["href"] for each in page["links"] if each["rel"] == "next")
    assert password not in told.text + str(told.headers) + str(events)
    assert [(each["cause"], each["subject"], each["request"]) for each in events if each["event"] == "security"] == [
        ("key_in_url", f"key:{user}", told.headers["register-request"])
    ]
    assert served.client.get(following).status_code == 401
    assert served.client.get(f"{following}&api-key={user}.{password}").json()["numberReturned"] == 2


def test_what_a_key_asked_is_logged_under_its_number_and_listed_as_its_last_use(served):
    user, password = parts(issue_key(wanted(networks=("127.0.0.1",))))
    before = listing()
    ask(served, user, password)

    with served.owner.connect() as connection:
        assert connection.exec_driver_sql("select subject from register.access_log").scalars().all() == [f"key:{user}"]
    assert before.splitlines()[1].endswith("good   -")
    assert not listing().splitlines()[1].endswith(" -")
    assert password not in listing()


def test_a_key_of_a_suspended_body_is_refused(served):
    user, password = parts(issue_key(wanted()))
    with served.owner.begin() as connection:
        connection.exec_driver_sql("insert into register.suspension (agency, reason) values ('police', 'A test.')")

    for path in (HOMES, "/ogc", "/ogc/collections"):
        assert ask(served, user, password, path).status_code == 401


def test_the_old_key_goes_on_for_as_long_as_is_said_and_no_longer(own_file):
    old, _ = parts(issue_key(wanted()))
    kept, _ = parts(rotate_key(old, days=30, overlap_days=7))
    new, _ = parts(rotate_key(kept, days=30, overlap_days=0))
    keys = api_keys.read_keys(own_file)

    assert keys[kept].agency is keys[new].agency is Agency.POLICE
    assert (keys[old].expires_at - keys[old].issued_at).days == 7
    assert keys[kept].expires_at <= keys[new].issued_at
    assert keys[new].purpose is Purpose.PREVENTION_ANALYSIS


@pytest.mark.parametrize(
    "changes",
    [{"area": None}, {"area": "E08000003"}, {"agency": Agency.OFSTED}, {"networks": ("somewhere",)}],
    ids=["no area", "another kind of area", "an area too many", "no address"],
)
def test_a_key_of_no_body_or_no_address_is_not_made(own_file, changes):
    with pytest.raises(SetupError):
        issue_key(wanted(**changes))
    assert listing() == "There are no keys."


def test_only_a_current_key_is_revoked_or_rotated(own_file):
    user, _ = parts(issue_key(wanted()))
    revoke_key(user)

    for act in (lambda: revoke_key(user), lambda: rotate_key(user, days=1, overlap_days=0), lambda: revoke_key("x")):
        with pytest.raises(SetupError):
            act()


def test_a_key_takes_downloads_only_if_it_is_bound_to_that_door(served):
    pages, whole = (issue_key(wanted(doors=doors)) for doors in (("features",), ("downloads",)))
    download = "/ogc/collections/homes/downloads/csv"

    assert [ask(served, *parts(each), download).status_code for each in (pages, whole)] == [401, 200]
    assert [ask(served, *parts(each)).status_code for each in (pages, whole)] == [200, 401]


def test_there_is_no_other_door(own_file):
    with pytest.raises(SetupError, match="The doors are features and downloads"):
        issue_key(wanted(doors=("graphql",)))
