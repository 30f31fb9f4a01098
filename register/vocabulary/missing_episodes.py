"""Missing episodes: which kind, where from, how serious, and how they end."""

from register.vocabulary.closed_list import ClosedList


class MissingKind(ClosedList):
    """The definition of the children looked-after return that an episode meets."""

    MISSING = "missing", "Missing: not where the child should be, and whereabouts not known (M)."
    AWAY = "away", "Away from placement without authorisation: whereabouts known (A)."


class PoliceCategory(ClosedList):
    """The police's own category, which need not agree with that of the return."""

    MISSING = "missing", "Anyone whose whereabouts cannot be established."
    ABSENT = "absent", "Absent: not at a place where expected, and at no apparent risk. Used from 2013 to 2017."
    AWAY_KNOWN = "away_known", "Away, at an address that is known."
    NOT_REPORTED = "not_reported", "Not reported to the police."


class MissingSetting(ClosedList):
    """Where a child went missing from."""

    CARE = "care", "A placement in care."
    HOME = "home", "The family home."
    SCHOOL = "school", "A school."
    HOSPITAL = "hospital", "A hospital."
    OTHER = "other", "Another place."


class EpisodeStatus(ClosedList):
    """How far an episode has come."""

    REPORTED = "reported", "Reported to the police; risk not assessed yet."
    INVESTIGATING = "investigating", "Risk is assessed and the police look for the child."
    LOCATED = "located", "The child is found and not back yet. An episode of kind missing has ended."
    CLOSED = "closed", "The child is back, or the episode has ended otherwise."
    CANCELLED = "cancelled", "Recorded in error."


class FoundBy(ClosedList):
    """Who found the child."""

    RETURNED_SELF = "returned_self", "The child came back without help."
    POLICE = "police", "The force that owns the episode."
    OTHER_FORCE = "other_force", "Another police force."
    CARER = "carer", "A carer."
    FAMILY = "family", "Family."
    PUBLIC = "public", "A member of the public."
    OTHER_AGENCY = "other_agency", "Another agency."
    NOT_FOUND = "not_found", "The child was not found."


class EpisodeOutcome(ClosedList):
    """How an episode ended for the child."""

    RETURNED_PLACEMENT = "returned_placement", "Back at the placement."
    RETURNED_FAMILY = "returned_family", "Back with the family."
    NEW_PLACEMENT = "new_placement", "In another placement."
    CUSTODY = "custody", "In custody."
    HOSPITAL = "hospital", "In hospital."
    ABROAD = "abroad", "Abroad."
    TURNED_18_MISSING = "turned_18_missing", "Turned 18 while missing. The police continue to search."
    DECEASED = "deceased", "The child has died."


class RiskScheme(ClosedList):
    """The version of the police's scale of risk that an assessment uses."""

    APP_2017 = "app_2017", "Authorised Professional Practice of 2017, which begins at no apparent risk."
    APP_CURRENT = "app_current", "The current Authorised Professional Practice, which begins at very low risk."


class RiskLevel(ClosedList):
    """How great the risk to a missing child is."""

    NO_APPARENT_RISK = "no_apparent_risk", "No apparent risk: absent (scheme of 2017 only)."
    VERY_LOW = "very_low", "Very low risk (current scheme only)."
    LOW = "low", "Low risk."
    MEDIUM = "medium", "Medium risk."
    HIGH = "high", "High risk."
