"""Prevention interviews: the outcome of the talk of the police with a child who is back."""

from register.vocabulary.closed_list import ClosedList


class PreventionOutcome(ClosedList):
    """The outcome of a prevention interview."""

    NO_CONCERN = "no_concern", "The child spoke with the officer, and nothing was a concern."
    DISCLOSED = "disclosed", "The child disclosed something that others have to know."
    DECLINED = "declined", "The child did not want to speak with the officer."
    NOT_POSSIBLE = "not_possible", "The officer could not speak with the child."
