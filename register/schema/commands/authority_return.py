"""Commands on returns: sent and signed off by an authority, judged by the department that receives them."""

from datetime import date

import strawberry

from register.catalogue import Argument, Command, Target
from register.schema.building.command import WHY
from register.schema.building.command_types import input_of
from register.schema.building.facts import fact
from register.schema.building.made_types import listed
from register.schema.types.authority_return import AuthorityReturn, ReturnCheck, ReturnDuty
from register.tables import return_bypass, return_judgement
from register.tables.texts import longest_of
from register.vocabulary import CheckSeverity, Group, MissingKind, RowOutcome

LONGEST_NAME = 200


@strawberry.type(description="What one rule found in a return.")
class FoundByRule:
    """What one rule found in a return."""

    rule: str = strawberry.field(description="The rule's number.")
    severity: CheckSeverity = strawberry.field(description="What follows from it.")
    field: str = strawberry.field(description="The column of the file.")
    message: str = strawberry.field(description="What is wrong.")
    total: int = strawberry.field(description="How many findings there are.")
    lines: listed(int) = strawberry.field(  # type: ignore[valid-type]
        description="The first five lines of the file that it is about; none if it is about the whole return."
    )


@strawberry.type(description="The outcome of a return that was sent.")
class ReturnReceipt:
    """The outcome of a return that was sent."""

    id: strawberry.ID = strawberry.field(description="The register's own identifier of the return.")
    rows: int = strawberry.field(description="The number of its rows.")
    errors: int = strawberry.field(description="How many errors the rules found.")
    queries: int = strawberry.field(description="How many queries the rules found.")
    found: listed(FoundByRule) = strawberry.field(  # type: ignore[valid-type]
        description="What each rule found, errors first. The return's checks list every line."
    )


@strawberry.type(description="The outcome of one row that was sent by itself.")
class RowReceipt:
    """The outcome of one row that was sent by itself."""

    reference: str = strawberry.field(description="Your reference of the row.")
    outcome: RowOutcome = strawberry.field(description="The outcome.")
    line: int | None = strawberry.field(
        description="The row's place in the return, by which its checks name it; null if it has none."
    )
    rules: listed(str) = strawberry.field(  # type: ignore[valid-type]
        description="The numbers of the rules that found something in it; empty if the return was not checked."
    )


@strawberry.type(description="The outcome of rows that were sent.")
class RowsReceipt:
    """The outcome of rows that were sent."""

    id: strawberry.ID = strawberry.field(description="The register's own identifier of the return.")
    rows: int = strawberry.field(description="How many rows the return has now.")
    receipts: listed(RowReceipt) = strawberry.field(  # type: ignore[valid-type]
        description="The outcome of each row, in the order in which they were sent."
    )


ROW_FIELDS = {
    "reference": Argument(str, "Your own reference of the row. It never means another row.", longest=60),
    "purge": Argument(bool, "Take the row back.", False),
    "child": Argument(str | None, "Your number of the child.", longest=60),
    "dateOfBirth": Argument(date | None, "The child's date of birth."),
    "missingKind": Argument(MissingKind | None, "Missing, or away without authorisation."),
    "startsOn": Argument(date | None, "The day on which the period began."),
    "endsOn": Argument(date | None, "The day on which the period ended."),
    "isOffered": Argument(bool | None, "True if an interview was offered."),
    "isAccepted": Argument(bool | None, "True if the child accepted it."),
    "interviewedOn": Argument(date | None, "The day of the interview."),
}
ROW = input_of(
    "ReturnRowInput",
    __name__,
    "One row of a list. A field that you leave out or send as null keeps what the row has.",
    **ROW_FIELDS,
)
RECEIPT = ("receipt", ReturnReceipt | None, "The outcome; null if the return is refused.")

ROWS = frozenset({Group.RETURN, Group.RETURN_CHECKS, Group.RETURN_ROWS})
AUTHORITY = Argument(str, "The ONS code of your authority.")
PERIOD = {
    "authority": AUTHORITY,
    "kind": fact(AuthorityReturn, "kind", required=True),
    "periodStart": Argument(date, "The first day that it is for: 1 April of a year, or the first of a month."),
}
ON_RETURN = {
    "authorityReturn": Argument(strawberry.ID, "The register's identifier of the return."),
    "expectedVersion": Argument(
        int, "The version you last read. If the return has changed since, nothing is changed: CONFLICT_STALE."
    ),
}


def _on_return(name: str, about: str, /, *changes: Group) -> Command:
    return Command(
        name=name,
        about=about,
        entity=AuthorityReturn,
        shown="authorityReturn",
        key="id",
        changes=frozenset({Group.RETURN, *changes}),
        input={**ON_RETURN, "reason": WHY},
        target=Target("authorityReturn", "expectedVersion"),
        named_by="authorityReturn",
    )


