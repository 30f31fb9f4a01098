"""How many homes each authority has, and which forces have any at all, from the published counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from register.geo.reference import authorities


@dataclass(frozen=True, slots=True)
class Quotas:
    """homes_in: homes by authority code, zeros included; forces: the codes of those with a home in an authority."""

    homes_in: Mapping[str, int]
    forces: frozenset[str]


def published_quotas() -> Quotas:
    """The counts of the day that the demonstration is set on."""
    return Quotas(
        homes_in={authority.code: authority.homes for authority in authorities()},
        forces=frozenset(authority.force for authority in authorities() if authority.homes),
    )
