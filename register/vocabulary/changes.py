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
    CHILD = "child", "A child, and what is known of it."
    PLACEMENT = "placement", "Where a child is placed."
    EPISODE = "episode", "An episode in which a child is missing."
    RISK_ASSESSMENT = "risk_assessment", "An assessment of the risk to a missing child."
    SIGHTING = "sighting", "A sighting of a missing child."
    ENCOUNTER = "encounter", "A professional met the child and asked the register."
    EXPLOITATION_FLAG = "exploitation_flag", "A flag for exploitation."
    RETURN_INTERVIEW = "return_interview", "A return interview, from the duty to what was said."
    RETURN_DUTY = "return_duty", "That a local authority is to return a list: by when, and if it has."
    CORRECTION = "correction", "A notice to your body that a record which it has consulted was corrected."
    CHILD_LINK = "child_link", "Which bodies see a child, a placement or an episode."
    AREA = "area", "An area."
    ORGANISATION = "organisation", "An organisation that has no ONS code."
    ACCESS = "access", "Access granted by a person, an appointment or a suspension."


class ChangeOperation(ClosedList):
    """What was done to the record."""

    INSERT = "insert", "It was added."
    UPDATE = "update", "It was changed."
    DELETE = "delete", "It was removed; its history is kept."
    DUE = "due", "Nothing was changed: what was to be done by the time in these fields has not been done."
