"""What a grant says, and how one is written for many at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from register.vocabulary import Agency, Basis, Group, Scope, Use

READS: tuple[Use, ...] = (Use.READ, Use.MATCH, Use.COUNT)
KEEPS: tuple[Use, ...] = (*READS, Use.CHANGE)


@dataclass(frozen=True, slots=True)
class Grant:
    """One cell of the permission matrix: an agency, a group, its uses, how far they reach, and the law."""

    agency: Agency
    group: Group
    uses: tuple[Use, ...]
    scope: Scope
    basis: Basis


def to_each(
    agencies: Iterable[Agency], group: Group, uses: tuple[Use, ...], *, scope: Scope, basis: Basis
) -> tuple[Grant, ...]:
    """The same grant to each of these agencies."""
    return tuple(Grant(agency, group, uses, scope, basis) for agency in agencies)
