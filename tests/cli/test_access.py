"""Appointing and suspending from the command line, with the owner's login."""

import uuid

import pytest

from register.cli.access import Whom, appoint_person, end_appointment, lift_suspension, suspend_access
from register.errors import SetupError
from register.settings import settings
from register.vocabulary import Agency, AppointedRole
from tests.support.story import NORTHBY

NORTHBY_POLICE = Whom(Agency.POLICE, NORTHBY, None, None)


@pytest.fixture
def owned(own_server, monkeypatch):
    """A server, with its owner's login as the one that commands use."""
    address = own_server.owner.url.set(drivername="postgresql").render_as_string(hide_password=False)
    monkeypatch.setenv("REGISTER_MIGRATION_URL", address)
    settings.cache_clear()
    yield own_server
    settings.cache_clear()


def status(server, **asked):
    return server.ask("{ viewer { agency } }", "police", NORTHBY, **asked).status


def test_a_body_is_shut_out_with_its_next_request_and_let_in_again(owned):
    before = status(owned)
    key = suspend_access(NORTHBY_POLICE, "Its device was lost.")
    during = status(owned)
    lift_suspension(key)

    assert (before, during, status(owned)) == (200, 401, 200)


def test_one_person_is_shut_out_alone(owned):
    suspend_access(Whom(None, None, None, "tester"), "Left the force.")

    assert (status(owned), status(owned, subject="colleague")) == (401, 200)


def test_a_supervisor_sees_the_own_bodys_log_from_appointment_to_dismissal(owned):
    log = "{ accessLog(first: 1) { nodes { id } } }"
    key = appoint_person(Whom(Agency.POLICE, NORTHBY, None, "sergeant"), AppointedRole.SUPERVISOR, None, "chief")
    during = owned.ask(log, "police", NORTHBY, subject="sergeant")
    end_appointment(key)

    assert (during.codes, owned.ask(log, "police", NORTHBY, subject="sergeant").codes) == ([], ["POLICY_FORBIDDEN"])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: suspend_access(Whom(None, None, None, None), "Nobody."),
        lambda: suspend_access(NORTHBY_POLICE, ""),
        lambda: suspend_access(Whom(None, NORTHBY, None, "tester"), "A body without an agency."),
        lambda: appoint_person(NORTHBY_POLICE, AppointedRole.SUPERVISOR, None, "chief"),
        lambda: end_appointment(uuid.uuid4()),
        lambda: lift_suspension(uuid.uuid4()),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(owned, wrong):
    with pytest.raises(SetupError) as refusal:
        wrong()

    assert "\n" not in str(refusal.value)
