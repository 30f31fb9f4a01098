"""The question of a professional who meets a child: is it missing, whose is the episode, how great is the risk?"""

from datetime import date, datetime

import strawberry

from register.catalogue import Argument, Command
from register.schema.building.command import WHY
from register.schema.types.missing_episode import MissingEpisode
from register.tables import child_minimum
from register.tables.texts import longest_of
from register.vocabulary import Group, RiskLevel

LONGEST_NUMBER = 20


@strawberry.type(description="What the register says to somebody who meets a child, and nothing else.")
class EncounterAnswer:
    """What the register says to somebody who meets a child, and nothing else."""

    is_missing: bool = strawberry.field(
        description="true: the child is missing; call the force. false: no open episode was found."
    )
    owning_force: str | None = strawberry.field(
        description="The ONS code of the force that looks for the child; null if no episode is open."
    )
    reference: str | None = strawberry.field(description="That force's reference of the episode; null if it has none.")
    risk: RiskLevel | None = strawberry.field(description="The latest assessment of the risk; null if there is none.")


ENCOUNTER = Command(
    name="encounter",
    about="Ask if a child whom you met is missing, by name and date of birth or by one number. You learn of one open "
    "episode or none. The force and the authority can read at once that your body asked. At most 30 questions an hour.",
    entity=MissingEpisode,
    shown=None,
    key="id",
    changes=frozenset({Group.ENCOUNTERS}),
    input={
        "name": Argument(
            str | None,
            "The child's full name, or another name that the child uses.",
            longest=longest_of(child_minimum.c.name),
        ),
        "dateOfBirth": Argument(date | None, "The child's date of birth. Send it with the name."),
        "nhsNumber": Argument(
            str | None, "The child's NHS number, instead of name and date of birth.", longest=LONGEST_NUMBER
        ),
        "upn": Argument(
            str | None,
            "The child's unique pupil number (UPN), instead of name and date of birth.",
            longest=LONGEST_NUMBER,
        ),
        "metAt": Argument(datetime | None, "When you met the child. If you leave it out, it is now."),
        "longitude": Argument(float | None, "Where: degrees east of Greenwich, WGS 84. Send latitude with it."),
        "latitude": Argument(float | None, "Where: degrees north, WGS 84. Send longitude with it."),
        "reason": WHY,
    },
    extra=("encounter", EncounterAnswer | None, "What is known of the child; null if the question was refused."),
)
