"""Rules for returns by local authorities: which period, whose it is, and what must be so before its next step."""

from collections.abc import Mapping, Sequence
from datetime import date

from register.rules.problem import Meaning, Problem
from register.rules.text import FORMULA
from register.vocabulary import CheckSeverity, ReturnKind, ReturnStatus

YEAR_BEGINS = (4, 1)
FIRST_YEAR = 2000
MOST_ROWS_SENT = 100
OF_MISSING = frozenset({ReturnKind.MISSING_YEARLY, ReturnKind.MISSING_MONTHLY})
OF_A_YEAR = frozenset({ReturnKind.MISSING_YEARLY, ReturnKind.EPISODES_YEARLY})
# What can still be checked again, and so be replaced by what is sent next.
OPEN = frozenset({ReturnStatus.DRAFT, ReturnStatus.CHECKED})


def period_begins(kind: ReturnKind, start: date, field: str = "periodStart") -> Problem | None:
    """A yearly return begins on 1 April, a monthly one on the first of a month."""
    if kind in OF_A_YEAR and (start.month, start.day) != YEAR_BEGINS:
        return Problem("RULE_RETURN_PERIOD", "A yearly return begins on 1 April.", field)
    if start.day != 1:
        return Problem("RULE_RETURN_PERIOD", "A monthly return begins on the first of a month.", field)
    if start.year < FIRST_YEAR:
        return Problem("RULE_RETURN_PERIOD", "The register takes returns from 2000 on.", field)
    return None


def period_has_ended(end: date, today: date, field: str = "periodStart") -> Problem | None:
    """A period is returned once it has ended."""
    if end < today:
        return None
    return Problem("RULE_RETURN_TOO_EARLY", "The period has not ended.", field)


def period_has_begun(start: date, today: date, field: str = "periodStart") -> Problem | None:
    """Rows are sent once their period has begun."""
    if start <= today:
        return None
    return Problem("RULE_RETURN_TOO_EARLY", "The period has not begun.", field)


def is_sent_by_row(kind: ReturnKind, field: str = "kind") -> Problem | None:
    """Lists of missing episodes and of interviews are sent row by row; episodes of care as a whole file."""
    if kind is not ReturnKind.EPISODES_YEARLY:
        return None
    return Problem("RULE_RETURN_KIND", "Episodes of care are sent as a file.", field)


def rows_are_few(references: Sequence[str], field: str = "rows") -> Problem | None:
    """A sending has 1 to 100 rows, and each reference once."""
    if not 1 <= len(references) <= MOST_ROWS_SENT:
        return Problem("RULE_RETURN_ROWS", f"Send 1 to {MOST_ROWS_SENT} rows.", field)
    if len({*references}) < len(references):
        return Problem("RULE_RETURN_ROWS", "Send each reference once.", field)
    return None


def is_no_formula(text: str, field: str) -> Problem | None:
    """A text that a spreadsheet would run is none."""
    if not FORMULA.match(text.strip()):
        return None
    return Problem("RULE_TEXT_FORMULA", "The text starts like a formula. Enter the value itself.", field)


def is_own_return(authority: str, area: str | None, field: str = "authority") -> Problem | None:
    """An authority returns for itself. Of every other the answer is the same."""
    if authority == area:
        return None
    return Problem("RULE_RETURN_OF_ANOTHER", "You can return only for your own authority.", field)


def fits_period(kinds: frozenset[ReturnKind], kind: ReturnKind, field: str = "kind") -> Problem | None:
    """A file has the columns of the list that it is sent as."""
    if kind in kinds:
        return None
    return Problem("RULE_RETURN_KIND", "The columns of the file are those of another list.", field)


def can_be_submitted(status: ReturnStatus) -> Problem | None:
    """A return is submitted once it is checked as a whole."""
    if status is ReturnStatus.CHECKED:
        return None
    if status is ReturnStatus.DRAFT:
        return Problem("RULE_RETURN_NOT_CHECKED", "The return is not checked as a whole.", "authorityReturn")
    return Problem("RULE_RETURN_STATUS", "The return has been submitted already.", "authorityReturn")


def no_error_stands(errors: int, allowed: int) -> Problem | None:
    """Every error is corrected, or the receiver lets it remain. allowed: how many it lets remain."""
    if errors <= allowed:
        return None
    return Problem("RULE_RETURN_ERRORS", "Errors remain that the receiver has not let remain.", "authorityReturn")


def can_be_signed_off(status: ReturnStatus) -> Problem | None:
    """A return is signed off after it was submitted, and once."""
    if status is ReturnStatus.SUBMITTED:
        return None
    return Problem("RULE_RETURN_STATUS", "The return is not waiting to be signed off.", "authorityReturn")


def second_person(submitted_by: str | None, person: str) -> Problem | None:
    """Who signs off is not who submitted. The database holds to it as well."""
    if submitted_by != person:
        return None
    return Problem("RULE_SECOND_PERSON", "You submitted this return. Another person signs it off.", "authorityReturn")


