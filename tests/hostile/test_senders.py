"""Commands by which access is given, sent by every body, as anybody and as one appointed: refused, logged, no fault."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from register.catalogue import COMMANDS
from register.tables import organisation
from register.vocabulary import Agency, Group
from tests.support.access_factories import appoint
from tests.support.command_client import Keeper
from tests.support.story import NORTHBY, NORTHBY_COUNCIL, OUTSIDE

END = (datetime.now(UTC) + timedelta(days=7)).isoformat()
REASON = {"reason": "A child is missing from here."}
GIVEN = {
    "openHome": REASON | {"urn": OUTSIDE, "incident": "INC-1", "minutes": 5},
    "requestAdministration": REASON | {"urn": OUTSIDE, "minutes": 5},
    "approveAdministration": {"id": str(uuid.uuid4())},
    "giveInspectionAccess": REASON | {"agency": "HMICFRS", "area": NORTHBY_COUNCIL, "endsAt": END},
    "endAccess": {"id": str(uuid.uuid4())},
}
SENT_BY = {
    "openHome": {Agency.POLICE},
    "requestAdministration": {Agency.ADMIN},
    "approveAdministration": {Agency.ADMIN},
    "giveInspectionAccess": {Agency.OFSTED},
    "endAccess": {Agency.POLICE, Agency.ADMIN, Agency.OFSTED},
}
BODIES = {
    Agency.POLICE: {"area": NORTHBY},
    Agency.LOCAL_AUTHORITY: {"area": NORTHBY_COUNCIL},
    Agency.INTERVIEW_PROVIDER: {"organisation": "story-trust"},
    Agency.HEALTH: {"organisation": "story-health"},
}
ATTEMPTS = """
select outcome, refusal from register.access_log where root = :command and agency = :agency order by id desc limit 1
"""


def test_every_command_that_gives_access_is_asked_here():
    assert set(GIVEN) == {name for name, each in COMMANDS.items() if Group.LIVE_ACCESS in each.changes}


@pytest.fixture(scope="module")
def keeper(world):
    """Sends commands as anybody; of every body that may have one, the one who asks is its supervisor and approver."""
    with world.owner.begin() as owner:
        owner.execute(sa.insert(organisation).values(code="story-health", agency="health", name="Story Health"))
        for agency in (Agency.POLICE, Agency.OFSTED, Agency.ADMIN):
            for role in ("supervisor", "approver"):
                appoint(owner, role=role, agency=agency.value, area=BODIES.get(agency, {}).get("area"))
    return Keeper(world)


@pytest.mark.parametrize("agency", Agency)
@pytest.mark.parametrize("command", GIVEN)
def test_a_command_of_another_body_is_refused_and_the_attempt_is_logged(keeper, command, agency):
    answer = keeper.send(command, GIVEN[command], agency=agency, **BODIES.get(agency, {}))
    with keeper.server.owner.connect() as owner:
        logged = owner.execute(sa.text(ATTEMPTS), {"command": command, "agency": agency.value}).one()

    assert answer.status == 200
    if agency in SENT_BY[command]:
        assert "POLICY_FORBIDDEN" not in answer.codes
    else:
        assert answer.codes == ["POLICY_FORBIDDEN"]
        assert tuple(logged) == ("refused", "POLICY_FORBIDDEN")
