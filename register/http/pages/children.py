"""Children: finding one, what is known of one, and reporting one missing."""

from collections.abc import Iterator, Mapping
from typing import Final

from register.http.pages.acts import Act
from register.http.pages.cells import Column
from register.http.pages.child_matches import MATCHES
from register.http.pages.lists import Filter, Listing
from register.http.pages.navigation import Place
from register.http.pages.questions import WITHHELD, Question
from register.http.pages.records import Record, Section
from register.open_types import Values
from register.vocabulary import Caller, ChangeKind, Group

# What an entry of a timeline says in the columns of other records.
OTHER: Final = ""
NONE: Final = "There is no such child that you may see."


def _asked_by(filters: Mapping[str, str], caller: Caller) -> Values:
    name = filters.get("name")
    return {"where": {"name": {"startsWith": name}} if name else None}


CHILDREN: Final = Listing(
    path="/children",
    title="Children",
    name="Children",
    root="children",
    row=f"id name dateOfBirth sex responsibleAuthority {{ name }} {WITHHELD}",
    kinds={"where": "ChildFilter", "first": "Int", "after": "String"},
    columns=(
        Column("Child", ("name",), leads=("/children/", ("id",))),
        Column("Born", ("dateOfBirth",), "day"),
        Column("Sex", ("sex",)),
        Column("Authority", ("responsibleAuthority", "name")),
    ),
    asked_by=_asked_by,
    filters=(Filter("name", "Name begins with"),),
    about="Children whom your body is responsible for, hosts or looks for.",
    counted=("child", "children"),
    links=(Place(MATCHES.path, MATCHES.title, MATCHES.about, Group.CHILD_MATCH),),
)
QUESTION: Final = Question(
    "ChildPage",
    "child",
    "id name dateOfBirth sex aliases nhsNumber upn authorityReference careStatus ethnicity isDisabled isUnaccompanied "
    "responsibleAuthority { name } "
    "placements(first: 20) { nodes { id kind startedOn endedOn hostAuthority { name } home { urn } } } "
    "missingEpisodes(first: 30) { nodes { id reference kind status startedAt endedAt } } "
    f"exploitationFlags {{ id kind status raisedOn reviewDueOn endedOn {WITHHELD} }} "
    "timeline(first: 60) { nodes { at kind placement { id kind endedOn home { urn } } "
    "missingEpisode { id reference status } returnInterview { id status } exploitationFlag { id kind status } } } "
    f"{WITHHELD}",
    {"id": "ID!"},
    also=f"consultations(child: $id, first: 20) {{ nodes {{ id askedOn byAgency byArea purpose {WITHHELD} }} }}",
)
FACTS: Final = (
    Column("Born", ("dateOfBirth",), "day"),
    Column("Sex", ("sex",)),
    Column("Other names", ("aliases",)),
    Column("Authority", ("responsibleAuthority", "name")),
    Column("The authority's reference", ("authorityReference",)),
    Column("NHS number", ("nhsNumber",)),
    Column("Unique pupil number", ("upn",)),
    Column("Care", ("careStatus",)),
    Column("Ethnicity", ("ethnicity",)),
    Column("Disabled", ("isDisabled",)),
    Column("Unaccompanied", ("isUnaccompanied",)),
)
SECTIONS: Final = (
    Section(
        "Timeline, latest first",
        ("timeline", "nodes"),
        (
            Column("When", (), "begun"),
            Column("What", ("kind",)),
            Column("Placement", ("placement", "kind"), empty=OTHER),
            Column("Home", ("placement", "home", "urn"), empty=OTHER, leads=("/homes/", ("placement", "home", "urn"))),
            Column(
                "Episode",
                ("missingEpisode", "reference"),
                empty=OTHER,
                leads=("/missing/", ("missingEpisode", "id")),
            ),
            Column("Episode is", ("missingEpisode", "status"), empty=OTHER),
            Column(
                "Interview",
                ("returnInterview", "status"),
                empty=OTHER,
                leads=("/interviews/", ("returnInterview", "id")),
            ),
            Column("Flag", ("exploitationFlag", "kind"), empty=OTHER),
        ),
    ),
    Section(
        "Missing episodes, latest first",
        ("missingEpisodes", "nodes"),
        (
            Column("Episode", ("reference",), empty="No reference", leads=("/missing/", ("id",))),
            Column("Kind", ("kind",)),
            Column("Status", ("status",)),
            Column("Began", ("startedAt",), "moment"),
            Column("Ended", ("endedAt",), "moment", empty="Open"),
        ),
    ),
    Section(
        "Placements, latest first",
        ("placements", "nodes"),
        (
            Column("From", ("startedOn",), "day"),
            Column("To", ("endedOn",), "day", empty="Now"),
            Column("Kind", ("kind",)),
            Column("Home", ("home", "urn"), empty="Not in a home", leads=("/homes/", ("home", "urn"))),
            Column("Host authority", ("hostAuthority", "name")),
        ),
    ),
    Section(
        "Flags of exploitation",
        ("exploitationFlags",),
        (
            Column("Kind", ("kind",)),
            Column("Status", ("status",)),
            Column("Raised", ("raisedOn",), "day"),
            Column("To be reviewed", ("reviewDueOn",), "day"),
            Column("Ended", ("endedOn",), "day", empty="Open"),
        ),
    ),
    Section(
        "Which bodies asked about the child",
        ("consultations", "nodes"),
        (
            Column("Day", ("askedOn",), "day"),
            Column("Body", ("byAgency",)),
            Column("Area", ("byArea",), empty="None"),
            Column("Purpose", ("purpose",)),
        ),
    ),
)
RECORD: Final = Question("ChildToReport", "child", "id", {"id": "ID!"})
ACTS: Final = (
    Act(
        "/children/{id}/report",
        "reportMissing",
        "Report the child missing",
        "The child is reported missing.",
        "/children/{id}",
        record=RECORD,
        known={"child": "id"},
    ),
)


def _records(found: Values) -> Iterator[str]:
    """The child, and the placements and episodes that its page shows."""
    yield str(found["id"])
    for name in ("placements", "missingEpisodes"):
        yield from (str(each["id"]) for each in (found[name] or {}).get("nodes", ()))


CHILD: Final = Record(
    entity="Child",
    question=QUESTION,
    none=NONE,
    caption="Child",
    heading=("name",),
    unnamed="A child whose name you may not see",
    back=("/children", "Children"),
    facts=FACTS,
    sections=SECTIONS,
    acts=ACTS,
    beside=("consultations",),
    watches=(
        ChangeKind.CHILD,
        ChangeKind.PLACEMENT,
        ChangeKind.EPISODE,
        ChangeKind.EXPLOITATION_FLAG,
        ChangeKind.RETURN_INTERVIEW,
        ChangeKind.CHILD_LINK,
    ),
    watched=_records,
)
