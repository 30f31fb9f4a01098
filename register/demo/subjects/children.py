"""Invented children: who they are, and how often each goes missing."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from register.demo.batch import Batch
from register.demo.invented_names import person_names
from register.demo.random_draws import chance, happens, keys, pick
from register.demo.subjects.providers import SOURCE
from register.tables import child, child_characteristics, child_identity, child_minimum
from register.vocabulary import Agency, CareStatus, Sex

# Source of the shapes: DfE, children looked after in England, 2024 to 2025, with 6.8 incidents for each missing child;
# about a third of missing children go missing once in a year.
EPISODES_OF_A_CHILD: dict[int, int] = {1: 35, 2: 16, 3: 9, 4: 8, 6: 8, 9: 7, 14: 6, 22: 6, 34: 4, 55: 2}
AGES: dict[int, int] = {11: 2, 12: 6, 13: 11, 14: 17, 15: 22, 16: 24, 17: 18}
ETHNICITIES: dict[str, int] = {"WBRI": 68, "MWBC": 6, "BAFR": 8, "APKN": 4, "WOTH": 5, "BOTH": 4, "AOTH": 3, "NOBT": 2}
SEXES: dict[Sex, int] = {Sex.MALE: 54, Sex.FEMALE: 45, Sex.UNKNOWN: 1}
# NHS numbers that begin so are given to nobody.
NHS_PREFIX = 999


@dataclass(frozen=True, slots=True)
class Child:
    """An invented child. episodes: how many in the last year."""

    key: uuid.UUID
    name: str
    born: date
    sex: Sex
    authority: str
    episodes: int


def invent_children(authorities: Sequence[str], today: date, seed: int) -> list[Child]:
    """One child for each authority that is named, as often as it is named."""
    draws, count = chance(seed, "children"), len(authorities)
    ages = pick(draws, tuple(AGES), count, weights=tuple(AGES.values()))
    # Nobody turns 18 before the year is over in which the last episode lies.
    since = draws.integers(10, 330, count)
    born = [today - timedelta(days=age * 365 + int(days)) for age, days in zip(ages, since, strict=True)]
    often = pick(draws, tuple(EPISODES_OF_A_CHILD), count, weights=tuple(EPISODES_OF_A_CHILD.values()))
    sexes = pick(draws, tuple(SEXES), count, weights=tuple(SEXES.values()))
    named = zip(keys(draws, count), person_names(draws, count), born, sexes, authorities, often, strict=True)
    return [Child(*each) for each in named]


def child_batches(children: Sequence[Child], seed: int) -> tuple[Batch, ...]:
    """The rows of the children, each field group in a table of its own."""
    draws, count = chance(seed, "what is known of children"), len(children)
    ethnicities = pick(draws, tuple(ETHNICITIES), count, weights=tuple(ETHNICITIES.values()))
    alone, disabled = happens(draws, count, 0.06), happens(draws, count, 0.12)
    agency = Agency.LOCAL_AUTHORITY.value
    return (
        Batch(
            child,
            ("id", "responsible_authority_code", "source_agency", "source_system"),
            tuple((each.key, each.authority, agency, SOURCE) for each in children),
        ),
        Batch(
            child_minimum,
            ("child_id", "name", "date_of_birth", "sex"),
            tuple((each.key, each.name, each.born, each.sex.value) for each in children),
        ),
        Batch(
            child_identity,
            ("child_id", "nhs_number", "authority_reference"),
            tuple((each.key, nhs_number(place), f"DEMO-{place:05}") for place, each in enumerate(children)),
        ),
        Batch(
            child_characteristics,
            ("child_id", "care_status", "ethnicity", "is_disabled", "is_unaccompanied"),
            tuple(
                (each.key, CareStatus.LOOKED_AFTER.value, *facts)
                for each, *facts in zip(children, ethnicities, disabled, alone, strict=True)
            ),
        ),
    )


def nhs_number(place: int) -> str:
    """The NHS number of the child of this place, one of those with a check digit that nobody is given."""
    # Every eleventh number has no check digit: numbers are ten apart, so that one of two neighbours has one.
    for number in range(place * 10, place * 10 + 10):
        digits = f"{NHS_PREFIX}{number:06}"
        check = (11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11) % 11
        if check < 10:
            return f"{digits}{check}"
    raise ValueError(place)
