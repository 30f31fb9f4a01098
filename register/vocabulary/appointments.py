"""Appointments."""

from register.vocabulary.closed_list import ClosedList


class AppointedRole(ClosedList):
    """What a body has appointed a person to do."""

    SUPERVISOR = "supervisor", "Checks how their own body uses the register, and can end access."
    APPROVER = "approver", "Approves access that another person asked for, or gives access for an inspection."
