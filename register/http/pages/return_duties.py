"""Lists that authorities owe: by which day, if each was returned, and what an authority says of it itself."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from register.http.pages.acts import Act
from register.http.pages.cells import Column
from register.http.pages.lists import Filter, Listing
from register.http.pages.questions import Question
from register.http.pages.records import Record
from register.open_types import Values
from register.vocabulary import Caller

AT: Final = "/returns/duties/{id}"
ONE: Final = {"where": "ReturnDutyFilter"}
ROW: Final = (
    "id kind periodStart periodEnd dueOn submittedAt acceptedAt isNil unableReason unableAt recordsAwayApart "
    "authority { name }"
)


def _asked_by(filters: Mapping[str, str], caller: Caller) -> Values:
    today = datetime.now(UTC).date().isoformat()
    overdue = {"dueOn": {"lt": today}, "acceptedAt": {"isNull": True}}
    return {"where": overdue if filters.get("overdue") else None}


FACTS: Final = (
    Column("List", ("kind",)),
    Column("From", ("periodStart",), "day"),
    Column("To", ("periodEnd",), "day"),
    Column("Due", ("dueOn",), "day"),
    Column("Submitted", ("submittedAt",), "moment", empty="Not submitted"),
    Column("Accepted", ("acceptedAt",), "moment", empty="Not accepted"),
    Column("Nil return", ("isNil",), empty="Nothing was returned"),
    Column("Why it cannot be returned", ("unableReason",), empty="Nothing was said"),
    Column("That was said", ("unableAt",), "moment", empty="Not said"),
    Column("Records being away apart", ("recordsAwayApart",), empty="Not said"),
)
DUTIES: Final = Listing(
    path="/returns/duties",
    title="What is owed",
    name="ReturnDuties",
    root="returnDuties",
    row=ROW,
    kinds={**ONE, "first": "Int", "after": "String"},
    columns=(Column("Authority", ("authority", "name"), leads=("/returns/duties/", ("id",))), *FACTS),
    asked_by=_asked_by,
    filters=(Filter("overdue", "Only what is overdue", ("yes",), is_switch=True),),
    about="Which authority is to return which list by when. What an authority cannot return stays due.",
    counted=("list", "lists"),
)
KNOWN: Final[Mapping[str, str]] = {"returnDuty": "id"}
RECORD: Final = Question("ReturnDutyToChange", "returnDuties", "nodes { id }", ONE)


def _on_duty(word: str, command: str, title: str, *, done: str) -> Act:
    return Act(f"{AT}/{word}", command, title, done, AT, record=RECORD, known=KNOWN)


DUTY: Final = Record(
    entity="ReturnDuty",
    question=Question("ReturnDutyPage", "returnDuties", f"nodes {{ {ROW} }}", ONE),
    none="There is no such list owed that you may see.",
    caption="List that is owed",
    heading=("authority", "name"),
    unnamed="A list that is owed",
    back=(DUTIES.path, DUTIES.title),
    facts=FACTS,
    sections=(),
    acts=(
        _on_duty("unable", "declareUnableToReturn", "Say that you cannot return it", done="It is recorded."),
        _on_duty("able", "withdrawUnableToReturn", "Take back that you cannot return it", done="It is taken back."),
        _on_duty("practice", "recordReturnPractice", "Say how you record being away", done="It is recorded."),
    ),
)
