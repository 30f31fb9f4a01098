"""Return home interviews, counted by how far they have come, who held them, and when."""

from register.catalogue import How, Tallied
from register.schema.building.tallies import tally_types
from register.schema.types.return_interview import ReturnInterview

_interviews = Tallied("returnInterviewTally", ReturnInterview)

RETURN_INTERVIEW_TALLY = _interviews.made(
    (
        _interviews.measure("count", How.COUNT, "How many duties to offer an interview there are."),
        _interviews.measure(
            "hoursToOfferMedian",
            How.MEDIAN,
            "Half of the interviews that were offered were so at most so many hours after the child was found; "
            "null if none was.",
            "foundAt",
            "offeredAt",
        ),
        _interviews.measure(
            "hoursToInterviewMedian",
            How.MEDIAN,
            "Half of the interviews that were held were so at most so many hours after the child was found; "
            "null if none was. The statutory limit is 72.",
            "foundAt",
            "conductedAt",
        ),
        _interviews.measure(
            "hoursToInterviewP90",
            How.P90,
            "Nine in ten of the interviews that were held were so at most so many hours after the child was found; "
            "null if none was.",
            "foundAt",
            "conductedAt",
        ),
    ),
    (
        _interviews.by("status", "How far the duty has come."),
        _interviews.by("notOfferedReason", "Why no interview was offered."),
        _interviews.by("mode", "How the interview was held."),
        _interviews.by("interviewer", "Who held the interview."),
        _interviews.by("isIndependent", "True if the interviewer is not involved in the child's care."),
        _interviews.by("qualityGrade", "How good the interview was, by the authority's own sampling."),
        _interviews.by("providerCode", "The code of the organisation that is to hold the interview."),
        _interviews.by("harmDisclosed", "True if the child disclosed harm."),
        _interviews.by("exploitationIndicated", "True if what the child said indicates exploitation."),
        _interviews.by_area(
            "responsibleAuthority",
            "The ONS code of the local authority that was responsible for the child.",
            "episode.responsibleAuthority",
        ),
        _interviews.by_area(
            "owningForce", "The ONS code of the police force that owns the episode.", "episode.owningForce"
        ),
        _interviews.by("homeUrn", "The URN of the home that the child was missing from.", "episode.home.urn"),
        *_interviews.by_period("found", "the child was found", "foundAt"),
        *_interviews.by_period("due", "the interview is due", "dueAt"),
    ),
)

ReturnInterviewTally = tally_types(RETURN_INTERVIEW_TALLY, __name__)
