"""Loading the demonstration: one seed, one transaction, links from the write path only."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from register.demo.bulk_load import analyse, copy_batch, sign
from register.demo.everything import invent_former_homes_of, invent_register
from register.demo.published_figures import REGISTER_DAY
from register.demo.quotas import published_quotas
from register.demo.subjects.openings import open_some_homes
from register.demo.subjects.providers import SOURCE
from register.demo.terrain import latest_outline_from, read_ground
from register.errors import SetupError
from register.geo.home_areas import derive_links
from register.settings import settings
from register.tables import home, home_area, home_reach, live_grant

Progress = Callable[[str], None]

SEED = 2015


@dataclass(frozen=True, slots=True)
class DemonstrationReport:
    """What was loaded: rows by table; premises on an edge between areas, and premises in no force."""

    rows: Mapping[str, int]
    on_edge: int
    in_no_force: int


def is_loaded(connection: sa.Connection) -> bool:
    """True if the demonstration is in the database."""
    return bool(connection.scalar(sa.select(sa.exists().where(home.c.source_system == SOURCE))))


def load_demonstration(
    connection: sa.Connection, *, seed: int = SEED, progress: Progress | None = None, with_former: bool = False
) -> DemonstrationReport:
    """Invent the register and load it, in the transaction of the connection.

    with_former: also the homes that closed, were refused or apply. progress: called with a few words about what begins.
    Raises: SetupError if homes exist already, or the boundaries of forces and authorities do not.
    """
    tell = progress or _say_nothing
    if connection.scalar(sa.select(sa.exists().select_from(home))):
        raise SetupError("The register already has homes: load the demonstration into an empty one.")
    quotas = published_quotas()
    ground = read_ground(connection, quotas)
    tell("inventing homes")
    standing = invent_register(ground, quotas.homes_in, seed)
    former = invent_former_homes_of(ground, standing, seed) if with_former else ()
    batches = (*standing.batches, *former)
    sign(connection, "demonstration data")
    for number, batch in enumerate(batches):
        of_former = number >= len(standing.batches)
        tell("loading former homes" if of_former else f"loading {batch.table.name.replace('_', ' ')}")
        copy_batch(connection, batch)
    tell("finding the areas of every home")
    on = max(REGISTER_DAY, latest_outline_from(connection))
    links = derive_links(connection, None, on=on, buffer_m=settings().boundary_buffer_m)
    opened = open_some_homes(connection)
    analyse(connection, [*dict.fromkeys(batch.table for batch in batches), home_area, home_reach])
    rows = Counter({live_grant.name: opened})
    for batch in batches:
        rows[batch.table.name] += len(batch.rows)
    return DemonstrationReport(rows=rows, on_edge=links.on_edge, in_no_force=links.in_no_force)


def _say_nothing(_: str) -> None:
    return None
