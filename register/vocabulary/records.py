"""What every record carries."""

from register.vocabulary.closed_list import ClosedList


class AssertionBasis(ClosedList):
    """What a record is based on: fact, assessment or allegation (Data Protection Act 2018, section 38)."""

    FACT = "fact", "A fact."
    PROFESSIONAL_ASSESSMENT = "professional_assessment", "A professional's assessment."
    ALLEGATION = "allegation", "An allegation that has not been established."


class ProtectiveMarking(ClosedList):
    """How a record is marked under the Government Security Classifications."""

    OFFICIAL = "official", "OFFICIAL."
    OFFICIAL_SENSITIVE = "official_sensitive", "OFFICIAL-SENSITIVE."
