"""Conditions of registration."""

from register.vocabulary.closed_list import ClosedList


class ConditionKind(ClosedList):
    """What a condition of registration limits."""

    MAX_PLACES = "max_places", "How many children may live in the home."
    AGE_RANGE = "age_range", "The ages of the children who may live in the home."
    NEEDS = "needs", "The needs of the children who may live in the home."
    NAMED_MANAGER = "named_manager", "Who must manage the home."
    PREMISES = "premises", "Which buildings the home may use, or how."
    OTHER = "other", "Anything else; the condition's text says what."


class ConditionChange(ClosedList):
    """What last happened to a condition."""

    IMPOSED = "imposed", "The condition was imposed."
    VARIED = "varied", "The condition replaced an earlier one with different terms."
    REMOVED = "removed", "The condition was removed."
