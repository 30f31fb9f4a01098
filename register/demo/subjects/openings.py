"""Invented openings: some homes that an officer of another force opened, so that there is something to review."""

import sqlalchemy as sa

from register.demo.published_figures import REGISTER_DAY
from register.tables import area, home, live_grant
from register.vocabulary import CURRENT_STATUSES, Agency, AreaKind, LiveGrantKind, Purpose

# What an invented officer opened, each for half an hour of one morning.
INCIDENTS: tuple[tuple[str, str, Purpose], ...] = (
    ("DEMO-0001", "A missing child was seen outside this home.", Purpose.MISSING_INVESTIGATION),
    ("DEMO-0002", "A caller named this home in an emergency call.", Purpose.INCIDENT_RESPONSE),
    ("DEMO-0003", "A child who is at risk may be staying here.", Purpose.SAFEGUARDING_CHILD),
)


def open_some_homes(connection: sa.Connection) -> int:
    """Open the first homes of the register, in order of URN, to an officer of a force that is not theirs."""
    standing = home.c.registration_status.in_(CURRENT_STATUSES) & home.c.force_code.is_not(None)
    placed = sa.select(home.c.id, home.c.force_code).where(standing).order_by(home.c.urn)
    rows = [
        {
            "kind": LiveGrantKind.BREAK_GLASS,
            "holder_agency": Agency.POLICE,
            "holder_area": _another_force(connection, found.force_code),
            "holder_subject": f"demonstration officer {number}",
            "home_id": found.id,
            "purpose": purpose,
            "incident": incident,
            "reason": reason,
            "issued_agency": Agency.POLICE,
            "starts_at": sa.cast(sa.literal(f"{REGISTER_DAY} 09:00Z"), sa.DateTime(timezone=True)),
            "ends_at": sa.cast(sa.literal(f"{REGISTER_DAY} 09:30Z"), sa.DateTime(timezone=True)),
        }
        for number, (found, (incident, reason, purpose)) in enumerate(
            zip(connection.execute(placed.limit(len(INCIDENTS))), INCIDENTS, strict=False), start=1
        )
    ]
    _act_for(connection, Agency.POLICE)
    for row in rows:
        connection.execute(live_grant.insert().values(**row, issued_by=row["holder_subject"]))
    _act_for(connection, Agency.OFSTED)
    return len(rows)


def _act_for(connection: sa.Connection, agency: Agency) -> None:
    """Sign what comes for a body: a home is opened by the police, and the rest of the register is Ofsted's."""
    connection.execute(sa.select(sa.func.set_config("register.agency", agency.value, True)))


def _another_force(connection: sa.Connection, force: str) -> str | None:
    forces = sa.select(area.c.code).where(
        area.c.kind == AreaKind.FORCE, area.c.code != force, area.c.valid_to.is_(None)
    )
    return connection.scalar(forces.order_by(area.c.code).limit(1))
