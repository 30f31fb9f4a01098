"""Return home interviews: those that are due, one of them, and what is recorded of it."""

from collections.abc import Iterator, Mapping
from typing import Final

from register.http.pages.acts import Act
from register.http.pages.cells import Column
from register.http.pages.lists import Filter, Listing
from register.http.pages.questions import WITHHELD, Question
from register.http.pages.records import Record
from register.open_types import Values
from register.vocabulary import Caller, ChangeKind, InterviewStatus

NONE: Final = "There is no such interview that you may see."


def _asked_by(filters: Mapping[str, str], caller: Caller) -> Values:
    where: list[Values] = [] if filters.get("closed") else [{"closedAt": {"isNull": True}}]
    if status := filters.get("status"):
        where.append({"status": {"eq": status}})
    return {"where": {"and": where} if where else None, "orderBy": [{"field": "DUE_AT", "direction": "ASC"}]}


INTERVIEWS: Final = Listing(
    path="/interviews",
    title="Interviews due",
    name="Interviews",
    root="returnInterviews",
    row="id status dueAt offeredAt closedAt providerCode "
    f"episode {{ id reference home {{ urn }} child {{ id name {WITHHELD} }} {WITHHELD} }} {WITHHELD}",
    kinds={
        "where": "ReturnInterviewFilter",
        "orderBy": "[ReturnInterviewOrder!]",
        "first": "Int",
        "after": "String",
    },
    columns=(
        Column("Due", ("dueAt",), "moment", leads=("/interviews/", ("id",))),
        Column("Left, or overdue", ("dueAt",), "due"),
        Column("Status", ("status",)),
        Column("Child", ("episode", "child", "name"), leads=("/children/", ("episode", "child", "id"))),
        Column("Episode", ("episode", "reference"), empty="No reference", leads=("/missing/", ("episode", "id"))),
        Column("Home", ("episode", "home", "urn"), empty="Not from a home"),
        Column("Offered", ("offeredAt",), "moment", empty="Not offered yet"),
        Column("Provider", ("providerCode",), empty="Not commissioned"),
    ),
    asked_by=_asked_by,
    filters=(
        Filter("status", "Status", tuple(each.name for each in InterviewStatus)),
        Filter("closed", "Also interviews that are closed", ("ALL",), is_switch=True),
    ),
    about="An interview is due 72 hours after a child is found or back. The one that is due first comes first.",
    counted=("interview", "interviews"),
    watches=(ChangeKind.RETURN_INTERVIEW, ChangeKind.EPISODE, ChangeKind.CHILD_LINK),
)
ONE: Final = {"where": "ReturnInterviewFilter"}
EPISODE: Final = f"episode {{ id reference child {{ id name {WITHHELD} }} {WITHHELD} }}"
QUESTION: Final = Question(
    "InterviewPage",
    "returnInterviews",
    "nodes { id status foundAt dueAt offeredAt notOfferedReason providerCode commissionedAt conductedAt mode "
    "interviewer isIndependent closedAt qualityGrade pushReasons pullReasons actions harmDisclosed "
    f"exploitationIndicated narrative policeExtract extractApprovedAt {EPISODE} {WITHHELD} }}",
    ONE,
)
FACTS: Final = (
    Column("Status", ("status",)),
    Column("Child", ("episode", "child", "name"), leads=("/children/", ("episode", "child", "id"))),
    Column("Episode", ("episode", "reference"), empty="No reference", leads=("/missing/", ("episode", "id"))),
    Column("Child found or back", ("foundAt",), "moment"),
    Column("Due", ("dueAt",), "moment"),
    Column("Offered", ("offeredAt",), "moment", empty="Not offered yet"),
    Column("Why it was not offered", ("notOfferedReason",), empty="Does not apply"),
    Column("Provider", ("providerCode",), empty="Not commissioned"),
    Column("Commissioned", ("commissionedAt",), "moment", empty="Not commissioned"),
    Column("Held", ("conductedAt",), "moment", empty="Not held yet"),
    Column("How", ("mode",), empty="Not held yet"),
    Column("Interviewer", ("interviewer",), empty="Not held yet"),
    Column("Independent", ("isIndependent",), empty="Not held yet"),
    Column("Why the child left", ("pushReasons",)),
    Column("What drew the child away", ("pullReasons",)),
    Column("What follows", ("actions",)),
    Column("Harm was disclosed", ("harmDisclosed",)),
    Column("Exploitation is indicated", ("exploitationIndicated",)),
    Column("What the child said", ("narrative",)),
    Column("Extract for the police", ("policeExtract",)),
    Column("Quality", ("qualityGrade",), empty="Not graded"),
    Column("Closed", ("closedAt",), "moment", empty="Open"),
)
RECORD: Final = Question("InterviewToChange", "returnInterviews", "nodes { id version }", ONE)
KNOWN: Final[Mapping[str, str]] = {"interview": "id", "expectedVersion": "version"}
AT: Final = "/interviews/{id}"


def _on_interview(word: str, command: str, title: str, *, done: str) -> Act:
    return Act(f"{AT}/{word}", command, title, done, AT, record=RECORD, known=KNOWN)


def _episode(found: Values) -> Iterator[str]:
    """The episode that an interview is of: the feed knows it by that."""
    if found["episode"]:
        yield str(found["episode"]["id"])


ACTS: Final = (
    _on_interview("offer", "offerInterview", "Record that it was offered, or why not", done="The offer is recorded."),
    _on_interview("outcome", "recordOfferOutcome", "Record the answer to the offer", done="The answer is recorded."),
    _on_interview("commission", "commissionInterview", "Commission a provider", done="The provider is commissioned."),
    _on_interview("complete", "completeInterview", "Record the interview", done="The interview is recorded."),
    _on_interview("extract", "approveExtract", "Approve an extract for the police", done="The extract is approved."),
    _on_interview("grade", "gradeInterview", "Grade the interview", done="The grade is recorded."),
)
INTERVIEW: Final = Record(
    entity="ReturnInterview",
    question=QUESTION,
    none=NONE,
    caption="Return home interview",
    heading=("episode", "reference"),
    unnamed="An interview after an episode without a reference",
    back=("/interviews", "Interviews due"),
    facts=FACTS,
    sections=(),
    acts=ACTS,
    watches=INTERVIEWS.watches,
    watched=_episode,
)
