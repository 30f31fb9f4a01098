"""Commands that serve: deadlines on every connection, tokens of the demonstration alone, a database made whole."""

import jwt
import pytest
import sqlalchemy as sa

from register.commands.serving import demonstrate, development_token, prepare, server
from register.database import with_driver
from register.errors import SetupError
from register.settings import settings
from register.transport.deadline import DeadlineProtocol
from register.transport.sockets import SocketProtocol
from register.vocabulary import Agency


@pytest.fixture
def settings_of(monkeypatch):
    """Settings for one test alone."""

    def put(**values):
        for name, value in values.items():
            monkeypatch.setenv(f"REGISTER_{name}", value)
        settings.cache_clear()

    yield put
    monkeypatch.undo()
    settings.cache_clear()


def test_the_server_has_deadlines_and_keeps_no_log_of_addresses():
    made = server("127.0.0.1", 0)

    assert (made.http, made.ws) == (DeadlineProtocol, SocketProtocol)
    assert (made.access_log, made.server_header) == (False, False)


def test_a_token_carries_what_was_asked_for_and_nothing_else():
    token = development_token(Agency.POLICE, "E23000005", None, "somebody")

    claims = jwt.decode(token, options={"verify_signature": False})
    assert (claims["agency"], claims["area"], claims["sub"]) == ("police", "E23000005", "somebody")
    assert set(claims) <= {"iss", "aud", "sub", "agency", "area", "iat", "nbf", "exp", "jti"}


@pytest.mark.parametrize(
    ("agency", "area", "organisation"),
    [
        (Agency.POLICE, None, None),
        (Agency.OFSTED, "E23000005", None),
        (Agency.HEALTH, None, None),
        (Agency.POLICE, "Leeds", None),
    ],
)
def test_a_token_whose_claims_do_not_fit_is_refused_in_one_line(agency, area, organisation):
    with pytest.raises(SetupError) as refusal:
        development_token(agency, area, organisation, "somebody")

    assert "\n" not in str(refusal.value)


def test_production_gives_no_tokens_and_no_demonstration(settings_of):
    settings_of(ENVIRONMENT="production")

    with pytest.raises(SetupError, match="not for production"):
        development_token(Agency.OFSTED, None, None, "somebody")
    with pytest.raises(SetupError, match="not for production"):
        demonstrate(0, None)


@pytest.fixture
def empty(cluster, worker):
    """The name of a database that is not there yet."""
    name = f"serving_{worker}"
    cluster.drop_database(name)
    yield name
    cluster.drop_database(name)


def test_a_demonstration_is_made_once_and_found_again(cluster, empty, settings_of, capsys):
    settings_of()
    prepare(cluster, empty, None)
    first = capsys.readouterr().err
    prepare(cluster, empty, None)
    second = capsys.readouterr().err

    engine = sa.create_engine(with_driver(cluster.url(empty), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        homes = connection.scalar(sa.text("select count(*) from register.home"))
    assert homes > 1_000
    assert "Filling the demonstration" in first
    assert "Filling" not in second
