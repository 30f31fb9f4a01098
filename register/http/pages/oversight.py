"""Oversight: who consulted the register, who was given access, which homes were opened, and who may do what."""

from collections.abc import Iterator, Mapping
from typing import Final

from starlette.responses import Response

from register.http.pages.acts import Act
from register.http.pages.cells import Column
from register.http.pages.consultations import ABOUT as USE_ABOUT
from register.http.pages.consultations import AT as USE
from register.http.pages.consultations import TITLE as USE_TITLE
from register.http.pages.lists import Filter, Listing
from register.http.pages.navigation import Place, places_for
from register.http.pages.visit import Visit
from register.open_types import Values
from register.vocabulary import Agency, Caller, ChangeKind, Group, Purpose

PAGED: Final[Mapping[str, str]] = {"first": "Int", "after": "String"}
# These are compared as they are written.
EXACT: Final = ("subject", "operation", "purpose", "request")


def _log_by(filters: Mapping[str, str], caller: Caller) -> Values:
    where = [*_log_where(filters)]
    return {"where": {"and": where} if where else None, "breakGlass": True if filters.get("opened") else None}


def _log_where(filters: Mapping[str, str]) -> Iterator[Values]:
    for name in EXACT:
        if text := filters.get(name):
            yield {name: {"eq": text}}
    if agency := filters.get("agency"):
        yield {"agency": {"eq": agency}}
    if key := filters.get("key"):
        yield {"consulted": {"some": {"key": {"eq": key}}}}


def _nothing(filters: Mapping[str, str], caller: Caller) -> Values:
    return {}


LOG: Final = Listing(
    path="/oversight/log",
    title="Who consulted the register",
    name="AccessLog",
    root="accessLog",
    row="id at subject agency area purpose operation request root outcome refusal rowCount groups "
    "keys(first: 20) breakGlass",
    kinds={"where": "AccessLogFilter", "breakGlass": "Boolean", **PAGED},
    columns=(
        Column("When", ("at",), "moment"),
        Column("Who", ("subject",)),
        Column("Body", ("agency",), "code"),
        Column("Area", ("area",), empty="None"),
        Column("Purpose", ("purpose",), "code"),
        Column("Page or operation", ("operation",), empty="No name"),
        Column("Asked for", ("root",)),
        Column("Outcome", ("outcome",), "code"),
        Column("Rows", ("rowCount",)),
        Column("Which", ("keys",), empty="None"),
        Column("Opened", ("breakGlass",)),
    ),
    asked_by=_log_by,
    filters=(
        Filter("subject", "Person"),
        Filter("agency", "Body", tuple(each.name for each in Agency)),
        Filter("purpose", "Purpose", tuple(each.name for each in Purpose)),
        Filter("operation", "Page or operation"),
        Filter("key", "Record", hint="The key of a record, such as a home's URN"),
        Filter("request", "Number of the request"),
        Filter("opened", "Only what relied on break-glass access", ("yes",), is_switch=True),
    ),
    about="Auditors see every consultation. Those whom a body has appointed to supervise see what that body did.",
    counted=("consultation", "consultations"),
)
ACCESS: Final = Listing(
    path="/oversight/access",
    title="Access that a person gave",
    name="LiveGrants",
    root="liveGrants",
    row="id kind holderAgency holderArea holderSubject holderSubjects home { urn } areaCodes purpose incident reason "
    "issuedBy startsAt endsAt approvedBy endedBy endedAt",
    kinds=PAGED,
    columns=(
        Column("Holder", ("holderAgency",)),
        Column("Area", ("holderArea",), empty="None"),
        Column("Person", ("holderSubject",), empty="Several, or all"),
        Column("Kind", ("kind",)),
        Column("Home", ("home", "urn"), empty="None", leads=("/homes/", ("home", "urn"))),
        Column("Areas", ("areaCodes",), empty="None"),
        Column("Incident", ("incident",), empty="None"),
        Column("Reason", ("reason",)),
        Column("From", ("startsAt",), "moment"),
        Column("Until", ("endsAt",), "moment"),
        Column("Ended", ("endedAt",), "moment", empty="Not ended early"),
    ),
    asked_by=_nothing,
    about="Homes that were opened, and access for joint inspections: to whom, why, and until when.",
    counted=("grant", "grants"),
    watches=(ChangeKind.ACCESS,),
)
REVIEW: Final = Act(
    "/oversight/openings/{id}",
    "reviewAccess",
    "Record that you looked at it",
    "It is recorded that you looked at the opening.",
    "/oversight/openings",
    taken=("id",),
)
OPENINGS: Final = Listing(
    path="/oversight/openings",
    title="Homes that were opened",
    name="Openings",
    root="openings",
    row="id home { urn } openedByAgency openedByArea purpose incident openedAt endsAt reviewedAt reviewedByAgency",
    kinds=PAGED,
    columns=(
        Column("Opened", ("openedAt",), "moment", leads=("/oversight/openings/", ("id",))),
        Column("Home", ("home", "urn"), leads=("/homes/", ("home", "urn"))),
        Column("By", ("openedByAgency",)),
        Column("Area", ("openedByArea",), empty="None"),
        Column("Purpose", ("purpose",), "code"),
        Column("Incident", ("incident",)),
        Column("Until", ("endsAt",), "moment"),
        Column("Reviewed", ("reviewedAt",), "moment", empty="Not yet"),
        Column("Reviewed by", ("reviewedByAgency",), empty="Nobody yet"),
    ),
    asked_by=_nothing,
    about="Break-glass access. The home's force, Ofsted and the opener's supervisor see it, and somebody else looks.",
    counted=("opening", "openings"),
    watches=(ChangeKind.ACCESS,),
    arrives=(REVIEW,),
)
PARTS: Final[tuple[Place, ...]] = (
    Place(LOG.path, LOG.title, LOG.about, Group.AUDIT),
    Place(USE, USE_TITLE, USE_ABOUT, Group.AUDIT),
    Place(ACCESS.path, ACCESS.title, ACCESS.about, Group.LIVE_ACCESS),
    Place(OPENINGS.path, OPENINGS.title, OPENINGS.about, Group.OPENINGS),
    Place("/oversight/matrix", "Who may see what", "The permission matrix: what each body may do, where and why."),
    Place("/why", "Why can I not see this?", "Ask about one field, of one record or in general."),
)


async def oversight(visit: Visit) -> Response:
    """Where the pages of oversight are."""
    return visit.page("oversight.html", offered=places_for(visit.caller.agency, PARTS))
