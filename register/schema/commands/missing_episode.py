"""Commands on missing episodes, by the force that owns them and the authority that is responsible for the child."""

from datetime import datetime

import strawberry

from register.catalogue import Argument, Command, Target
from register.schema.building.command import WHY
from register.schema.building.facts import fact, facts
from register.schema.commands.child import CHILD
from register.schema.types.missing_episode import MissingEpisode
from register.schema.types.risk_assessment import RiskAssessment
from register.schema.types.sighting import Sighting
from register.vocabulary import Group

EPISODE = {
    "episode": Argument(strawberry.ID, "The register's identifier of the episode."),
    "expectedVersion": Argument(
        int, "The version you last read. If the episode has changed since, nothing is changed: CONFLICT_STALE."
    ),
}


def _on_episode(name: str, about: str, /, *changes: Group, **given: Argument) -> Command:
    return Command(
        name=name,
        about=about,
        entity=MissingEpisode,
        shown="missingEpisode",
        key="id",
        changes=frozenset({Group.EPISODE, *changes}),
        input={**EPISODE, **given, "reason": WHY},
        target=Target("episode", "expectedVersion"),
        named_by="episode",
    )


REPORT_MISSING = Command(
    name="reportMissing",
    about="Report a child missing, or away from placement without authorisation. Sent by a force, the episode is its "
    "own; sent by the responsible authority, it is that of the force in whose area the child lives.",
    entity=MissingEpisode,
    shown="missingEpisode",
    key="id",
    changes=frozenset({Group.EPISODE, Group.EPISODE_CHILD}),
    input={
        "child": CHILD,
        **facts(MissingEpisode, "kind", "setting", required=True),
        **facts(MissingEpisode, "policeCategory", "reference", "lastSeenAt"),
        "startedAt": fact(MissingEpisode, "startedAt", required=True),
        "reportedAt": fact(
            MissingEpisode, "reportedAt", "When it was reported to the police. If you leave it out, it is now."
        ),
        "reason": WHY,
    },
)
ASSESS_RISK = _on_episode(
    "assessRisk",
    "Record how your force assessed the risk to a missing child.",
    Group.RISK,
    **facts(RiskAssessment, "scheme", "level", required=True),
    assessedAt=Argument(datetime | None, "When the risk was assessed. If you leave it out, it is now."),
    reviewDueAt=fact(RiskAssessment, "reviewDueAt"),
)
RECORD_FOUND = _on_episode(
    "recordFound",
    "Record that a missing child was found. An episode of kind missing ends then, and a return home interview is due.",
    Group.EPISODE_HARM,
    **facts(MissingEpisode, "foundAt", "foundBy", required=True),
    harms=fact(MissingEpisode, "harms"),
)
RECORD_RETURN = _on_episode(
    "recordReturn",
    "Record that a child is back, or that the episode has ended otherwise. The episode is then closed.",
    **facts(MissingEpisode, "returnedAt", "outcome", required=True),
)
CANCEL_EPISODE = _on_episode(
    "cancelEpisode",
    "Record that an episode was reported in error. It gives nobody an interest in the child any more.",
)
TRANSFER_OWNERSHIP = _on_episode(
    "transferOwnership",
    "Ask another force to take an episode over. Your force owns it until the other accepts; the other can read the "
    "child's record as soon as you ask.",
    force=Argument(str, "The ONS code of the force that is to take it over."),
)
ACCEPT_OWNERSHIP = _on_episode(
    "acceptOwnership",
    "Take over an episode that your force is asked to take over.",
)
RECORD_SIGHTING = _on_episode(
    "recordSighting",
    "Record that a missing child was seen.",
    Group.SIGHTING,
    **facts(Sighting, "kind", "seenAt", required=True),
    longitude=Argument(float | None, "Degrees east of Greenwich, WGS 84. Send latitude with it."),
    latitude=Argument(float | None, "Degrees north, WGS 84. Send longitude with it."),
)
