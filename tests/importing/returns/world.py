"""Children of two authorities, and the rules asked of rows about them: what most tests of returns begin with."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import sqlalchemy as sa

from register import tables
from register.importing.returns.form import open_sent
from register.importing.returns.intake import BroughtIn, Sent, bring_in, sign_return
from register.vocabulary import AreaKind, ReturnChannel, ReturnKind
from tests.importing.returns.examples import BORN, EXAMPLES, Example
from tests.support import factories as make
from tests.support.child_factories import create_child, create_episode, create_placement
from tests.support.returned_files import MISSING, YEAR, returned
from tests.support.story import BOTH, EAST, NORTHBY, NORTHBY_COUNCIL, SOUTHBY, SOUTHBY_COUNCIL, WEST

OURS, THEIRS = SOUTHBY_COUNCIL, NORTHBY_COUNCIL
PLACE = (395_000.0, 395_000.0)


def tell(connection: sa.Connection) -> dict[str, uuid.UUID]:
    """Two authorities with a child of the same number each, and another of ours, born on 4 March 2012."""
    make.create_areas(connection, AreaKind.REGION, ("E12000002", "North West", BOTH))
    make.create_areas(connection, AreaKind.FORCE, (NORTHBY, "Northby", WEST), (SOUTHBY, "Southby", EAST))
    make.create_areas(
        connection, AreaKind.AUTHORITY, (THEIRS, "Northby Council", WEST), (OURS, "Southby Council", EAST)
    )
    numbered = (("S0", OURS), ("S1", OURS), ("N0", THEIRS))
    return {number: _numbered(connection, number, authority=authority) for number, authority in numbered}


def _numbered(connection: sa.Connection, number: str, *, authority: str, born: date = BORN) -> uuid.UUID:
    """A child of an authority, by the authority's own number."""
    made = create_child(connection, f"Child {number}", authority, date_of_birth=born)
    of = tables.child_identity.c.child_id == made
    connection.execute(tables.child_identity.update().where(of).values(authority_reference=number))
    return made


def taken(connection: sa.Connection, *rows: Mapping[str, str], **more: Any) -> BroughtIn:
    """A return of ours with these rows, brought in."""
    kind: ReturnKind = more.pop("kind", MISSING)
    sent = Sent(kind, more.pop("authority", OURS), more.pop("start", YEAR), ReturnChannel.COMMAND_LINE)
    sign_return(connection, "tester", authority=sent.authority, reason="a test")
    return bring_in(connection, sent, open_sent("a.csv", returned(*rows, kind=kind)).rows(), tell=lambda *told: None)


def lines_of(connection: sa.Connection, made: BroughtIn, rule: str) -> list[int | None]:
    """The lines on which a rule found something."""
    check = tables.return_check
    found = sa.select(check.c.line).where(check.c.return_id == made.return_id, check.c.rule == rule)
    return list(connection.scalars(found.where(check.c.replaced_at.is_(None)).order_by(check.c.line)))


def in_force(connection: sa.Connection, made: BroughtIn) -> None:
    """Put a return into force, as its authority does with two people."""
    of = tables.authority_return.update().where(tables.authority_return.c.id == made.return_id)
    connection.execute(of.values(status="accepted", submitted_at=sa.func.now(), accepted_at=sa.func.now()))


def lines_by_example(connection: sa.Connection, rule: str, example: Example | None = None) -> list[int | None]:
    """Where a rule finds something in an example: its own, if no other is named."""
    example, children = example or EXAMPLES[rule], tell(connection)
    for number, born in example.children.items():
        _numbered(connection, number, authority=OURS, born=born)
    for urn, postcode in ({"SC700001": "ZZ9 9ZZ"} | dict(example.homes)).items():
        home = make.create_home(connection, urn, name=f"House {urn}")
        make.create_premises(connection, home, PLACE, is_main=True, postcode=postcode)
    if example.placed:
        began, ended = example.placed
        create_placement(connection, children["S0"], SOUTHBY_COUNCIL, started_on=began, ended_on=ended)
    if example.episode:
        began, ended = (datetime.combine(day, time(12), UTC) for day in example.episode)
        create_episode(connection, children["S0"], SOUTHBY, started_at=began, ended_at=ended)
    start = example.start
    if example.before:
        last = taken(connection, *example.before, kind=example.kind, start=start.replace(year=start.year - 1))
        in_force(connection, last)
    if example.beside:
        kind, rows = example.beside
        taken(connection, *rows, kind=kind, start=start)
    made = taken(connection, *example.rows, kind=example.kind, start=start)
    return sorted(lines_of(connection, made, rule), key=str)
