"""Return home interviews: whether one was offered, held and by whom, and what was learned."""

from register.vocabulary.closed_list import ClosedList


class InterviewStatus(ClosedList):
    """How far the duty to offer a return home interview has come."""

    DUE = "due", "To be offered."
    NOT_OFFERED = "not_offered", "Not offered, for a reason that is recorded."
    ACCEPTED = "accepted", "Offered and accepted; not held yet."
    DECLINED = "declined", "Offered and declined by the child."
    NOT_REACHED = "not_reached", "Offered, but the child could not be reached."
    MISSING_AGAIN = "missing_again", "The child went missing again before it was held."
    COMPLETED = "completed", "Held."


class OfferOutcome(ClosedList):
    """The outcome of the offer of an interview."""

    ACCEPTED = "accepted", "The child accepted."
    DECLINED = "declined", "The child declined."
    NOT_REACHED = "not_reached", "The child could not be reached."
    MISSING_AGAIN = "missing_again", "The child went missing again."


class NotOfferedReason(ClosedList):
    """Why no interview was offered."""

    TURNED_18 = "turned_18", "The child has turned 18."
    OUT_OF_COUNTRY = "out_of_country", "The child has left the country."
    IN_CUSTODY = "in_custody", "The child is in custody."
    DECEASED = "deceased", "The child has died."
    OTHER = "other", "Another reason."


class InterviewMode(ClosedList):
    """How an interview was held."""

    FACE_TO_FACE = "face_to_face", "Face to face."
    VIDEO = "video", "By video."
    PHONE = "phone", "By telephone."


class Interviewer(ClosedList):
    """Who held an interview."""

    INDEPENDENT_SERVICE = "independent_service", "A service that is independent of the child's care."
    ADVOCATE = "advocate", "An advocate."
    AUTHORITY_OTHER_WORKER = "authority_other_worker", "A worker of the authority who does not hold the child's case."
    SOCIAL_WORKER = "social_worker", "The social worker who holds the child's case."
    RESIDENTIAL_STAFF = "residential_staff", "Staff of the home."
    POLICE = "police", "The police."
    OTHER = "other", "Somebody else."


class PushReason(ClosedList):
    """What drove the child away."""

    UNHAPPY_PLACEMENT = "unhappy_placement", "Unhappy in the placement."
    CONFLICT_CARER = "conflict_carer", "Conflict with a carer or parent."
    BULLYING = "bullying", "Bullied by other children."
    RULES = "rules", "Restrictions and rules."
    CONTACT_DENIED = "contact_denied", "Contact with somebody was denied."
    ABUSE_NEGLECT = "abuse_neglect", "Abuse or neglect."
    PLACEMENT_MOVE = "placement_move", "A move of placement."
    MENTAL_HEALTH = "mental_health", "Mental health."
    SCHOOL_PROBLEM = "school_problem", "Problems at school."


class PullReason(ClosedList):
    """What drew the child elsewhere."""

    FAMILY = "family", "To be with family."
    FRIENDS = "friends", "To be with friends."
    PARTNER = "partner", "To be with a partner."
    EXPLOITER = "exploiter", "Drawn away by somebody who exploits the child."
    GANG_DRUGS = "gang_drugs", "Gangs or drugs."
    PARTY_SUBSTANCE = "party_substance", "A party, alcohol or drugs."
    HOME_AREA = "home_area", "To be back in the home area."
    ONLINE_CONTACT = "online_contact", "Somebody met online."


class InterviewAction(ClosedList):
    """What follows from an interview."""

    CARE_PLAN_REVIEW = "care_plan_review", "Review of the care plan."
    PLACEMENT_CHANGE = "placement_change", "Change of placement."
    REFERRAL = "referral", "Referral to a service."
    STRATEGY_MEETING = "strategy_meeting", "Strategy meeting."
    INTELLIGENCE_SHARED = "intelligence_shared", "Intelligence shared with the police."


class QualityGrade(ClosedList):
    """How good an interview was, by the authority's own sampling."""

    GOOD = "good", "Good."
    ADEQUATE = "adequate", "Adequate."
    POOR = "poor", "Poor."
