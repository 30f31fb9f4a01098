"""How alike two records of children are, by a model whose weights are written here, as bits for or against one child.

Source of the method: Fellegi and Sunter, A theory for record linkage (1969). Two verified numbers that differ speak
against all else. Without an equal number, forename and day of birth must both agree, be it nearly: the records of twins
and siblings share the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product

from rapidfuzz.distance import JaroWinkler, Levenshtein

MODEL = "2026-11"
# The bits against one child before anything is compared: so many pairs are of two children.
PRIOR = -17.0
# From this share on, people are asked.
LEAST_SCORE = 0.5
CLOSE = 0.88


class Agreement(StrEnum):
    """How one fact of two records agrees."""

    EQUAL = "equal"
    EXCHANGED = "exchanged"
    CLOSE = "close"
    DIFFERENT = "different"
    SHARED_BY_MANY = "equal, but given to many whose birthday is not known"


WEIGHTS: Mapping[tuple[str, Agreement], float] = {
    ("NHS number", Agreement.EQUAL): 18.0,
    ("NHS number", Agreement.DIFFERENT): -30.0,
    ("UPN", Agreement.EQUAL): 16.0,
    ("UPN", Agreement.DIFFERENT): -30.0,
    ("authority's reference", Agreement.EQUAL): 12.0,
    ("forename", Agreement.EQUAL): 6.5,
    ("forename", Agreement.EXCHANGED): 6.5,
    ("forename", Agreement.CLOSE): 3.5,
    ("forename", Agreement.DIFFERENT): -5.0,
    ("surname", Agreement.EQUAL): 8.5,
    ("surname", Agreement.EXCHANGED): 6.5,
    ("surname", Agreement.CLOSE): 5.0,
    ("surname", Agreement.DIFFERENT): -2.0,
    ("day of birth", Agreement.EQUAL): 12.0,
    ("day of birth", Agreement.SHARED_BY_MANY): 0.0,
    ("day of birth", Agreement.EXCHANGED): 8.0,
    ("day of birth", Agreement.CLOSE): 5.0,
    ("day of birth", Agreement.DIFFERENT): -8.0,
    ("sex", Agreement.EQUAL): 1.0,
    ("sex", Agreement.DIFFERENT): -3.0,
}
NUMBERS = ("NHS number", "UPN", "authority's reference")


@dataclass(frozen=True, slots=True)
class Person:
    """What of a child's record is compared. names: folded, the child's own name first; reference: within authority."""

    authority: str
    names: tuple[str, ...]
    born: date
    sex: str
    nhs_number: str | None = None
    upn: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two records are of one child, from 0 to 1, and each fact that says so, with its bits."""

    score: float
    facts: tuple[tuple[str, Agreement], ...]

    @property
    def evidence(self) -> list[str]:
        """A line for each fact."""
        return [f"{fact} {agreement}: {WEIGHTS[fact, agreement]:+.1f}" for fact, agreement in self.facts]


def compare(one: Person, two: Person) -> Likeness:
    """How alike two records are."""
    found = (*_numbers(one, two), *_names(one, two), *_others(one, two))
    facts = dict(found)
    bits = PRIOR + sum(WEIGHTS[fact] for fact in found)
    if not any(facts.get(number) is Agreement.EQUAL for number in NUMBERS) and not _is_more_than_kin(facts):
        return Likeness(0.0, found)
    return Likeness(round(1 / (1 + 2.0**-bits), 4), found)


def _is_more_than_kin(facts: Mapping[str, Agreement]) -> bool:
    """True if more agrees than does of twins, siblings and namesakes."""
    return Agreement.DIFFERENT not in (facts["forename"], facts["day of birth"])


def _numbers(one: Person, two: Person) -> Iterator[tuple[str, Agreement]]:
    for name, own, others in (("NHS number", one.nhs_number, two.nhs_number), ("UPN", one.upn, two.upn)):
        # A pupil number that ends in a letter is given for a time only.
        is_compared = own == others or not (name == "UPN" and (_is_temporary(own) or _is_temporary(others)))
        if own and others and is_compared:
            yield name, Agreement.EQUAL if own == others else Agreement.DIFFERENT
    if one.reference and one.authority == two.authority and one.reference == two.reference:
        yield "authority's reference", Agreement.EQUAL


def _is_temporary(upn: str | None) -> bool:
    return upn is not None and upn[-1].isalpha()


def _names(one: Person, two: Person) -> tuple[tuple[str, Agreement], ...]:
    """The way to compare the names, of all that either record holds, that speaks most for one child."""
    ways = (_two_names(own.split(), others.split()) for own, others in product(one.names, two.names))
    return max(ways, key=lambda way: sum(WEIGHTS[fact] for fact in way))


def _two_names(own: Sequence[str], others: Sequence[str]) -> tuple[tuple[str, Agreement], ...]:
    own, others = own or [""], others or [""]
    if len(own) > 1 and (own[0], own[-1]) == (others[-1], others[0]) and own[0] != own[-1]:
        return ("forename", Agreement.EXCHANGED), ("surname", Agreement.EXCHANGED)
    return ("forename", _text(own[0], others[0])), ("surname", _text(own[-1], others[-1]))


def _text(own: str, others: str) -> Agreement:
    if own == others:
        return Agreement.EQUAL
    return Agreement.CLOSE if JaroWinkler.similarity(own, others, score_cutoff=CLOSE) else Agreement.DIFFERENT


def _others(one: Person, two: Person) -> Iterator[tuple[str, Agreement]]:
    yield "day of birth", _birth(one.born, two.born)
    if "unknown" not in (one.sex, two.sex):
        yield "sex", Agreement.EQUAL if one.sex == two.sex else Agreement.DIFFERENT


def _birth(own: date, others: date) -> Agreement:
    if own == others:
        return Agreement.SHARED_BY_MANY if (own.month, own.day) == (1, 1) else Agreement.EQUAL
    if (own.year, own.month, own.day) == (others.year, others.day, others.month):
        return Agreement.EXCHANGED
    return Agreement.CLOSE if Levenshtein.distance(own.isoformat(), others.isoformat()) == 1 else Agreement.DIFFERENT
