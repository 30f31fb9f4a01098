"""Which logs are sealed."""

from register.vocabulary.closed_list import ClosedList


class Log(ClosedList):
    """A log that is sealed."""

    ACCESS = "access", "The access log: every consultation."
    ENTRY = "entry", "The entry log: every change."
