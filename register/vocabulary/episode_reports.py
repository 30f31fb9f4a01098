"""Reports of missing episodes: who is to be notified that a child is missing, and what follows."""

from register.vocabulary.closed_list import ClosedList


class ReportStep(ClosedList):
    """Who is to be notified of a missing episode, or what is to follow from it."""

    POLICE = "police", "It is reported to the police."
    RESPONSIBLE_AUTHORITY = "responsible_authority", "The authority that is responsible for the child is notified."
    HOST_AUTHORITY = "host_authority", "The authority in whose area the child is placed is notified."
    HOME = "home", "The children's home reports it."
    INTERVIEW = "interview", "The duty to offer a return home interview is opened."
    NATIONAL_UNIT = "national_unit", "The UK Missing Persons Unit is notified, after 72 hours."


# What no other record of the register says, so that a person does.
BY_HAND = frozenset({ReportStep.HOST_AUTHORITY, ReportStep.HOME})
