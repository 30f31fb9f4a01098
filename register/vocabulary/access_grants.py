"""Access that a person gives."""

from register.vocabulary.closed_list import ClosedList


class LiveGrantKind(ClosedList):
    """Why a person was given access beyond the permission matrix."""

    BREAK_GLASS = "break_glass", "A police officer opened one home for an incident, for an hour at most."
    ADMINISTRATION = "administration", "A second person approved an administrator's access to one home."
    INSPECTION = "inspection", "Ofsted gave an inspectorate the homes of one area for a joint inspection."
