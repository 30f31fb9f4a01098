"""Appointing and suspending from the command line, with the owner's login."""

import json
import uuid
from datetime import UTC, datetime

import pytest

from register.cli.access import (
    Whom,
    appoint_person,
    end_appointment,
    lift_suspension,
    listing,
    listing_json,
    suspend_access,
)
from register.errors import SetupError
from register.settings import settings
from register.vocabulary import Agency, AppointedRole
from tests.support.story import NORTHBY, NORTHBY_COUNCIL

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
    owned.ask("{ areas { totalCount } }", "police", NORTHBY)
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


@pytest.mark.parametrize(
    ("whom", "said"),
    [
        (Whom(Agency.POLICE, "E23000999", None, None), "Police force: no current one has this area."),
        (Whom(Agency.POLICE, "E99", None, "tester"), "Police force: no current one has this area."),
        (Whom(Agency.POLICE, NORTHBY_COUNCIL, None, None), "Police force: no current one has this area."),
        (Whom(Agency.OFSTED, NORTHBY, None, None), "Ofsted: there are no areas of this agency."),
        (Whom(Agency.HEALTH, None, "story-trust", None), "NHS body: none on the register has this"),
        (Whom(None, None, None, "nobody-by-this-name"), "Nobody of this name has used the register"),
    ],
)
def test_nobody_is_suspended_where_the_register_knows_nobody(owned, whom, said):
    with pytest.raises(SetupError) as refusal:
        suspend_access(whom, "Its device was lost.")

    assert str(refusal.value).startswith(said)
    assert listing(ended=True) == "There are no appointments and no suspensions."


def test_a_person_who_has_not_come_yet_is_suspended_when_that_is_meant(owned):
    suspend_access(Whom(None, None, None, "newcomer"), "Left before the first day.", even_if_unknown=True)

    assert (status(owned, subject="newcomer"), status(owned, subject="colleague")) == (401, 200)


def test_nobody_is_appointed_in_a_body_that_the_register_does_not_know(owned):
    with pytest.raises(SetupError):
        appoint_person(Whom(Agency.POLICE, "E23000999", None, "sergeant"), AppointedRole.SUPERVISOR, None, "chief")


def test_a_key_that_was_lost_is_found_in_the_list_until_what_it_names_has_ended(owned):
    today = datetime.now(UTC).date().isoformat()
    owned.ask("{ areas { totalCount } }", "police", NORTHBY)
    appointed = appoint_person(Whom(Agency.POLICE, NORTHBY, None, "sergeant"), AppointedRole.SUPERVISOR, None, "chief")
    suspended = suspend_access(Whom(Agency.POLICE, NORTHBY, None, "tester"), "Its device was lost.")
    both = json.loads(listing_json(ended=False))
    lift_suspension(suspended)

    body = {"agency": "police", "area": NORTHBY, "organisation": None, "since": today, "until": None}
    supervisor = {"kind": "appointment", "id": str(appointed), "subject": "sergeant", "role": "supervisor"}
    lost = {"kind": "suspension", "id": str(suspended), "subject": "tester", "role": None}
    assert [row for row in both if row["id"] in (str(appointed), str(suspended))] == [
        {**body, **supervisor, "reason": None},
        {**body, **lost, "reason": "Its device was lost."},
    ]
    assert str(suspended) not in listing(ended=False)
    assert [line.split()[:3] for line in listing(ended=True).splitlines() if str(suspended) in line] == [
        ["suspension", str(suspended), "police"]
    ]


def test_a_list_without_entries_says_so(owned):
    assert listing(ended=False) == "There are no appointments and no suspensions."
