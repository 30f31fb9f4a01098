"""A placement that was not notified in time is reported once, to those who may read it, and to nobody else.

Fact: a notice of an emergency on the sixth working day is late, and bank holidays are no working days.
"""

import pytest
import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.child_factories import create_child, create_placement
from tests.support.command_client import kept_register
from tests.support.copy_client import wait_until_told

FEED = """query ($since: String) { changes(since: $since, kinds: [PLACEMENT], first: 1000) {
  token nodes { kind operation fields placementId } } }"""
BODIES = {
    "authority": {"agency": "local_authority", "area": story.SOUTHBY_COUNCIL},
    "host": {"agency": "local_authority", "area": story.NORTHBY_COUNCIL},
    "force": {"agency": "police", "area": story.NORTHBY},
    "other force": {"agency": "police", "area": story.SOUTHBY},
    "dashboard": {"agency": "dfe_statistics"},
}
ANNOUNCE = sa.text("select register.announce_unnotified()")
# Easter of 2026: Good Friday is 3 April, Easter Monday 6 April.
EMERGENCY = {"started_on": "2026-03-30", "is_emergency": True, "kind": "foster_care"}
FOSTER = {"kind": "foster_care"}
BY_DAY = sa.text(
    "update register.placement set area_authority_notified_at = cast(:at as timestamptz) where id = :id"
    " returning notify_due_on::text, is_notified_late"
)


@pytest.fixture(scope="module")
def server(cluster, story, worker):
    """A served copy of the story."""
    with kept_register(cluster, story, worker, named="unnotified") as kept:
        yield kept.server


@pytest.fixture(scope="module")
def placed(server):
    """Placements in another area: due yesterday, due today, notified, in the own area, and due long ago."""
    ago = "select (now() at time zone 'Europe/London')::date - cast(:days as integer)"
    with server.owner.begin() as owner:
        days = {number: owner.scalar(sa.text(ago), {"days": number}) for number in (0, 1, 40)}
        child = [create_child(owner, f"Child {number}", story.SOUTHBY_COUNCIL) for number in range(5)]
        made = {
            "late": create_placement(owner, child[0], story.NORTHBY_COUNCIL, urn=story.INSIDE, started_on=days[1]),
            "in time": create_placement(owner, child[1], story.NORTHBY_COUNCIL, urn=story.INSIDE, started_on=days[0]),
            "notified": create_placement(owner, child[2], story.NORTHBY_COUNCIL, urn=story.INSIDE, started_on=days[1]),
            "own area": create_placement(
                owner, child[3], story.SOUTHBY_COUNCIL, kind="foster_care", started_on=days[1]
            ),
            "long ago": create_placement(owner, child[4], story.NORTHBY_COUNCIL, urn=story.INSIDE, started_on=days[40]),
        }
        notified = tables.placement.update().where(tables.placement.c.id == made["notified"])
        owner.execute(notified.values(area_authority_notified_at=sa.func.now()))
    wait_until_told(server)
    return made


def test_a_late_notification_is_announced_once_to_who_reads_the_placement(server, placed):
    tokens = {name: server.ask(FEED, **body).data["changes"]["token"] for name, body in BODIES.items()}
    with server.owner.begin() as owner:
        assert [owner.scalar(ANNOUNCE), owner.scalar(ANNOUNCE)] == [1, 0]
    wait_until_told(server)
    told = {
        name: server.ask(FEED, since=tokens[name], **body).data["changes"]["nodes"] for name, body in BODIES.items()
    }
    due = {"kind": "PLACEMENT", "operation": "DUE", "fields": ["notifyDueOn"], "placementId": str(placed["late"])}

    heard = {name: nodes for name, nodes in told.items() if nodes}
    assert heard == {name: [due] for name in ("authority", "host", "force")}


@pytest.mark.parametrize(("told_at", "is_late"), [("2026-04-08T22:59:59Z", False), ("2026-04-08T23:00:00Z", True)])
def test_a_notice_of_an_emergency_on_the_sixth_working_day_is_late_and_easter_is_no_working_day(
    server, told_at, is_late
):
    with server.owner.connect() as owner, owner.begin() as undone:
        child = create_child(owner, "Wren Hale", story.SOUTHBY_COUNCIL)
        placement = create_placement(owner, child, story.NORTHBY_COUNCIL, **EMERGENCY)
        found = owner.execute(BY_DAY, {"at": told_at, "id": placement}).one()
        undone.rollback()

    assert tuple(found) == ("2026-04-08", is_late)


def test_nobody_who_asks_may_announce(server):
    with server.owner.connect() as owner:
        owner.execute(sa.text("set local role register_local_authority"))
        with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
            owner.execute(ANNOUNCE)
