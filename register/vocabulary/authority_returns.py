"""Returns by local authorities: which list, how far each has come, and what is wrong with it."""

from register.vocabulary.closed_list import ClosedList


class ReturnKind(ClosedList):
    """The list that an authority returns."""

    MISSING_YEARLY = "missing_yearly", "Missing module of the children looked-after return (SSDA903): a year."
    EPISODES_YEARLY = "episodes_yearly", "Episodes of care of the children looked-after return (SSDA903): a year."
    MISSING_MONTHLY = "missing_monthly", "List of missing episodes (Annex A): a month."
    INTERVIEWS_MONTHLY = "interviews_monthly", "List of return home interviews offered and accepted (Annex A): a month."


class ReturnStatus(ClosedList):
    """How far a return has come."""

    DRAFT = "draft", "Rows are being sent; they are not checked as a whole."
    CHECKED = "checked", "The rules have been asked; not submitted."
    SUBMITTED = "submitted", "Submitted by one person; not signed off."
    ACCEPTED = "accepted", "Signed off by a second person, and in force."
    ACCEPTED_WITH_CAVEAT = "accepted_with_caveat", "In force, with errors that the receiver allowed."
    SUPERSEDED = "superseded", "A later return for the same period has taken its place."


class ReturnChannel(ClosedList):
    """How a return came."""

    COMMAND_LINE = "command_line", "Imported by the operator, on the authority's behalf."
    UPLOAD = "upload", "Uploaded as a file."
    ROWS = "rows", "Sent row by row."
    DECLARED = "declared", "Declared to be nil, without a file."


class CheckSeverity(ClosedList):
    """What follows from a rule that is broken."""

    ERROR = "error", "To be corrected, or allowed by the receiver for a reason."
    QUERY = "query", "To be confirmed. The return can be submitted."


class BypassDecision(ClosedList):
    """The receiver's decision on the request to let an error remain."""

    ALLOWED = "allowed", "The receiver lets the error remain."
    REFUSED = "refused", "The receiver does not: the error is to be corrected."


class UnableReason(ClosedList):
    """Why an authority cannot return a list. Those who oversee returns read it: it is a code, and names nobody."""

    SYSTEM = "system", "Its case system cannot make the list, or is being replaced."
    RECORDS = "records", "Its records of the period are incomplete or lost."
    PARTNERS = "partners", "Homes or interview providers have not sent what belongs in the list."
    STAFF = "staff", "It has nobody to make the list."
    REORGANISED = "reorganised", "Its area was joined or divided, and the records were not yet."


class SignOffAct(ClosedList):
    """What a person did to a return in the authority's name."""

    SUBMITTED = "submitted", "Submitted it."
    SIGNED_OFF = "signed_off", "Signed it off."


class ReturnFigure(ClosedList):
    """A figure of the feedback on a return."""

    ROWS = "rows", "Rows of the return; before: of last year's."
    CHILDREN = "children", "Different children in the return; before: in last year's."
    FILLED = "filled", "Rows in which the field is filled."
    KNOWN = "known", "Rows of children whom the register holds as the authority's."
    SAME_IN_REGISTER = "same_in_register", "Rows that agree with an episode on the register."
    DATES_APART = "dates_apart", "Rows with an episode on the register that begins or ends on another day."
    ONLY_IN_RETURN = "only_in_return", "Rows without an episode on the register."
    ONLY_IN_REGISTER = "only_in_register", "Episodes on the register that the return lacks."


class MatchOutcome(ClosedList):
    """How a row of a return and an episode on the register agree."""

    SAME = "same", "Same child, kind and days."
    DATES_APART = "dates_apart", "Same child and kind; it begins or ends on another day."
    ONLY_IN_RETURN = "only_in_return", "Only in the return."
    ONLY_IN_REGISTER = "only_in_register", "Only on the register."


class RowOutcome(ClosedList):
    """The outcome of one row that was sent by itself."""

    ADDED = "added", "The row was added."
    CHANGED = "changed", "The row was changed; the one before is kept."
    UNCHANGED = "unchanged", "The row is the same as the one that is held."
    PURGED = "purged", "The row was taken back."
    NOT_THERE = "not_there", "There is no row with this reference to take back."
    WITHOUT_CHILD = "without_child", "Not taken: a new row names the child."
