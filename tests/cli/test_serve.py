"""Commands that serve: deadlines on every connection, tokens of the demonstration alone, a database made whole."""

import jwt
import pytest

from register.cli.serve import demonstrate, development_token, prepare, server
from register.demo.subjects.providers import SOURCE
from register.errors import SetupError
from register.http.transport.connection_deadlines import DeadlineProtocol
from register.http.transport.websocket_deadlines import SocketProtocol
from register.vocabulary import Agency
from tests.conftest import own_copy
from tests.support import factories as make


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

    with pytest.raises(SetupError, match="cannot be used in production"):
        development_token(Agency.OFSTED, None, None, "somebody")
    with pytest.raises(SetupError, match="cannot be used in production"):
        demonstrate(0, None)


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
    prepare(cluster, filled, None)

    assert read() == before
    assert len(before) == 1
    assert capsys.readouterr().err == ""
