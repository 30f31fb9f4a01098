"""Commands on return home interviews, by the responsible authority and the provider that it commissions."""

import strawberry

from register.catalogue import Argument, Command, Target
from register.schema.building.command import WHY
from register.schema.building.facts import fact, facts
from register.schema.building.made_types import listed
from register.schema.types.return_interview import ReturnInterview
from register.vocabulary import Group, OfferOutcome

INTERVIEW = {
    "interview": Argument(strawberry.ID, "The register's identifier of the interview."),
    "expectedVersion": Argument(
        int, "The version you last read. If the interview has changed since, nothing is changed: CONFLICT_STALE."
    ),
}


def _on_interview(name: str, about: str, /, *changes: Group, **given: Argument) -> Command:
    return Command(
        name=name,
        about=about,
        entity=ReturnInterview,
        shown="returnInterview",
        key="id",
        changes=frozenset({Group.INTERVIEW, *changes}),
        input={**INTERVIEW, **given, "reason": WHY},
        target=Target("interview", "expectedVersion"),
        named_by="interview",
    )


OFFER_INTERVIEW = _on_interview(
    "offerInterview",
    "Record that a return home interview was offered to the child, or why it was not.",
    offered=Argument(bool, "true: the interview was offered. false: it was not, for a reason."),
    offeredAt=fact(ReturnInterview, "offeredAt", "When it was offered. If you leave it out, it is now."),
    notOfferedReason=fact(ReturnInterview, "notOfferedReason"),
)
RECORD_OFFER_OUTCOME = _on_interview(
    "recordOfferOutcome",
    "Record the outcome of the offer. If the child declines, the duty ends.",
    outcome=Argument(OfferOutcome, "The outcome of the offer."),
)
COMMISSION_INTERVIEW = _on_interview(
    "commissionInterview",
    "Ask an organisation to hold the interview. It can read the child's name, date of birth and sex, and the episode, "
    "until 28 days after the duty has ended.",
    providerCode=fact(ReturnInterview, "providerCode", required=True),
)
COMPLETE_INTERVIEW = _on_interview(
    "completeInterview",
    "Record an interview that was held. What the child said is kept encrypted.",
    Group.INTERVIEW_THEMES,
    Group.INTERVIEW_NARRATIVE,
    **facts(ReturnInterview, "conductedAt", "mode", "interviewer", required=True),
    caresForChild=Argument(
        bool,
        "true: the interviewer is involved in the child's care, whatever the post. It is then not independent.",
    ),
    **facts(ReturnInterview, "pushReasons", "pullReasons", "actions", "harmDisclosed", "exploitationIndicated"),
    narrative=Argument(
        str | None, "What the child said, in full: up to 20,000 characters, in several lines if you need them."
    ),
    covers=Argument(
        listed(strawberry.ID) | None,
        "The register's identifiers of the interviews due after other episodes that were spoken of in this one.",
    ),
)
APPROVE_EXTRACT = _on_interview(
    "approveExtract",
    "Approve for the police an extract of what the child said. The forces that look for the child can read it.",
    Group.POLICE_EXTRACT,
    extract=Argument(str, "The extract: up to 20,000 characters, in several lines if you need them."),
)
GRADE_INTERVIEW = _on_interview(
    "gradeInterview",
    "Record how good an interview was, by your authority's own sampling.",
    qualityGrade=fact(ReturnInterview, "qualityGrade", required=True),
)
