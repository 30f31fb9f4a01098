"""A copy of the story in which every table has rows, who comes to it, and what each role is given there."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
import sqlalchemy as sa
from psycopg import errors, sql

from register import tables
from register.database.connections import with_driver
from register.database.private_server import Cluster
from register.geo.home_areas import derive_links
from register.maintenance.migrate import API_LOGIN, CLOSE_DATABASE
from register.tables import metadata
from tests.hostile.matrix import MATRIX, OPEN, kind_of
from tests.hostile.operations import SEEDED
from tests.hostile.rows import Asker
from tests.support import factories as make
from tests.support import story
from tests.support.child_factories import tell_of_children, tell_of_returns
from tests.support.inspection_factories import tell_of_area_inspections
from tests.support.return_factories import tell_of_authority_returns
from tests.support.statistics import tell_of_statistics

NORTHBY, SOUTHBY = story.NORTHBY, story.SOUTHBY
TABLES = sorted(table.name for table in metadata.sorted_tables)


def hiding(tables: Iterable[sa.Table]) -> list[sa.Table]:
    """The tables that somebody may not read in full. Raises: LookupError of a table that nobody classified."""
    return [table for table in tables if kind_of(table.name) not in OPEN]


HIDING = hiding(metadata.sorted_tables)
KEYS = {table.name: [column.name for column in table.primary_key.columns] for table in metadata.sorted_tables}
COLUMNS = {table.name: [column.name for column in table.columns] for table in metadata.sorted_tables}
REFUSED = errors.InsufficientPrivilege
Login = psycopg.Connection[tuple[Any, ...]]

OPENER = Asker("police", NORTHBY, subject="opener", purpose="incident_response", opened=frozenset({story.OUTSIDE}))
HELPER = Asker("admin", subject="helper", purpose="system_support", opened=frozenset({story.AT_SEA}))
INSPECTOR = Asker("ofsted_inspector", subject="inspector", purpose="inspection", inspects=frozenset({SOUTHBY}))
ASKERS = {
    "police of Northby": Asker("police", NORTHBY),
    "police of Southby": Asker("police", SOUTHBY),
    "police of Northby, who opened a home": OPENER,
    "the same for another purpose": dataclasses.replace(OPENER, purpose="inspection", opened=frozenset()),
    "the same without a purpose": dataclasses.replace(OPENER, purpose=None, opened=frozenset()),
    "someone of that name at another force": dataclasses.replace(OPENER, area=SOUTHBY, opened=frozenset()),
    "someone of that name at no force": dataclasses.replace(OPENER, area=None, opened=frozenset()),
    "police of Northby, whose access has ended": Asker("police", NORTHBY, subject="ended"),
    "police of Northby, whose access was ended": Asker("police", NORTHBY, subject="was ended"),
    "a supervisor of Northby": Asker("police", NORTHBY, subject="supervisor", appointed=True),
    "the same at another force": Asker("police", SOUTHBY, subject="supervisor"),
    "someone who was a supervisor": Asker("police", NORTHBY, subject="former"),
    "someone who will be a supervisor": Asker("police", NORTHBY, subject="future"),
    "Northby Council": Asker("local_authority", story.NORTHBY_COUNCIL),
    "Southby Council": Asker("local_authority", story.SOUTHBY_COUNCIL),
    "Ofsted": Asker("ofsted"),
    "a supervisor of Ofsted": Asker("ofsted", subject="keeper", appointed=True),
    "the department": Asker("dfe"),
    "its statisticians": Asker("dfe_statistics"),
    "the commissioner": Asker("commissioner"),
    "their statisticians": Asker("commissioner_statistics"),
    "the missing persons unit": Asker("ukmpu"),
    "an inspector of Southby": INSPECTOR,
    "an inspector of nothing": Asker("ofsted_inspector", purpose="inspection"),
    "the care commission in Northby": Asker("cqc", purpose="inspection", inspects=frozenset({story.NORTHBY_COUNCIL})),
    "a commissioner of care, not approved": Asker("cqc", subject="impatient", purpose="inspection"),
    "inspectors of police in both": Asker("hmicfrs", purpose="inspection", inspects=frozenset({NORTHBY, SOUTHBY})),
    "the same with nothing to inspect": Asker("hmicfrs", purpose="statistics"),
    "an inspector whose access has not begun": Asker("ofsted_inspector", subject="not begun", purpose="inspection"),
    "inspectors of probation": Asker("hmi_probation", purpose="inspection", inspects=frozenset({SOUTHBY})),
    "a health board": Asker("health", organisation="story-board"),
    "an interview provider": Asker("interview_provider", organisation="story-trust"),
    "an administrator, approved": HELPER,
    "the same to regulate": dataclasses.replace(HELPER, purpose="regulation", opened=frozenset()),
    "an administrator, not approved": Asker("admin", subject="impatient", purpose="system_support"),
    "an approver of administrators": Asker("admin", subject="approver", purpose="system_support", appointed=True),
    "an auditor": Asker("auditor"),
}
SUPERVISOR, KEEPER = ASKERS["a supervisor of Northby"], ASKERS["a supervisor of Ofsted"]
APPROVER, NORTHBY_POLICE = ASKERS["an approver of administrators"], ASKERS["police of Northby"]
# Nobody in particular: what a role meets when the opening of the request was forgotten.
NOBODY = {agency: Asker(agency, subject=None, purpose=None) for agency in MATRIX}

NOW = {"starts_at": sa.text("now() - interval '5 minutes'"), "ends_at": sa.text("now() + interval '50 minutes'")}
LATER = {"starts_at": sa.text("now() + interval '5 minutes'"), "ends_at": sa.text("now() + interval '50 minutes'")}
EARLIER = {"starts_at": sa.text("now() - interval '50 minutes'"), "ends_at": sa.text("now() - interval '5 minutes'")}
SINCE: Mapping[str, Any] = {"valid_from": date(2024, 1, 1)}


@contextmanager
def open_walled(cluster: Cluster, template: str, name: str) -> Iterator[sa.Engine]:
    """An engine of the owner's over such a copy, closed once more, for a copy has not the rights of its database."""
    cluster.clone_database(template, name)
    owner = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"))
    with owner.begin() as connection:
        connection.execute(sa.text(CLOSE_DATABASE.format(login=API_LOGIN)))
        fill(connection)
    yield owner
    owner.dispose()
    cluster.drop_database(name)


