"""Loading the demonstration's children: where they live, and when they went missing in the years up to the load."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from register.demo.batch import Batch
from register.demo.bulk_load import copy_batch, sign
from register.demo.direct_load import DERIVED, beside_triggers, derive_links, record
from register.demo.random_draws import chance, keys
from register.demo.subjects.children import child_batches, children_of, invent_children, years_missing
from register.demo.subjects.exploitation_flags import flag_batches
from register.demo.subjects.missing_episodes import Episode, episode_batches, invent_episodes
from register.demo.subjects.missing_together import together_batch
from register.demo.subjects.placements import KINDS, Place, placement_batch, places_for, responsible_for
from register.demo.subjects.prevention_interviews import prevention_batch
from register.demo.subjects.return_interviews import interviews_batch, met_duties, themes_batch
from register.demo.subjects.sightings import sightings_batch
from register.errors import SetupError
from register.geo.reference import authorities
from register.tables import (
    child,
    home,
    missing_episode,
    organisation,
)
from register.vocabulary import Agency, HomeKind, RegistrationStatus

# About so many looked-after children went missing in the year to March 2025. Source: DfE.
CHILDREN = 12_800
# So many children are invented and loaded at a time.
BLOCK = 3_200


@dataclass(frozen=True, slots=True)
class Setting:
    """What children are invented for. middles: a place in each authority, as longitude and latitude."""

    now: datetime
    seed: int
    providers: Sequence[str]
    middles: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Block:
    """Some of the children. first, first_episode: the numbers of the first child and episode."""

    number: int
    first: int
    first_episode: int
    missing: Sequence[tuple[bool, ...]]
    places: Sequence[Place]


def has_any_children(connection: sa.Connection) -> bool:
    """True if there is a child in the database."""
    return bool(connection.scalar(sa.select(sa.exists().select_from(child))))


def load_children(
    connection: sa.Connection,
    *,
    seed: int,
    children: int = CHILDREN,
    years: int = 1,
    progress: Callable[[str, int, int], None] | None = None,
) -> Mapping[str, int]:
    """Invent children and load them, in the transaction of the connection. Returns how many rows, by table.

    children: how many go missing in each year; an even number.
    years: so many up to now.
    Raises: SetupError if there are children already, or no homes to place them in.
    """
    if has_any_children(connection):
        raise SetupError("The register already has children: load the demonstration into an empty one.")
    setting = _setting(connection, seed)
    whole = children_of(children, years)
    missing = [years_missing(place, children, years) for place in range(whole)]
    homes = _homes(connection)
    if not homes:
        raise SetupError("The register has no homes to place children in: load its homes first.")
    places = places_for(homes, missing, setting.now, seed=seed)
    sign(connection, "demonstration data")
    rows: Counter[str] = Counter()
    loaded: dict[sa.Table, None] = {}
    with beside_triggers(connection):
        for number, first in enumerate(range(0, whole, BLOCK)):
            some = slice(first, first + BLOCK)
            block = Block(number, first, rows[missing_episode.name] + 1, missing[some], places[some])
            for batch in _invent(block, setting):
                copy_batch(connection, batch)
                rows[batch.table.name] += len(batch.rows)
                loaded[batch.table] = None
            if progress is not None:
                progress("loading children and their missing episodes", min(first + BLOCK, whole), whole)
        derive_links(connection)
        record(connection, [*loaded, *DERIVED])
    return rows


def _invent(block: Block, setting: Setting) -> Iterator[Batch]:
    """The rows of some children, in the order in which they can be loaded; last whose the episodes are."""
    seed, now = setting.seed + block.number, setting.now
    made = invent_children(responsible_for(block.places, seed), block.missing, now.date(), seed=seed)
    in_care = [place.kind is not None for place in block.places]
    yield from child_batches(made, block.first, in_care=in_care, seed=seed)
    yield placement_batch(made, block.places, now.date(), seed=seed)
    yield from flag_batches(made, now.date(), seed=seed)
    episodes = invent_episodes(made, block.places, now, seed=seed)
    *of_episodes, whose = episode_batches(episodes, now, first=block.first_episode, seed=seed)
    yield from of_episodes
    yield sightings_batch(episodes, setting.middles, now, seed=seed)
    yield prevention_batch(episodes, now, seed=seed)
    yield together_batch(episodes, now, seed=seed)
    yield from _interviews(episodes, setting, seed)
    yield whose


def _interviews(episodes: Sequence[Episode], setting: Setting, seed: int) -> Iterator[Batch]:
    ended = [(each.key, each.ended) for each in episodes if each.ended is not None]
    made = zip(keys(chance(seed, "duties to interview"), len(ended)), ended, strict=True)
    duties = [(key, episode, at) for key, (episode, at) in made]
    met = met_duties(duties, setting.providers, setting.now, seed=seed)
    yield interviews_batch(met)
    yield themes_batch(duties, met, seed)


def _setting(connection: sa.Connection, seed: int) -> Setting:
    by = sa.select(organisation.c.code).where(organisation.c.agency == Agency.INTERVIEW_PROVIDER)
    return Setting(
        datetime.now(UTC),
        seed,
        list(connection.scalars(by.order_by(organisation.c.code))),
        {each.code: (each.longitude, each.latitude) for each in authorities()},
    )


def _homes(connection: sa.Connection) -> list[Place]:
    """The homes that take children and are in an authority and a force, each once for each of its places."""
    held = (
        home.c.registration_status == RegistrationStatus.REGISTERED,
        home.c.authority_code.is_not(None),
        home.c.force_code.is_not(None),
    )
    columns = (home.c.id, home.c.kind, home.c.authority_code, home.c.force_code, home.c.registered_on, home.c.places)
    found = connection.execute(sa.select(*columns).where(*held).order_by(home.c.urn))
    return [
        Place(KINDS[HomeKind(row.kind)], row.authority_code, row.force_code, row.id, row.registered_on)
        for row in found
        for _ in range(row.places or 0)
    ]
