"""Where an inspectorate might look next: what areas are compared by, how they compare, and what was decided."""

from register.vocabulary.closed_list import ClosedList


class TargetComponent(ClosedList):
    """What areas are compared by, each worked out of published figures and nothing else."""

    CHILDREN_MISSING = "children_missing", "Of each 100 children placed in the year, how many went missing."
    EPISODES_MISSING = "episodes_missing", "Episodes of kind missing for each 100 children placed in the year."
    GROWTH = "growth", "Episodes in the year for each 100 in a mean year of up to three before it, in the same area."
    REPEATS = "repeats", "Of each 100 children who went missing, how many did so more than once."
    INTERVIEWS_IN_TIME = "interviews_in_time", "Of each 100 return home interviews due, how many were held in 72 hours."
    INTERVIEWS_INDEPENDENT = (
        "interviews_independent",
        "Of each 100 interviews held in 72 hours, how many were held by somebody independent.",
    )
    EXPLOITATION = "exploitation", "Flags of exploitation, one of each kind for a child, for each 100 children placed."
    OUT_OF_AREA = (
        "out_of_area",
        "Of each 100 episodes of placed children, how many are of children placed in another authority's area.",
    )
    HOMES_BELOW_GOOD = (
        "homes_below_good",
        "Of each 100 homes that were judged, how many require improvement or are inadequate.",
    )
    HOMES_OVERDUE = "homes_overdue", "Of each 100 homes, how many were not inspected in the year."
    NOT_ASSESSED = "not_assessed", "Of each 100 episodes that a force owns, how many had no assessment of risk."
    LOWEST_RISK = (
        "lowest_risk",
        "Of each 100 episodes that a force owns, how many were first assessed as no apparent or very low risk.",
    )
    OUTCOME_RECORDED = "outcome_recorded", "Of each 100 episodes, how many say who found the child."
    AWAY_RECORDED = "away_recorded", "Of each 100 episodes, how many are away rather than missing: a check of practice."


class TargetPosition(ClosedList):
    """Where a figure lies beside the limits that chance by itself keeps it within, at the rate of England."""

    FAR_BELOW = "far_below", "Below the limits of 99.8 %."
    BELOW = "below", "Below the limits of 95 %, within those of 99.8 %."
    WITHIN = "within", "Within the limits of 95 %."
    ABOVE = "above", "Above the limits of 95 %, within those of 99.8 %."
    FAR_ABOVE = "far_above", "Above the limits of 99.8 %."
    SUPPRESSED = "suppressed", "Not compared: a figure that it needs is suppressed."
    NOT_AVAILABLE = "not_available", "Not compared: a figure that it needs is not available, or is 0."


class TargetReason(ClosedList):
    """Why a component adds points, or none."""

    NO_CONCERN = "no_concern", "It is not on the side that is of concern, or chance by itself explains it."
    UNUSUAL = "unusual", "It is beyond the limits of 95 % on the side that is of concern."
    VERY_UNUSUAL = "very_unusual", "It is beyond the limits of 99.8 % on the side that is of concern."
    LOW_AND_INCOMPLETE = (
        "low_and_incomplete",
        "It is lower than in England while the area's records are incomplete: perhaps little is recorded.",
    )
    NOT_REPORTED = "not_reported", "Nothing is known of how complete the area's records are."
    NOT_COMPARED = "not_compared", "A figure that it needs is suppressed or not available. It adds no points."


class TargetChoice(ClosedList):
    """What an inspectorate decided about an area."""

    INSPECT = "inspect", "The area will be inspected."
    WATCH = "watch", "The area is looked at again when figures are next published."
    LEAVE = "leave", "Nothing is done because of these figures."
