"""Commands on missing episodes, by the force that owns them and the authority that is responsible for the child."""

from datetime import datetime

import strawberry

from register.catalogue import Argument, Command, Target
from register.schema.building.command import WHY
from register.schema.building.facts import fact, facts
from register.schema.commands.child import CHILD
from register.schema.types.missing_episode import MissingEpisode
from register.schema.types.risk_assessment import RiskAssessment
from register.vocabulary import Group

EPISODE = {
    "episode": Argument(strawberry.ID, "The register's identifier of the episode."),
    "expectedVersion": Argument(
        int, "The version you last read. If the episode has changed since, nothing is changed: CONFLICT_STALE."
    ),
}


def on_episode(name: str, about: str, /, *changes: Group, **given: Argument) -> Command:
    """A command on a missing episode that is there. changes: the groups that it writes beside the episode's own."""
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
ASSESS_RISK = on_episode(
    "assessRisk",
    "Record how your force assessed the risk to a missing child.",
    Group.RISK,
    **facts(RiskAssessment, "scheme", "level", required=True),
    assessedAt=Argument(datetime | None, "When the risk was assessed. If you leave it out, it is now."),
    reviewDueAt=fact(RiskAssessment, "reviewDueAt"),
)
RECORD_FOUND = on_episode(
    "recordFound",
    "Record that a missing child was found. An episode of kind missing ends then, and a return home interview is due.",
    Group.EPISODE_HARM,
    **facts(MissingEpisode, "foundAt", "foundBy", required=True),
    harms=fact(MissingEpisode, "harms"),
)
RECORD_RETURN = on_episode(
    "recordReturn",
    "Record that a child is back, or that the episode has ended otherwise. The episode is then closed.",
    **facts(MissingEpisode, "returnedAt", "outcome", required=True),
)
CANCEL_EPISODE = on_episode(
    "cancelEpisode",
    "Record that an episode was reported in error. It gives nobody an interest in the child any more.",
)
TRANSFER_OWNERSHIP = on_episode(
    "transferOwnership",
    "Ask another force to take an episode over. Your force owns it until the other accepts; the other can read the "
    "child's record as soon as you ask.",
    force=Argument(str, "The ONS code of the force that is to take it over."),
)
ACCEPT_OWNERSHIP = on_episode(
    "acceptOwnership",
    "Take over an episode that your force is asked to take over.",
)
SPLIT_INTO_AWAY = on_episode(
    "splitIntoAway",
    "Record that a missing child was found and is not back. The episode ends then, a return home interview is due, and "
    "an episode of kind away begins at the same instant: you get that one.",
    Group.EPISODE_CHILD,
    **facts(MissingEpisode, "foundAt", "foundBy", required=True),
)
LINK_MISSING_TOGETHER = on_episode(
    "linkMissingTogether",
    "Record that the children of two episodes are missing together. Your force must own one and look for both.",
    Group.TOGETHER,
    otherEpisode=Argument(strawberry.ID, "The register's identifier of the other episode."),
)
