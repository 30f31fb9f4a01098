"""Missing children: the board of open episodes, an episode, and what a force and an authority do about it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from register.http.pages.acts import Act
from register.http.pages.cells import Column
from register.http.pages.lists import Filter, Listing
from register.http.pages.navigation import may
from register.http.pages.questions import WITHHELD, Question
from register.http.pages.records import Record, Section, key_of
from register.open_types import Values
from register.vocabulary import Caller, ChangeKind, EpisodeStatus, Group, MissingKind, RiskLevel, Use

NONE: Final = "There is no such episode that you may see."
BY_RISK: Final = [{"field": "RISK", "direction": "DESC"}, {"field": "STARTED_AT", "direction": "ASC"}]
BY_CLOCK: Final = [{"field": "STARTED_AT", "direction": "ASC"}]


def _asked_by(filters: Mapping[str, str], caller: Caller) -> Values:
    where = [*_where(filters)]
    mine = filters.get("area") == "mine" and caller.area is not None
    return {
        "area": {"mine": True} if mine else None,
        "where": {"and": where} if where else None,
        "orderBy": BY_RISK if may(caller.agency, Group.RISK, Use.MATCH) else BY_CLOCK,
    }


def _both(filters: Mapping[str, str], caller: Caller) -> tuple[Values, Values]:
    """The board in the order of risk, and by the clock only, for episodes of every risk."""
    asked = _asked_by({name: value for name, value in filters.items() if name != "risk"}, caller)
    return asked, {**asked, "orderBy": BY_CLOCK}


def _where(filters: Mapping[str, str]) -> Iterator[Values]:
    if filters.get("ended") is None:
        yield {"endedAt": {"isNull": True}}
        yield {"status": {"in": ["REPORTED", "INVESTIGATING", "LOCATED"]}}
    for name in ("kind", "status"):
        if code := filters.get(name):
            yield {name: {"eq": code}}
    if level := filters.get("risk"):
        yield {"risk": {"level": {"eq": level}}}
    if reference := filters.get("reference"):
        yield {"reference": {"eq": reference}}


MISSING: Final = Listing(
    path="/missing",
    title="Missing now",
    name="Missing",
    root="missingEpisodes",
    row="id reference kind status startedAt lastSeenAt risk { level reviewDueAt } home { urn name withheld { field "
    f"reason }} }} owningForce {{ name }} responsibleAuthority {{ name }} child {{ id name {WITHHELD} }} {WITHHELD}",
    kinds={
        "area": "EpisodeAreaInput",
        "where": "MissingEpisodeFilter",
        "orderBy": "[MissingEpisodeOrder!]",
        "first": "Int",
        "after": "String",
    },
    columns=(
        Column("Episode", ("reference",), empty="No reference", leads=("/missing/", ("id",))),
        Column("Risk", ("risk", "level"), empty="Not assessed"),
        Column("Missing for", ("startedAt",), "clock"),
        Column("Since", ("startedAt",), "moment"),
        Column("Child", ("child", "name"), leads=("/children/", ("child", "id"))),
        Column("Kind", ("kind",)),
        Column("Status", ("status",)),
        Column("Home", ("home", "urn"), empty="Not from a home", leads=("/homes/", ("home", "urn"))),
        Column("Force", ("owningForce", "name")),
        Column("Authority", ("responsibleAuthority", "name")),
    ),
    asked_by=_asked_by,
    both=_both,
    filters=(
        Filter("risk", "Risk", tuple(each.name for each in RiskLevel)),
        Filter("kind", "Kind", tuple(each.name for each in MissingKind)),
        Filter("status", "Status", tuple(each.name for each in EpisodeStatus)),
        Filter("reference", "Reference"),
        Filter("area", "Only those of my body", ("mine",), is_switch=True),
        Filter("ended", "Also episodes that have ended", ("ALL",), is_switch=True),
    ),
    about="Episodes that are open, by risk and then by the clock. One without an assessment comes first: assess it.",
    counted=("episode", "episodes"),
    # What makes the board another: episodes, and who is sought by whom.
    watches=(ChangeKind.EPISODE, ChangeKind.RISK_ASSESSMENT, ChangeKind.SIGHTING, ChangeKind.CHILD_LINK),
)
QUESTION: Final = Question(
    "EpisodePage",
    "missingEpisode",
    "id reference kind policeCategory setting status childPseudonym lastSeenAt startedAt reportedAt foundAt returnedAt "
    "endedAt foundBy outcome harms owningForce { name } offeredForce { code name } responsibleAuthority { name } "
    f"home {{ urn name {WITHHELD} }} child {{ id name dateOfBirth {WITHHELD} }} "
    "riskAssessments { id scheme level assessedAt reviewDueAt } "
    "sightings { id kind seenAt place { easting northing } } "
    f"encounters {{ id metAt byAgency byArea }} interview {{ id status dueAt closedAt {WITHHELD} }} {WITHHELD}",
    {"id": "ID!"},
)
FACTS: Final = (
    Column("Kind", ("kind",)),
    Column("Police category", ("policeCategory",)),
    Column("Missing from", ("setting",)),
    Column("Status", ("status",)),
    Column("Child", ("child", "name"), leads=("/children/", ("child", "id"))),
    Column("Child's pseudonym", ("childPseudonym",)),
    Column("Home", ("home", "urn"), empty="Not from a home", leads=("/homes/", ("home", "urn"))),
    Column("Last seen", ("lastSeenAt",), "moment"),
    Column("Began", ("startedAt",), "moment"),
    Column("Reported", ("reportedAt",), "moment"),
    Column("Found", ("foundAt",), "moment", empty="Not found yet"),
    Column("Found by", ("foundBy",), empty="Not found yet"),
    Column("Back", ("returnedAt",), "moment", empty="Not back yet"),
    Column("Ended", ("endedAt",), "moment", empty="Open"),
    Column("Outcome", ("outcome",), empty="Open"),
    Column("Harm", ("harms",)),
    Column("Force", ("owningForce", "name")),
    Column("Force that is asked to take over", ("offeredForce", "name"), empty="None"),
    Column("Authority", ("responsibleAuthority", "name")),
    Column(
        "Interview due", ("interview", "dueAt"), "moment", empty="Not due", leads=("/interviews/", ("interview", "id"))
    ),
)
SECTIONS: Final = (
    Section(
        "Assessments of risk",
        ("riskAssessments",),
        (
            Column("Level", ("level",)),
            Column("Assessed", ("assessedAt",), "moment"),
            Column("To be reviewed", ("reviewDueAt",), "moment"),
            Column("Scheme", ("scheme",)),
        ),
    ),
    Section(
        "Sightings",
        ("sightings",),
        (
            Column("Seen", ("seenAt",), "moment"),
            Column("Kind", ("kind",)),
            Column("Easting", ("place", "easting")),
            Column("Northing", ("place", "northing")),
        ),
    ),
    Section(
        "Professionals who met the child",
        ("encounters",),
        (Column("Met", ("metAt",), "moment"), Column("Body", ("byAgency",)), Column("Area", ("byArea",))),
    ),
)
RECORD: Final = Question("EpisodeToChange", "missingEpisode", "id version", {"id": "ID!"})
KNOWN: Final[Mapping[str, str]] = {"episode": "id", "expectedVersion": "version"}
AT: Final = "/missing/{id}"


def _on_episode(word: str, command: str, title: str, *, done: str) -> Act:
    return Act(f"{AT}/{word}", command, title, done, AT, record=RECORD, known=KNOWN)


def _is_offered(found: Values, caller: Caller) -> bool:
    """True if an episode is offered to the force of the caller."""
    force: Values | None = found.get("offeredForce")
    return force is not None and force["code"] == caller.area


ACTS: Final = (
    _on_episode("risk", "assessRisk", "Assess the risk", done="The risk is recorded."),
    _on_episode("sighting", "recordSighting", "Record a sighting", done="The sighting is recorded."),
    _on_episode(
        "found", "recordFound", "Record that the child was found", done="It is recorded that the child was found."
    ),
    _on_episode("back", "recordReturn", "Record that the child is back", done="The episode is closed."),
    _on_episode("transfer", "transferOwnership", "Ask another force to take over", done="The other force is asked."),
    replace(
        _on_episode("accept", "acceptOwnership", "Take the episode over", done="Your force owns the episode."),
        applies=_is_offered,
    ),
    _on_episode("cancel", "cancelEpisode", "Cancel: reported in error", done="The episode is cancelled."),
)
EPISODE: Final = Record(
    entity="MissingEpisode",
    question=QUESTION,
    none=NONE,
    caption="Missing episode",
    heading=("reference",),
    unnamed="An episode without a reference",
    back=("/missing", "Missing now"),
    facts=FACTS,
    sections=SECTIONS,
    acts=ACTS,
    watches=(*MISSING.watches, ChangeKind.ENCOUNTER, ChangeKind.RETURN_INTERVIEW),
    watched=key_of,
)
