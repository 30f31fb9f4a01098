"""Callers that are worth trying in the demonstration, and what there is to see as each of them."""

from dataclasses import dataclass
from typing import Final

from register.vocabulary import BODIES, Agency


@dataclass(frozen=True, slots=True)
class Visitor:
    """One caller that is worth trying, and what there is to see as that caller."""

    agency: Agency
    area: str | None
    seen: str
    organisation: str | None = None

    @property
    def name(self) -> str:
        """The caller in words."""
        of = self.area or self.organisation
        return f"{self.agency} of {of}" if of else str(self.agency)

    @property
    def title(self) -> str:
        """The caller as a page names it."""
        of = self.area or self.organisation
        return f"{BODIES[self.agency].name} ({of})" if of else BODIES[self.agency].name

    @property
    def words(self) -> str:
        """The caller as arguments of a command."""
        return f"{self.agency} --area {self.area}" if self.area else str(self.agency)

    @property
    def subject(self) -> str:
        """Who it is, as the access log has it."""
        return f"demonstration-{self.agency}"


VISITORS: Final[tuple[Visitor, ...]] = (
    Visitor(Agency.POLICE, "E23000005", "a force: reads names in its own area"),
    Visitor(Agency.POLICE, "E23000010", "the force next door: names are withheld"),
    Visitor(Agency.OFSTED, None, "reads everything and sends commands"),
    Visitor(Agency.DFE_STATISTICS, None, "a dashboard: public facts only"),
)
# The pages have room for more of them than the screen of a shell.
MORE_VISITORS: Final[tuple[Visitor, ...]] = (
    *VISITORS,
    Visitor(Agency.LOCAL_AUTHORITY, "E08000003", "an authority: the children that it is responsible for"),
    Visitor(Agency.AUDITOR, None, "reads who looked at what, and no record of a home's name"),
)
