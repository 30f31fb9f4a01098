"""The command that acknowledges that a record was corrected."""

import strawberry

from register.catalogue import Argument, Command
from register.schema.building.command import WHY
from register.schema.types.correction_notice import CorrectionNotice
from register.vocabulary import Group

ACKNOWLEDGE_CORRECTION = Command(
    name="acknowledgeCorrection",
    about="Acknowledge that a record which your body has consulted was corrected: you have read it again, and have "
    "corrected what you keep of it.",
    entity=CorrectionNotice,
    shown="correctionNotice",
    key="id",
    changes=frozenset({Group.CORRECTIONS}),
    input={"notice": Argument(strawberry.ID, "The register's identifier of the notice."), "reason": WHY},
)
