"""The whole invented register, as rows in the order in which they can be loaded."""

from collections.abc import Mapping

from register.demo.batch import Batch
from register.demo.locations import find_places
from register.demo.subjects.conditions import condition_batches
from register.demo.subjects.homes import home_batches, invent_homes
from register.demo.subjects.inspections import inspections_batch
from register.demo.subjects.notices import notice_batches
from register.demo.subjects.organisations import organisations_batch
from register.demo.subjects.people import people_batch
from register.demo.subjects.premises import premises_batch
from register.demo.subjects.providers import provider_batches
from register.demo.terrain import Ground


def invent_register(ground: Ground, homes_in: Mapping[str, int], seed: int) -> tuple[Batch, ...]:
    """Every row of the demonstration: the same for the same ground, figures and seed.

    homes_in: how many homes each authority has, by code.
    """
    places = find_places(ground, homes_in, seed)
    providers, homes = invent_homes(places, seed)
    return (
        organisations_batch(),
        *provider_batches(providers, seed),
        *home_batches(homes, seed),
        premises_batch(homes, seed),
        people_batch(homes, seed),
        inspections_batch(homes, seed),
        *condition_batches(homes, seed),
        *notice_batches(homes, seed),
    )
