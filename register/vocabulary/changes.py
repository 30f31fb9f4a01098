"""What the change feed reports."""

from register.vocabulary.closed_list import ClosedList


class ChangeKind(ClosedList):
    """The kind of record that changed."""

    HOME = "home", "A home's registration and public facts."
    IDENTITY = "identity", "A home's name and identity."
    PREMISES = "premises", "A home's buildings."
    PERSON = "person", "A home's manager or responsible individual."
    PROVIDER = "provider", "A provider, or its contact details."
    LINK = "link", "Which areas a home is in."
    INSPECTION = "inspection", "An inspection."
    CONDITION = "condition", "A condition of registration."
    NOTICE = "notice", "A notice."
    AREA = "area", "An area."
    ORGANISATION = "organisation", "An organisation that has no ONS code."
    ACCESS = "access", "Access granted by a person, an appointment or a suspension."


class ChangeOperation(ClosedList):
    """What was done to the record."""

    INSERT = "insert", "It was added."
    UPDATE = "update", "It was changed."
    DELETE = "delete", "It was removed; its history is kept."
