"""The whole invented register, as rows in the order in which they can be loaded."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from register.demo.batch import Batch
from register.demo.former_home_rows import former_home_batches
from register.demo.former_homes import invent_former_homes
from register.demo.locations import find_places
from register.demo.subjects.conditions import condition_batches
from register.demo.subjects.homes import Home, home_batches, invent_homes
from register.demo.subjects.inspections import inspections_batch
from register.demo.subjects.notices import notice_batches
from register.demo.subjects.organisations import organisations_batch
from register.demo.subjects.people import people_batch
from register.demo.subjects.premises import premises_batch
from register.demo.subjects.providers import provider_batches
from register.demo.terrain import Ground

# The draws for homes that are not registered have a seed of their own, so that they disturb no other.
FORMER_SEED = 1_000_000
FORMER_INSPECTIONS_FROM = 50_000_001


@dataclass(frozen=True, slots=True)
class Invented:
    """The registered homes, and the rows of the register that has them and no other."""

    homes: Sequence[Home]
    batches: tuple[Batch, ...]

    def of(self, table: str) -> Batch:
        """The rows of a table."""
        return next(batch for batch in self.batches if batch.table.name == table)


def invent_register(ground: Ground, homes_in: Mapping[str, int], seed: int) -> Invented:
    """Every registered home, and every row about them: the same for the same ground, figures and seed.

    homes_in: how many homes each authority has, by code.
    """
    places = find_places(ground, homes_in, seed)
    providers, homes = invent_homes(places, seed)
    batches = (
        organisations_batch(),
        *provider_batches(providers, seed),
        *home_batches(homes, seed),
        premises_batch(homes, seed),
        people_batch(homes, seed),
        inspections_batch(homes, seed),
        *condition_batches(homes, seed),
        *notice_batches(homes, seed),
    )
    return Invented(homes, batches)


def invent_former_homes_of(ground: Ground, standing: Invented, seed: int) -> tuple[Batch, ...]:
    """Every row about homes that closed, passed on, were refused or apply, beside those that are registered."""
    before = {row["id"]: row["previous_urn"] for row in standing.of("home").by_name() if row["previous_urn"]}
    urns_before = {key: str(urn) for key, urn in before.items() if isinstance(key, uuid.UUID)}
    formers = invent_former_homes(ground, standing.homes, urns_before, seed=seed)
    homes = [former.home for former in formers]
    ended = [one for one in homes if one.ceased_on is not None]
    return (
        *former_home_batches(formers, standing.of("home_identity"), standing.of("premises"), seed=seed),
        people_batch(homes, seed + FORMER_SEED),
        inspections_batch(ended, seed + FORMER_SEED, first=FORMER_INSPECTIONS_FROM),
        *condition_batches(ended, seed + FORMER_SEED),
    )