IMPORT_RETURN = Command(
    name="importReturn",
    about="Send a file that your authority returns, all of it or none: its form is checked first, line by line, then "
    "every row against the register. With dryRun it is only checked.",
    entity=AuthorityReturn,
    shown=None,
    extra=RECEIPT,
    key="id",
    changes=ROWS,
    input={
        **PERIOD,
        "name": Argument(str, "The file's name.", longest=LONGEST_NAME),
        "file": Argument(
            str, "The file's whole contents, sent as a variable: CSV in UTF-8, or an .xlsx or .ods file in base64."
        ),
    },
    own_transaction=True,
    compares=True,
    file="file",
)
DECLARE_NIL_RETURN = Command(
    name="declareNilReturn",
    about="Declare that there is nothing to return for a period. That is not the same as returning nothing.",
    entity=AuthorityReturn,
    shown=None,
    extra=RECEIPT,
    key="id",
    changes=ROWS,
    input={**PERIOD},
    own_transaction=True,
    compares=True,
)
SEND_RETURN_ROWS = Command(
    name="sendReturnRows",
    about="Send rows of a missing or interview list as they come, by your own references: new, changed or taken back. "
    "They gather in one return that you submit once the period has ended.",
    entity=AuthorityReturn,
    shown=None,
    extra=("sent", RowsReceipt | None, "The outcome of each row; null if nothing was taken."),
    key="id",
    changes=ROWS,
    input={
        **PERIOD,
        "rows": Argument(listed(ROW), "The rows: 1 to 100, each reference once."),
        "check": Argument(bool, "Check the whole return afterwards. It can be submitted only if it is checked.", True),
    },
    own_transaction=True,
    compares=True,
)
SUBMIT_RETURN = _on_return(
    "submitReturn", "Submit a return that was checked. Another person signs it off.", Group.RETURN_SIGN_OFFS
)
SIGN_OFF_RETURN = _on_return(
    "signOffReturn",
    "Sign a return off that another person submitted. It comes into force, in the place of the one before.",
    Group.RETURN_SIGN_OFFS,
)


def _on_check(name: str, about: str, changes: Group, /, **given: Argument) -> Command:
    return Command(
        name=name,
        about=about,
        entity=ReturnCheck,
        shown="returnCheck",
        key="id",
        changes=frozenset({changes}),
        input={"check": Argument(strawberry.ID, "The register's identifier of the check."), **given},
        named_by="check",
    )


REQUEST_BYPASS = _on_check(
    "requestBypass",
    "Ask the department to allow an error to remain, for a reason.",
    Group.RETURN_BYPASSES,
    bypassReason=Argument(str, "Why it may remain. Name no child.", longest=longest_of(return_bypass.c.reason)),
)
CONFIRM_QUERY = _on_check(
    "confirmQuery",
    "Confirm what a query asks about, with its reason. A large change from last year is confirmed before the return "
    "is submitted.",
    Group.RETURN_BYPASSES,
    confirmation=Argument(str, "Why it is right. Name no child.", longest=longest_of(return_bypass.c.reason)),
)
JUDGE_BYPASS = _on_check(
    "judgeBypass",
    "Decide if an error may remain.",
    Group.RETURN_JUDGEMENTS,
    decision=fact(ReturnCheck, "bypassDecision", required=True),
    judgement=Argument(str | None, "What you say to it.", longest=longest_of(return_judgement.c.judgement)),
)


def _on_duty(name: str, about: str, /, **given: Argument) -> Command:
    named = {"returnDuty": Argument(strawberry.ID, "The register's identifier of the duty to return the list.")}
    return Command(
        name=name,
        about=about,
        entity=ReturnDuty,
        shown="returnDuty",
        key="id",
        changes=frozenset({Group.RETURN}),
        input={**named, **given, "reason": WHY},
        target=Target("returnDuty"),
        named_by="returnDuty",
    )


DECLARE_UNABLE = _on_duty(
    "declareUnableToReturn",
    "Say that your authority cannot return a list, and why. The list stays due; those who oversee returns are shown "
    "the reason.",
    unableReason=fact(ReturnDuty, "unableReason", "Why it cannot.", required=True),
)
WITHDRAW_UNABLE = _on_duty(
    "withdrawUnableToReturn", "Take back that your authority cannot return a list, which was a mistake or has passed."
)
RECORD_PRACTICE = _on_duty(
    "recordReturnPractice",
    "Say if your authority's records tell children who are away without authorisation apart from those who are "
    "missing.",
    recordsAwayApart=fact(
        ReturnDuty,
        "recordsAwayApart",
        "True if the records tell them apart, false if all are recorded as missing.",
        required=True,
    ),
)
