"""Why something that is held about a child is left out of what the child is given who asks for it."""

from register.vocabulary.closed_list import ClosedList


class ExemptionLaw(ClosedList):
    """The law by which something is left out of the answer to a person who asks what is held about them."""

    CRIME_AND_TAXATION = (
        "crime_and_taxation",
        "It would prejudice preventing or detecting crime, or taxation (Data Protection Act 2018 Sch 2 para 2).",
    )
    OTHER_PEOPLE = (
        "other_people",
        "It cannot be shown without what is held about another person (Data Protection Act 2018 Sch 2 para 16).",
    )
    LEGAL_PRIVILEGE = (
        "legal_privilege",
        "It is legally privileged or confidential advice (Data Protection Act 2018 Sch 2 para 19).",
    )
    HEALTH_HARM = (
        "health_harm",
        "To show health data would be likely to cause serious harm (Data Protection Act 2018 Sch 3 para 5).",
    )
    SOCIAL_WORK_HARM = (
        "social_work_harm",
        "To show social work data would be likely to cause serious harm (Data Protection Act 2018 Sch 3 para 11).",
    )
    EDUCATION_HARM = (
        "education_harm",
        "To show education data would be likely to cause serious harm (Data Protection Act 2018 Sch 3 para 19).",
    )
    CHILD_ABUSE = (
        "child_abuse",
        "Data about abuse would not serve the child for whom somebody asks (Data Protection Act 2018 Sch 3 para 21).",
    )
    ADOPTION = "adoption", "It is an adoption record or report (Data Protection Act 2018 Sch 4 para 3)."