def fill(connection: sa.Connection) -> None:
    """Rows of every kind, for every body."""
    board = {"code": "story-board", "agency": "health", "name": "Story Board"}
    connection.execute(tables.organisation.insert().values(**board))
    _move_homes(connection)
    _change_homes(connection)
    tell_of_children(connection)
    tell_of_returns(connection)
    _commission_another(connection)
    tell_of_authority_returns(connection)
    tell_of_area_inspections(connection)
    tell_of_statistics(connection)
    _give_access(connection)
    _appoint(connection)
    _record(connection)
    _draw(connection)


def _commission_another(connection: sa.Connection) -> None:
    """A case of another provider than that which asks."""
    other = {"code": "story-other", "agency": "interview_provider", "name": "Story Other"}
    connection.execute(tables.organisation.insert().values(**other))
    duty = tables.return_interview
    given = {"provider_code": "story-other", "commissioned_at": duty.c.found_at}
    connection.execute(duty.update().where(duty.c.provider_code.is_(None)).values(**given))


def _change_homes(connection: sa.Connection) -> None:
    """Homes that had other places and another name until a day."""
    for former, fact, value in ((tables.former_fact, "places", "3"), (tables.former_identity, "name", "Elder House")):
        was = sa.select(tables.home.c.id, sa.literal(fact), sa.literal(date(2024, 6, 1)), sa.literal(value))
        changed = was.where(tables.home.c.urn.in_([story.INSIDE, story.OUTSIDE]))
        connection.execute(former.insert().from_select(["home_id", "fact", "held_until", "value"], changed))


def _move_homes(connection: sa.Connection) -> None:
    """Homes that were elsewhere: one moved from Northby to Southby, one left its premises for new ones there."""
    company = connection.scalar(sa.select(tables.provider.c.id).where(tables.provider.c.reference == "TEST-COMPANY"))
    connection.execute(tables.provider_contact.insert().values(provider_id=company, address="2 Company Lane"))
    moved = make.create_home(connection, "SC900008", at=[(386_000, 391_000)], name="Gate House")
    left = make.create_home(connection, "SC900009", at=[(387_000, 392_000)], name="Mill House")
    make.create_person(connection, moved, "Una Reed")
    make.create_person(connection, left, "Ida Rush")
    make.create_person(connection, moved, "Sol Birch", valid_from=date(2019, 1, 1), valid_to=date(2020, 1, 1))
    derive_links(connection, None, on=date(2021, 1, 1), buffer_m=0)
    there = {"point_27700": sa.text("st_setsrid(st_makepoint(396000, 391000), 27700)")}
    there |= {"longitude": -2.06, "latitude": 53.41}
    premises = tables.premises
    connection.execute(premises.update().where(premises.c.home_id == moved).values(**there))
    ended = {"valid_to": date(2022, 1, 1), "is_main": False}
    connection.execute(premises.update().where(premises.c.home_id == left).values(**ended))
    make.create_premises(connection, left, (397_000, 392_000), valid_from=date(2022, 1, 1))
    derive_links(connection, None, on=date(2023, 1, 1), buffer_m=0)
    connection.execute(tables.home_identity.update().values(name=sa.text("name || ' (new)'")))


