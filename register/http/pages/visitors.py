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
        of = f" --organisation {self.organisation}" if self.organisation else ""
        return f"{self.agency} --area {self.area}" if self.area else f"{self.agency}{of}"

    @property
    def subject(self) -> str:
        """Who it is, as the access log has it."""
        return f"demonstration-{self.agency}"


VISITORS: Final[tuple[Visitor, ...]] = (
    Visitor(Agency.POLICE, "E23000005", "a force: its homes and missing children"),
    Visitor(Agency.POLICE, "E23000010", "the force next door: names are withheld"),
    Visitor(Agency.OFSTED, None, "reads every home and sends commands"),
    Visitor(Agency.DFE_STATISTICS, None, "a dashboard: public facts only"),
)
# Of these the page of links has a line to paste about homes; of the others there is more to see than homes.
MORE_VISITORS: Final[tuple[Visitor, ...]] = (
    *VISITORS,
    Visitor(Agency.LOCAL_AUTHORITY, "E08000003", "an authority: children in its care"),
    Visitor(Agency.INTERVIEW_PROVIDER, None, "its interviews", organisation="demo-interview-trust"),
    Visitor(Agency.HEALTH, None, "asks of a child it met", organisation="demo-health-board"),
    Visitor(Agency.UKMPU, None, "who is missing for more than 72 hours"),
    Visitor(Agency.HMICFRS, None, "an inspectorate: an area opened to it"),
    Visitor(Agency.AUDITOR, None, "who looked at what, and no home's name"),
)
