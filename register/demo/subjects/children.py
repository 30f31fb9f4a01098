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

# Source of the shapes: DfE, children looked after in England, 2024 to 2025. 6.8 incidents for each missing child, and
# 0.8 of being away; about a third of missing children go missing once in a year, and a few more than 50 times.
EPISODES_OF_A_CHILD: dict[int, int] = {1: 35, 2: 14, 3: 9, 4: 8, 6: 8, 9: 7, 14: 7, 22: 6, 37: 4, 77: 2}
# Years of age at the end of the last year in which a child goes missing: of incidents, 56 in 100 begin at 16 or over.
AGES: dict[int, float] = {3: 0.05, 8: 0.15, 11: 1.3, 12: 2.5, 13: 5, 14: 8, 15: 13, 16: 27, 17: 43}
ETHNICITIES: dict[str, int] = {"WBRI": 68, "MWBC": 6, "BAFR": 8, "APKN": 4, "WOTH": 5, "BOTH": 4, "AOTH": 3, "NOBT": 2}
SEXES: dict[Sex, int] = {Sex.MALE: 54, Sex.FEMALE: 45, Sex.UNKNOWN: 1}
# NHS numbers that begin so are given to nobody.
NHS_PREFIX = 999


@dataclass(frozen=True, slots=True)
class Child:
    """An invented child. often: how many times it goes missing in each year, the last year first."""

    key: uuid.UUID
    name: str
    born: date
    sex: Sex
    authority: str
    often: tuple[int, ...]

    @property
    def last_year(self) -> int:
        """How many years ago the year ended in which it went missing last."""
        return next(year for year, count in enumerate(self.often) if count)

    @property
    def first_year(self) -> int:
        """How many years ago the year ended in which it went missing first."""
        return max(year for year, count in enumerate(self.often) if count)


def children_of(missing: int, years: int) -> int:
    """How many children go missing in some of so many years, if so many go missing in each."""
    return missing // 2 * (years + 1)


def years_missing(place: int, missing: int, years: int) -> tuple[bool, ...]:
    """In which years a child goes missing, the last year first: half of one year's do so in the next one too."""
    part = place // (missing // 2)
    return tuple(year in (part - 1, part) for year in range(years))


def invent_children(
    authorities: Sequence[str], missing: Sequence[tuple[bool, ...]], today: date, *, seed: int
) -> list[Child]:
    """One child for each authority that is named, as often as it is named. missing: in which years it goes missing."""
    draws, count = chance(seed, "children"), len(authorities)
    ages = pick(draws, tuple(AGES), count, weights=tuple(AGES.values()))
    # Nobody turns 18 within a month after the year in which the last episode lies.
    since = draws.integers(10, 330, count)
    ago = [of.index(True) for of in missing]
    born = [
        today - timedelta(days=(age + year) * 365 + int(days)) for age, year, days in zip(ages, ago, since, strict=True)
    ]
    weights = tuple(EPISODES_OF_A_CHILD.values())
    turns = [pick(draws, tuple(EPISODES_OF_A_CHILD), count, weights=weights) for _ in missing[0]] if count else []
    often = (
        tuple(turn * is_missing for turn, is_missing in zip(by_year, of, strict=True))
        for by_year, of in zip(zip(*turns, strict=True), missing, strict=True)
    )
    sexes = pick(draws, tuple(SEXES), count, weights=tuple(SEXES.values()))
    named = zip(keys(draws, count), person_names(draws, count), born, sexes, authorities, often, strict=True)
    return [Child(*each) for each in named]


def child_batches(children: Sequence[Child], first: int, *, in_care: Sequence[bool], seed: int) -> tuple[Batch, ...]:
    """The rows of the children, each field group in a table of its own. first: the number of the first of them."""
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
            tuple(
                (each.key, nhs_number(place), f"DEMO-{place:05}") for place, each in enumerate(children, start=first)
            ),
        ),
        Batch(
            child_characteristics,
            ("child_id", "care_status", "ethnicity", "is_disabled", "is_unaccompanied"),
            tuple(
                (each.key, (CareStatus.LOOKED_AFTER if is_in_care else CareStatus.CHILD_IN_NEED).value, *facts)
                for each, is_in_care, *facts in zip(children, in_care, ethnicities, disabled, alone, strict=True)
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
