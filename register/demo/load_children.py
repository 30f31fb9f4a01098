"""Loading the demonstration's children: placed in its homes, and missing in the year before they are loaded."""

from collections.abc import Mapping
from datetime import UTC, datetime

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from register.demo.bulk_load import analyse, copy_batch, sign
from register.demo.random_draws import chance, pick
from register.demo.subjects.children import child_batches, invent_children
from register.demo.subjects.missing_episodes import episode_batches, invent_episodes
from register.demo.subjects.placements import Place, placement_batch
from register.demo.subjects.return_interviews import COLUMNS, met_duties, themes_batch
from register.errors import SetupError
from register.tables import (
    child,
    child_reach,
    episode_reach,
    home,
    interview_themes,
    organisation,
    placement_reach,
    return_interview,
)
from register.vocabulary import Agency, HomeKind, RegistrationStatus

OF_INTERVIEWS = (return_interview, interview_themes)
CHILDREN = 200
# So many children are placed by the authority in whose area their home is.
IN_OWN_AREA = 0.59


def load_children(connection: sa.Connection, *, seed: int, children: int = CHILDREN) -> Mapping[str, int]:
    """Invent children and load them, in the transaction of the connection. Returns how many rows, by table.

    children: how many; a sixtieth of those who went missing in England in a year unless it is said otherwise.
    Raises: SetupError if there are children already, or no homes to place them in.
    """
    if connection.scalar(sa.select(sa.exists().select_from(child))):
        raise SetupError("The register already has children: load the demonstration into an empty one.")
    now = datetime.now(UTC)
    homes = _places(connection)
    if not homes:
        raise SetupError("The register has no homes to place children in: load its homes first.")
    draws = chance(seed, "where children are placed")
    places = pick(draws, homes, children)
    elsewhere = pick(draws, sorted({place.authority for place in homes}), children)
    own = draws.random(children) < IN_OWN_AREA
    authorities = [p.authority if is_own else e for p, e, is_own in zip(places, elsewhere, own, strict=True)]
    made = invent_children(authorities, now.date(), seed)
    episodes = invent_episodes(made, places, now, seed=seed)
    batches = (
        *child_batches(made, seed),
        placement_batch(made, places, now.date(), seed=seed),
        *episode_batches(episodes, seed),
    )
    sign(connection, "demonstration data")
    for batch in batches:
        copy_batch(connection, batch)
    duties = _meet_duties(connection, now, seed)
    loaded = (batch.table for batch in batches)
    analyse(connection, [*loaded, child_reach, placement_reach, episode_reach, *OF_INTERVIEWS])
    return {batch.table.name: len(batch.rows) for batch in batches} | {return_interview.name: duties}


def _meet_duties(connection: sa.Connection, now: datetime, seed: int) -> int:
    """Record how the duties that the episodes opened were met. Returns how many."""
    opened = sa.select(return_interview.c.id, return_interview.c.episode_id, return_interview.c.found_at)
    duties = [(row[0], row[1], row[2]) for row in connection.execute(opened.order_by(return_interview.c.id))]
    providers = sa.select(organisation.c.code).where(organisation.c.agency == Agency.INTERVIEW_PROVIDER)
    met = met_duties(duties, list(connection.scalars(providers.order_by(organisation.c.code))), now, seed=seed)
    rows = orjson.dumps([dict(zip(COLUMNS, row, strict=True)) for row in met]).decode()
    columns = [sa.column(name, return_interview.c[name].type) for name in COLUMNS]
    given = sa.func.jsonb_to_recordset(sa.cast(sa.literal(rows, sa.Text), JSONB)).table_valued(*columns)
    became = given.render_derived(name="became", with_types=True)
    values = {name: became.c[name] for name in COLUMNS if name != "id"}
    connection.execute(return_interview.update().where(return_interview.c.id == became.c.id).values(values))
    copy_batch(connection, themes_batch(duties, met, seed))
    return len(duties)


def _places(connection: sa.Connection) -> list[Place]:
    """The homes that take children and are in an authority and a force, each once for each of its places."""
    held = (
        home.c.registration_status == RegistrationStatus.REGISTERED,
        home.c.authority_code.is_not(None),
        home.c.force_code.is_not(None),
    )
    columns = (home.c.id, home.c.kind, home.c.authority_code, home.c.force_code, home.c.registered_on, home.c.places)
    found = connection.execute(sa.select(*columns).where(*held).order_by(home.c.urn))
    return [
        Place(row.id, HomeKind(row.kind), row.authority_code, row.force_code, row.registered_on)
        for row in found
        for _ in range(row.places or 0)
    ]
