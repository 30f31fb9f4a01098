"""What the access log says about a consultation."""

from register.vocabulary.closed_list import ClosedList


class Outcome(ClosedList):
    """How a consultation of the register ended."""

    ALLOWED = "allowed", "It was answered; fields may have been withheld."
    REFUSED = "refused", "It was refused."