def _give_access(connection: sa.Connection) -> None:
    """Access of every kind: live, ended, not begun, approved and not."""
    homes = dict(tuple(row) for row in connection.execute(sa.select(tables.home.c.urn, tables.home.c.id)))
    opened = {"kind": "break_glass", "holder_agency": "police", "holder_area": NORTHBY, "issued_agency": "police"}
    opened |= {"home_id": homes[story.OUTSIDE], "purpose": "incident_response", "incident": "N/1"}
    give(connection, "opener", **opened, holder_subject="opener")
    give(connection, "ended", **opened | EARLIER, holder_subject="ended")
    mark(connection, "supervisor", give(connection, "was ended", **opened, holder_subject="was ended"), "ended_at")
    helping = {"kind": "administration", "holder_agency": "admin", "issued_agency": "admin"}
    helping |= {"purpose": "system_support", "home_id": homes[story.AT_SEA]}
    mark(connection, "approver", give(connection, "helper", **helping, holder_subject="helper"), "approved_at")
    give(connection, "impatient", **helping, holder_subject="impatient")
    inspection = {"kind": "inspection", "issued_agency": "ofsted", "purpose": "inspection"}
    for agency, people, areas, when in (
        ("ofsted_inspector", ["inspector", "a colleague"], [SOUTHBY], NOW),
        ("ofsted_inspector", ["not begun"], [SOUTHBY], LATER),
        ("cqc", ["tester"], [story.NORTHBY_COUNCIL], NOW),
        ("hmi_probation", ["tester"], [SOUTHBY], NOW),
        ("hmicfrs", ["tester"], [NORTHBY, SOUTHBY], NOW),
    ):
        lists = {"holder_subjects": people, "area_codes": areas}
        given = give(connection, "keeper", **inspection, **lists, **when, holder_agency=agency)
        mark(connection, "second keeper", given, "approved_at")
    asked = {"holder_agency": "cqc", "holder_subjects": ["impatient"], "area_codes": [SOUTHBY]}
    give(connection, "keeper", **inspection, **asked)


def give(connection: sa.Connection, by: str, **grant: Any) -> UUID:
    """Access that a person gave: the database signs it with the name in the transaction."""
    _speak_as(connection, by)
    row = {"reason": "It was an emergency.", "issued_by": by, **NOW, **grant}
    added = tables.live_grant.insert().values(**row).returning(tables.live_grant.c.id)
    key: UUID = connection.execute(added).scalar_one()
    _speak_as(connection, "")
    return key


def mark(connection: sa.Connection, by: str, key: UUID, column: str) -> None:
    """Approve access or end it, as this person."""
    _speak_as(connection, by)
    connection.execute(tables.live_grant.update().where(tables.live_grant.c.id == key).values({column: sa.func.now()}))
    _speak_as(connection, "")


def _speak_as(connection: sa.Connection, subject: str) -> None:
    connection.execute(sa.text("select set_config('register.subject', :subject, true)"), {"subject": subject})


def _appoint(connection: sa.Connection) -> None:
    """People appointed, now, once and later; and bodies that were suspended and are no longer."""
    add = tables.appointment.insert()
    northby = {"agency": "police", "area": NORTHBY, "role": "supervisor", "appointed_by": "the chief"}
    other = {"appointed_by": "the chief", **SINCE}
    connection.execute(add.values(subject="supervisor", **northby, **SINCE))
    connection.execute(add.values(subject="former", **northby, **SINCE, valid_to=date(2024, 6, 1)))
    connection.execute(add.values(subject="future", **northby, valid_from=date(2999, 1, 1)))
    connection.execute(add.values(subject="keeper", agency="ofsted", role="supervisor", **other))
    connection.execute(add.values(subject="approver", agency="admin", role="approver", **other))
    lifted = {"reason": "A test.", "suspended_at": "2024-01-01T00:00:00Z", "lifted_at": "2024-01-02T00:00:00Z"}
    for of in (
        {"agency": "police"},
        {"agency": "police", "area": SOUTHBY},
        {"agency": "interview_provider", "organisation": "story-trust"},
        {"subject": "tester"},
        {"agency": "ofsted", "subject": "somebody"},
    ):
        connection.execute(tables.suspension.insert().values(**lifted, **of))


