"""Notices and other steps of enforcement, and the appeals against them."""

from register.vocabulary.closed_list import ClosedList


class NoticeKind(ClosedList):
    """A step of enforcement. Sections are of the Care Standards Act 2000."""

    COMPLIANCE_NOTICE = "compliance_notice", "The provider must correct a failure by a date (section 22A)."
    RESTRICTION_OF_ACCOMMODATION = (
        "restriction_of_accommodation",
        "No child may move in who did not live there when the notice was served (section 22B).",
    )
    SUSPENSION = "suspension", "The registration is suspended (section 14A)."
    NOTICE_OF_PROPOSAL = "notice_of_proposal", "Ofsted proposes a decision and the provider may respond (section 17)."
    NOTICE_OF_DECISION = "notice_of_decision", "Ofsted has decided (section 19)."
    URGENT_CANCELLATION = "urgent_cancellation", "A court cancels the registration at once (section 20A)."
    URGENT_VARIATION = "urgent_variation", "Conditions are imposed, varied or removed at once (section 20B)."
    WARNING_LETTER = "warning_letter", "Ofsted warned the provider in writing."
    CAUTION = "caution", "A caution was given for an offence."
    PROSECUTION = "prosecution", "A prosecution for an offence was started."


class AppealStatus(ClosedList):
    """The state of an appeal to the First-tier Tribunal.

    Sections are of the Care Standards Act 2000, rules of the Tribunal Procedure (First-tier Tribunal) (Health,
    Education and Social Care Chamber) Rules 2008.
    """

    NONE = "none", "No appeal has been brought. It can be within 28 days after service (section 21(2))."
    LODGED = "lodged", "An appeal has been brought and is not decided (section 21(1))."
    UPHELD = "upheld", "The tribunal directed that the decision or order has no effect (section 21(3) to (4B))."
    VARIED = "varied", "The tribunal decided on other conditions (section 21(5))."
    DISMISSED = "dismissed", "The tribunal confirmed the decision or order (section 21(3) to (4B))."
    WITHDRAWN = "withdrawn", "The appeal was withdrawn by those who brought it (rule 17)."
    STRUCK_OUT = "struck_out", "The tribunal ended the appeal without deciding it (rule 8)."
