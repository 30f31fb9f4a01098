"""Invented access: homes that an officer of another force opened, and an area that inspectors may look into."""

import sqlalchemy as sa

from register.demo.published_figures import REGISTER_DAY
from register.demo.subjects.providers import SOURCE
from register.tables import area, home, live_grant
from register.tables.access_grants import LONGEST_INSPECTION
from register.vocabulary import CURRENT_STATUSES, Agency, AreaKind, LiveGrantKind, Purpose

# What an invented officer opened, each for half an hour of one morning.
INCIDENTS: tuple[tuple[str, str, Purpose], ...] = (
    ("DEMO-0001", "A missing child was seen outside this home.", Purpose.MISSING_INVESTIGATION),
    ("DEMO-0002", "A caller named this home in an emergency call.", Purpose.INCIDENT_RESPONSE),
    ("DEMO-0003", "A child who is at risk may be staying here.", Purpose.SAFEGUARDING_CHILD),
)

# Whose homes, children and episodes an inspector of the demonstration may read.
INSPECTOR, INSPECTED = "demonstration-hmicfrs", ("E08000003", "E23000005")


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


def open_an_inspection(connection: sa.Connection) -> None:
    """Let an inspector into one authority and one force, as long as it can be given: two people give it."""
    ends_at = sa.func.now() + LONGEST_INSPECTION
    row = {
        "kind": LiveGrantKind.INSPECTION,
        "holder_agency": Agency.HMICFRS,
        "holder_subjects": [INSPECTOR],
        "area_codes": list(INSPECTED),
        "purpose": Purpose.INSPECTION,
        "reason": "A joint inspection of how children who go missing are found.",
        "issued_by": "demonstration regulator",
        "issued_agency": Agency.OFSTED,
        "starts_at": sa.func.now(),
        "ends_at": ends_at,
    }
    _act_for(connection, Agency.OFSTED, "demonstration regulator")
    made = connection.scalar(live_grant.insert().values(**row).returning(live_grant.c.id))
    _act_for(connection, Agency.OFSTED, "demonstration approver")
    approving = live_grant.update().where(live_grant.c.id == made)
    connection.execute(approving.values(approved_by="demonstration approver", approved_at=sa.func.now()))


def _act_for(connection: sa.Connection, agency: Agency, subject: str = SOURCE) -> None:
    """Sign what comes for a body: a home is opened by the police, and the rest of the register is Ofsted's."""
    for name, value in (("agency", agency.value), ("subject", subject)):
        connection.execute(sa.select(sa.func.set_config(f"register.{name}", value, True)))


def _another_force(connection: sa.Connection, force: str) -> str | None:
    forces = sa.select(area.c.code).where(
        area.c.kind == AreaKind.FORCE, area.c.code != force, area.c.valid_to.is_(None)
    )
    return connection.scalar(forces.order_by(area.c.code).limit(1))