def _record(connection: sa.Connection) -> None:
    """An entry of the access log, a command and a session that has ended for everyone, and a seal of every kind."""
    log, seen, sent = tables.access_log, tables.access_key, tables.change_request
    for number, asker in enumerate(ASKERS.values()):
        who = {"agency": asker.agency, "area": asker.area, "organisation": asker.organisation, "subject": asker.subject}
        what = {"request": "r", "document": "d", "root": "homes", "outcome": "allowed", "row_count": 0}
        # Tests ask for entries of this operation only: those of other requests grow while they ask.
        what |= {"operation": SEEDED}
        entry = log.insert().values(**who, **what, policy_version="p").returning(log.c.id)
        connection.execute(seen.insert().values(key=story.INSIDE, access_id=connection.execute(entry).scalar_one()))
        command = {"idempotency_key": f"once {number}", "command": "openHome", "digest": "d"}
        connection.execute(sent.insert().values(**who, **command))
        connection.execute(tables.ended_session.insert().values(**who))
    of_log, root = {"log": "access"}, bytes(32)
    leaf = {"leaf": 0, "row_number": 1, "form": 1, "salt": bytes(16), "commitment": root}
    signed = {"signed_at": sa.func.now(), "public_key": root, "signature": bytes(64)}
    connection.execute(tables.seal_leaf.insert().values(**of_log, **leaf))
    connection.execute(tables.seal_node.insert().values(**of_log, level=0, index=0, hash=root))
    connection.execute(tables.seal_head.insert().values(**of_log, size=1, root=root, **signed))
    connection.execute(tables.seal_held.insert().values(**of_log, size=1))


def _draw(connection: sa.Connection) -> None:
    """What is kept of areas and the story lacks."""
    connection.execute(tables.area.insert().values(code="E23000099", kind="force", name="Old", country="England"))
    follows = {"code": "E23000099", "successor_code": NORTHBY, "from_on": date(2020, 1, 1)}
    connection.execute(tables.area_successor.insert().values(**follows))
    connection.execute(tables.area_drawing.insert().values(code=NORTHBY, geojson="{}", label="Northby"))
    lies = {"postcode": "ZZ0 0ZZ", "easting": 385_000, "northing": 395_000, "source": "a test"}
    connection.execute(tables.postcode.insert().values(**lies))


@contextmanager
def as_role(login: Login, asker: Asker) -> Iterator[Login]:
    """One transaction as a request has it: the role taken on, and the settings that its opening sets; undone."""
    with login.transaction(force_rollback=True):
        login.execute(sql.SQL("set local role {}").format(sql.Identifier(f"register_{asker.agency}")))
        speak_as(login, asker)
        yield login


def speak_as(login: Login, asker: Asker) -> None:
    """Set who asks, for the transaction, and what was given to them."""
    said = {name: getattr(asker, name) or "" for name in ("subject", "agency", "area", "organisation", "purpose")}
    if asker.opened:
        found = login.execute("select id from register.home where urn = any(%s)", [list(asker.opened)])
        said["opened_homes"] = f"{{{','.join(str(key) for (key,) in found)}}}"
    if asker.inspects:
        said["inspected_areas"] = f"{{{','.join(asker.inspects)}}}"
    for name, value in said.items():
        login.execute("select set_config(%s, %s, true)", [f"register.{name}", value])


def read(login: Login, table: str) -> set[tuple[Any, ...]] | None:
    """The keys of the rows of a table that the connection meets, every column read; nothing where it is refused."""
    try:
        with login.transaction():
            columns = sql.SQL(", ").join(map(sql.Identifier, COLUMNS[table]))
            login.execute(sql.SQL("select {} from register.{}").format(columns, sql.Identifier(table)))
            keys = sql.SQL(", ").join(map(sql.Identifier, KEYS[table]))
            return set(login.execute(sql.SQL("select {} from register.{}").format(keys, sql.Identifier(table))))
    except REFUSED:
        return None


def insert(login, table, row):
    """Add a row, as the role of this transaction."""
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    values = sql.SQL(", ").join(sql.Placeholder() * len(row))
    statement = sql.SQL("insert into register.{} ({}) values ({})").format(sql.Identifier(table), names, values)
    return login.execute(statement, list(row.values()))
