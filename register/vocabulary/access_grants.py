"""Access that a person gives."""

from collections.abc import Mapping

from register.vocabulary.caller import Purpose
from register.vocabulary.closed_list import ClosedList


class LiveGrantKind(ClosedList):
    """Why a person was given access beyond the permission matrix."""

    BREAK_GLASS = "break_glass", "A police officer opened one home for an incident, for an hour at most."
    ADMINISTRATION = "administration", "A second person approved an administrator's access to one home."
    INSPECTION = "inspection", "Two people of Ofsted gave inspectors the homes of some areas for a joint inspection."


# The purposes for which access of each kind is given. Another force's home is opened if a child is at risk now.
# Source: joint protocol of April 2013; Children Act 2004 s.20; UK GDPR Art 28(3)(a).
PURPOSES_OF: Mapping[LiveGrantKind, tuple[Purpose, ...]] = {
    LiveGrantKind.BREAK_GLASS: (Purpose.SAFEGUARDING_CHILD, Purpose.MISSING_INVESTIGATION, Purpose.INCIDENT_RESPONSE),
    LiveGrantKind.ADMINISTRATION: (Purpose.SYSTEM_SUPPORT,),
    LiveGrantKind.INSPECTION: (Purpose.INSPECTION,),
}
