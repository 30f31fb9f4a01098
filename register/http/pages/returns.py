"""Returns by authorities: which were sent, what is wrong in one, and its sign-off by a second person."""

from collections.abc import Mapping
from typing import Final

from register.http.pages.acts import Act
from register.http.pages.cells import Column
from register.http.pages.lists import Filter, Listing
from register.http.pages.navigation import Place
from register.http.pages.questions import WITHHELD, Question
from register.http.pages.records import Record, RowAct, Section
from register.http.pages.return_duties import DUTIES
from register.open_types import Values
from register.vocabulary import Caller, ChangeKind, Group, ReturnStatus

NONE: Final = "There is no such return that you may see."
ONE: Final = {"where": "AuthorityReturnFilter"}


def _asked_by(filters: Mapping[str, str], caller: Caller) -> Values:
    status = filters.get("status")
    return {"where": {"status": {"eq": status}} if status else None}


AT: Final = "/returns/{id}"
# An authority's file is from its own area: nobody types it.
SENDER: Final[Mapping[str, str]] = {"authority": "area"}
NEW: Final = (
    Act(
        "/returns/send",
        "importReturn",
        "Send a return",
        "It is checked and kept as a draft. Submit it when its checks are settled.",
        "/returns",
        onward="/returns/{made}",
        own=SENDER,
        made=("receipt", "id"),
        about_file="The table as your system exports it: CSV, .xlsx or .ods, with the names of its columns in the "
        "first row and days as 31/03/2025.",
    ),
    Act(
        "/returns/nil",
        "declareNilReturn",
        "Declare that there is nothing to return",
        "It is kept as a draft. Submit it.",
        "/returns",
        onward="/returns/{made}",
        own=SENDER,
        made=("receipt", "id"),
    ),
)
RETURNS: Final = Listing(
    path="/returns",
    title="Returns",
    name="Returns",
    root="returns",
    row="id kind periodStart periodEnd number status isNil rowTotal errorTotal queryTotal submittedAt "
    f"authority {{ name }} {WITHHELD}",
    kinds={**ONE, "first": "Int", "after": "String"},
    columns=(
        Column("Authority", ("authority", "name"), leads=("/returns/", ("id",))),
        Column("Kind", ("kind",)),
        Column("From", ("periodStart",), "day"),
        Column("To", ("periodEnd",), "day"),
        Column("Version", ("number",)),
        Column("Status", ("status",)),
        Column("Nil return", ("isNil",)),
        Column("Lines", ("rowTotal",)),
        Column("Errors", ("errorTotal",)),
        Column("Queries", ("queryTotal",)),
        Column("Submitted", ("submittedAt",), "moment", empty="Not submitted"),
    ),
    asked_by=_asked_by,
    filters=(Filter("status", "Status", tuple(each.name for each in ReturnStatus)),),
    acts=NEW,
    about="Lists that authorities send of the children who went missing. A nil return is not the same as none.",
    counted=("return", "returns"),
    links=(Place(DUTIES.path, DUTIES.title, "Which authority is to return which list by when.", Group.RETURN),),
    watches=(ChangeKind.RETURN_DUTY,),
)
QUESTION: Final = Question(
    "ReturnPage",
    "returns",
    "nodes { id kind periodStart periodEnd number status channel isNil rowTotal errorTotal queryTotal checkedAt "
    "submittedAt acceptedAt authority { name } "
    f"checks {{ id rule severity line field rowTotal message bypassReason bypassDecision {WITHHELD} }} "
    f"measures {{ id figure field value outOf before isLargeChange }} signOffs {{ id act person at }} {WITHHELD} }}",
    ONE,
)
FACTS: Final = (
    Column("Kind", ("kind",)),
    Column("From", ("periodStart",), "day"),
    Column("To", ("periodEnd",), "day"),
    Column("Version", ("number",)),
    Column("Status", ("status",)),
    Column("Nil return", ("isNil",)),
    Column("Lines", ("rowTotal",)),
    Column("Errors", ("errorTotal",)),
    Column("Queries", ("queryTotal",)),
    Column("Checked", ("checkedAt",), "moment", empty="Not checked yet"),
    Column("Submitted", ("submittedAt",), "moment", empty="Not submitted"),
    Column("Accepted", ("acceptedAt",), "moment", empty="Not accepted"),
)
RECORD: Final = Question("ReturnToChange", "returns", "nodes { id version }", ONE)
KNOWN: Final[Mapping[str, str]] = {"authorityReturn": "id", "expectedVersion": "version"}


def _on_check(word: str, command: str, title: str, *, done: str) -> Act:
    return Act(f"{AT}/checks/{{check}}/{word}", command, title, done, AT, taken=("check",))


CONFIRM: Final = _on_check("confirm", "confirmQuery", "Confirm it", done="It is confirmed.")
BYPASS: Final = _on_check(
    "bypass", "requestBypass", "Ask that it may remain", done="The department is asked if the error may remain."
)
JUDGE: Final = _on_check("judge", "judgeBypass", "Decide if it may remain", done="It is decided.")


def _on_return(word: str, command: str, title: str, *, done: str) -> Act:
    return Act(f"{AT}/{word}", command, title, done, AT, record=RECORD, known=KNOWN)


SECTIONS: Final = (
    Section(
        "Checks",
        ("checks",),
        (
            Column("Rule", ("rule",)),
            Column("Severity", ("severity",)),
            Column("Line", ("line",), empty="Whole return"),
            Column("Column", ("field",), empty="Whole line"),
            Column("Message", ("message",)),
            Column("Why it may remain", ("bypassReason",), empty="Nothing was said"),
            Column("Decision", ("bypassDecision",), empty="None"),
        ),
        (
            RowAct(BYPASS, "check", lambda row: row["severity"] == "ERROR" and row["bypassReason"] is None),
            RowAct(CONFIRM, "check", lambda row: row["severity"] == "QUERY" and row["bypassReason"] is None),
            RowAct(
                JUDGE,
                "check",
                lambda row: row["severity"] == "ERROR" and bool(row["bypassReason"]) and row["bypassDecision"] is None,
            ),
        ),
        "checks",
    ),
    Section(
        "Feedback",
        ("measures",),
        (
            Column("Figure", ("figure",)),
            Column("Column", ("field",), empty="Whole return"),
            Column("Value", ("value",)),
            Column("Out of", ("outOf",), empty="Does not apply"),
            Column("Last year", ("before",), empty="Not known"),
            Column("Large change", ("isLargeChange",)),
        ),
        file="feedback",
    ),
    Section(
        "Submitted and signed off by",
        ("signOffs",),
        (Column("Act", ("act",)), Column("Person", ("person",)), Column("When", ("at",), "moment")),
    ),
)
ONE_RETURN: Final = Record(
    entity="AuthorityReturn",
    question=QUESTION,
    none=NONE,
    caption="Return",
    heading=("authority", "name"),
    unnamed="A return",
    back=("/returns", "Returns"),
    facts=FACTS,
    sections=SECTIONS,
    acts=(
        _on_return("submit", "submitReturn", "Submit the return", done="It is submitted."),
        _on_return("sign-off", "signOffReturn", "Sign the return off", done="It is signed off."),
    ),
    arrives=NEW,
    # The feed reports the duty that a return meets, and not the return.
    watches=RETURNS.watches,
)