def is_open(status: ReturnStatus, field: str = "authorityReturn") -> Problem | None:
    """What was submitted is not changed any more."""
    if status in OPEN:
        return None
    return Problem("RULE_RETURN_STATUS", "The return has been submitted already.", field)


def is_an_error(severity: CheckSeverity) -> Problem | None:
    """Only an error needs leave to remain."""
    if severity is CheckSeverity.ERROR:
        return None
    return Problem("RULE_BYPASS_NOT_NEEDED", "This is a query. The return can be submitted with it.", "check")


def is_a_query(severity: CheckSeverity) -> Problem | None:
    """Only a query is confirmed; of an error the receiver is asked."""
    if severity is CheckSeverity.QUERY:
        return None
    return Problem("RULE_CONFIRMED_BY_RECEIVER", "This is an error. Ask for it with requestBypass.", "check")


def large_change_is_confirmed(is_found: bool, is_confirmed: bool) -> Problem | None:
    """A large change from last year is confirmed before the return is submitted."""
    if is_confirmed or not is_found:
        return None
    message = "The number of rows differs much from that of last year. Confirm it with confirmQuery."
    return Problem("RULE_RETURN_TO_CONFIRM", message, "authorityReturn")


def is_not_returned(submitted: bool, field: str = "returnDuty") -> Problem | None:
    """What was submitted could be returned."""
    if not submitted:
        return None
    return Problem("RULE_RETURN_STATUS", "The list has been submitted.", field)


def has_said_unable(is_said: bool, field: str = "returnDuty") -> Problem | None:
    """Only what was said is taken back."""
    if is_said:
        return None
    return Problem("RULE_NOT_SAID_UNABLE", "Your authority has not said that it cannot return it.", field)


def tells_missing_children(kind: ReturnKind, field: str = "returnDuty") -> Problem | None:
    """Lists of missing episodes tell being away apart or not; the others do not speak of it."""
    if kind in OF_MISSING:
        return None
    return Problem("RULE_RETURN_PRACTICE", "Only lists of missing episodes can tell it.", field)


def not_judged_yet(is_judged: bool) -> Problem | None:
    """A request is decided once."""
    if not is_judged:
        return None
    return Problem("RULE_BYPASS_JUDGED", "The request has been decided.", "check")


# In the order of the codes.
RETURN_PROBLEMS: Mapping[str, Meaning] = {
    "RULE_BYPASS_JUDGED": Meaning(
        "The receiver has decided already if the error may remain.",
        "Correct the error, or send the return.",
    ),
    "RULE_BYPASS_NOT_NEEDED": Meaning(
        "Only an error needs to be allowed; the finding is a query.",
        "Submit the return.",
    ),
    "RULE_CONFIRMED_BY_RECEIVER": Meaning(
        "An error was to be confirmed, which only the receiver allows.",
        "Correct it, or send requestBypass with a reason.",
    ),
    "RULE_NOT_SAID_UNABLE": Meaning(
        "Nobody has said that the list cannot be returned, so that there is nothing to take back.",
        "Read the duty again with returnDuties.",
    ),
    "RULE_RETURN_ERRORS": Meaning(
        "The return has errors that the receiver has not allowed.",
        "Correct the file and send it again, or send requestBypass with a reason.",
    ),
    "RULE_RETURN_FORM": Meaning(
        "A line or cell of a returned file has the wrong form; the message names line and column.",
        "Correct the file and send it again.",
    ),
    "RULE_RETURN_KIND": Meaning(
        "The file has the columns of another list than the one that was named.",
        "Name the list that the file is, or send the file of that list.",
    ),
    "RULE_RETURN_NOT_CHECKED": Meaning(
        "Rows of the return were sent after it was last checked.",
        "Send the last rows with check: true.",
    ),
    "RULE_RETURN_OF_ANOTHER": Meaning(
        "The return names another authority than yours.",
        "Send the code of your own authority.",
    ),
    "RULE_RETURN_PERIOD": Meaning(
        "A return does not begin on the first day of a period.",
        "Send 1 April for a yearly return, the first of a month for a monthly one.",
    ),
    "RULE_RETURN_PRACTICE": Meaning(
        "The list is not one of missing episodes.",
        "Say it of the missing module or of a monthly list of missing episodes.",
    ),
    "RULE_RETURN_ROWS": Meaning(
        "There are no rows, too many, or two with one reference.",
        "Send up to 100 rows at a time, each reference once.",
    ),
    "RULE_RETURN_STATUS": Meaning(
        "The return has been submitted, or is not waiting for this step.",
        "Read its status. To correct a return, send it again.",
    ),
    "RULE_RETURN_TOO_EARLY": Meaning(
        "The period has not ended.",
        "Send the return once it has.",
    ),
    "RULE_RETURN_TO_CONFIRM": Meaning(
        "The return has many more or many fewer rows than last year's, and nobody has confirmed that.",
        "Find the check REG08 of the return, and send confirmQuery with the reason.",
    ),
}
