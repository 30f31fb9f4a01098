"""Which pages there are for whom: those that show something to the caller's kind of body, and no others."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from register.policy.grants import grants_of, may_send
from register.vocabulary import Agency, Group, Use


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the navigation. group: what its reader must be granted somewhere; command: or may send."""

    path: str
    title: str
    about: str
    group: Group | None = None
    command: str | None = None

    def is_for(self, agency: Agency) -> bool:
        """True if the page shows something to this kind of body."""
        if self.command is not None and not may_send(agency, self.command):
            return False
        return self.group is None or may(agency, self.group, Use.READ)


PLACES: Final[tuple[Place, ...]] = (
    Place("/homes", "Homes", "Find a home, see its facts, notices and inspections.", Group.HOME_PUBLIC),
    Place("/missing", "Missing", "The board of open episodes, by risk and by the clock.", Group.EPISODE),
    Place("/children", "Children", "Find a child, see what is known, report the child missing.", Group.CHILD),
    Place("/interviews", "Interviews", "Return home interviews that are due, and those overdue.", Group.INTERVIEW),
    Place("/returns", "Returns", "Lists that authorities send, their checks and their sign-off.", Group.RETURN),
    Place("/figures", "Figures", "Published figures: their tables, symbols and coverage.", Group.STATISTICS),
    Place("/areas", "Areas", "Joint inspections of areas, and the picture of each.", Group.AREA_INSPECTION),
    Place("/desk", "Registration", "Applications, registrations and providers.", command="registerHome"),
    Place("/oversight", "Oversight", "Who looked, who was given access, who may see what, and why."),
)


def may(agency: Agency, group: Group, use: Use) -> bool:
    """True if a kind of body is granted this use of a group anywhere."""
    return any(grant.group is group and use in grant.uses for grant in grants_of(agency))


@lru_cache(maxsize=len(Agency))
def places_of(agency: Agency) -> tuple[Place, ...]:
    """The pages for this kind of body."""
    return places_for(agency, PLACES)


def places_for(agency: Agency, places: Iterable[Place]) -> tuple[Place, ...]:
    """Those of the pages that show something to this kind of body."""
    return tuple(place for place in places if place.is_for(agency))
