"""How alike two records of children are: Splink weighs each fact by the model, and what never suffices stays a rule.

Source of the method: Fellegi and Sunter, A theory for record linkage (1969). Two verified numbers that differ speak
against all else. Without an equal number, forename and day of birth must both agree, be it nearly: the records of twins
and siblings share the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, product

from register.maintenance.likeness_model import COMPARISONS, SETTINGS, Agreement
from register.maintenance.splink_in_memory import predictions
from register.open_types import Values

NUMBERS = ("NHS number", "UPN", "authority's reference")
VERIFIED = ("NHS number", "UPN")
# So many pairs of names are compared at a time.
WAYS_AT_A_TIME = 20_000


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
class Fact:
    """How a fact of two records agrees. bits: what it weighs for one child, or against."""

    name: str
    agreement: Agreement
    bits: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two records are of one child, from 0 to 1, and each fact that says so, with its bits."""

    score: float
    facts: tuple[Fact, ...]

    @property
    def evidence(self) -> list[str]:
        """A line for each fact."""
        return [f"{fact.name} {fact.agreement}: {fact.bits:+.1f}" for fact in self.facts]


def compare(pairs: Sequence[tuple[Person, Person]]) -> list[Likeness]:
    """How alike the two records of each pair are. Raises: SetupError if Splink is not installed, or fails."""
    return list(chain.from_iterable(_compared(some) for some in _portions(pairs)))


def _portions(pairs: Sequence[tuple[Person, Person]]) -> Iterator[list[tuple[Person, Person]]]:
    """The pairs, so many at a time as fit into the memory that there is: each name is compared with each."""
    held: list[tuple[Person, Person]] = []
    ways = 0
    for one, two in pairs:
        more = len(one.names) * len(two.names)
        if held and ways + more > WAYS_AT_A_TIME:
            yield held
            held, ways = [], 0
        held.append((one, two))
        ways += more
    if held:
        yield held


def _compared(pairs: Sequence[tuple[Person, Person]]) -> list[Likeness]:
    rows = [rows_of(str(number), person) for number, person in enumerate(chain.from_iterable(pairs))]
    asked = [
        (one["key"] or "", two["key"] or "")
        for number in range(len(pairs))
        for one, two in product(rows[2 * number], rows[2 * number + 1])
    ]
    best: dict[int, Values] = {}
    for found in sorted(predictions(list(chain.from_iterable(rows)), asked, SETTINGS), key=_by_weight_then_order):
        best.setdefault(int(found["key_l"].partition("/")[0]) // 2, found)
    return [_likeness(best[number]) for number in range(len(pairs))]


def rows_of(key: str, person: Person) -> list[dict[str, str | None]]:
    """A row for each name of a person, as the model reads it."""
    return [
        {
            "key": f"{key}/{number}",
            "forename": next(iter(name.split()), None),
            "surname": next(reversed(name.split()), None),
            "born": person.born.isoformat(),
            "sex": None if person.sex == "unknown" else person.sex,
            "nhs_number": person.nhs_number,
            "upn": person.upn,
            "reference": f"{person.authority}/{person.reference}" if person.reference else None,
        }
        for number, name in enumerate(person.names)
    ]


def _by_weight_then_order(found: Values) -> tuple[float, str, str]:
    """The names that speak most for one child come first; of those that speak alike, the child's own."""
    return (-found["match_weight"], found["key_l"], found["key_r"])


def _likeness(found: Values) -> Likeness:
    facts = tuple(_facts(found))
    score = round(1 / (1 + 2.0 ** -found["match_weight"]), 4)
    return Likeness(score if _may_be_of_one({each.name: each.agreement for each in facts}) else 0.0, facts)


def _facts(found: Values) -> Iterator[Fact]:
    for each in COMPARISONS:
        way = found[f"gamma_{each.column}"]
        # Splink gives what cannot be compared a number below 0.
        if way >= 0:
            yield Fact(each.fact, each.ways[way].agreement, found[f"mw_{each.column}"])


def _may_be_of_one(facts: Mapping[str, Agreement]) -> bool:
    """True if no rule speaks against it, be the score what it may: other numbers, or no more than twins share."""
    if any(facts.get(number) is Agreement.DIFFERENT for number in VERIFIED):
        return False
    if any(facts.get(number) is Agreement.EQUAL for number in NUMBERS):
        return True
    forename, birth = (facts.get(each, Agreement.DIFFERENT) for each in ("forename", "day of birth"))
    return forename is not Agreement.DIFFERENT and birth not in (Agreement.DIFFERENT, Agreement.SHARED_BY_MANY)
