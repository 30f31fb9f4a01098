"""Children, and how a body reaches them."""

from register.vocabulary.closed_list import ClosedList


class ChildLink(ClosedList):
    """Why a body reaches a child, a placement of the child or a missing episode."""

    RESPONSIBLE = "responsible", "The local authority that is responsible for the child."
    HOST = "host", "The local authority or police force in whose area the child is placed now."
    OWNER = "owner", "The police force that owns a missing episode of the child, and for 12 months after it ends."
    INTEREST = "interest", "The police force that owns an open missing episode, and for 28 days after it ends."
    OFFERED = "offered", "The police force that is asked to take over a missing episode."
    CASE = "case", "The provider that is to hold a return home interview, and for 28 days after that ends."
    LONG_MISSING = "long_missing", "The child is missing for more than 72 hours, or was within the last 28 days."
    SHIELDED_RESPONSIBLE = "shielded_responsible", "The authority that is responsible for a shielded child."
    SHIELDED_HOST = "shielded_host", "A body in whose area a shielded child is placed, and that the shield names."
    SHIELDED_OWNER = "shielded_owner", "A force that owns an episode of a shielded child, and that the shield names."


class TimelineKind(ClosedList):
    """What an entry of a child's timeline is."""

    PLACEMENT = "placement", "A placement, at its first day."
    MISSING_EPISODE = "missing_episode", "A missing episode, at its beginning."
    RETURN_INTERVIEW = "return_interview", "A return home interview, when the duty to offer it began."
    EXPLOITATION_FLAG = "exploitation_flag", "A flag of exploitation, on the day it was raised."


class Sex(ClosedList):
    """A child's sex, as the children looked-after return records it."""

    MALE = "male", "Male."
    FEMALE = "female", "Female."
    UNKNOWN = "unknown", "Not known."


# Source: the guide to the children looked-after return, ethnic origin.
class Ethnicity(ClosedList):
    """A child's ethnicity, as the children looked-after return records it."""

    WBRI = "WBRI", "White British."
    WIRI = "WIRI", "White Irish."
    WOTH = "WOTH", "Any other White background."
    WIRT = "WIRT", "Traveller of Irish heritage."
    WROM = "WROM", "Gypsy or Roma."
    MWBC = "MWBC", "White and Black Caribbean."
    MWBA = "MWBA", "White and Black African."
    MWAS = "MWAS", "White and Asian."
    MOTH = "MOTH", "Any other mixed background."
    AIND = "AIND", "Indian."
    APKN = "APKN", "Pakistani."
    ABAN = "ABAN", "Bangladeshi."
    AOTH = "AOTH", "Any other Asian background."
    BCRB = "BCRB", "Caribbean."
    BAFR = "BAFR", "African."
    BOTH = "BOTH", "Any other Black background."
    CHNE = "CHNE", "Chinese."
    OOTH = "OOTH", "Any other ethnic group."
    REFU = "REFU", "Refused to say."
    NOBT = "NOBT", "Not yet obtained."


class CareStatus(ClosedList):
    """What children's services know of a child."""

    LOOKED_AFTER = "looked_after", "Looked after by a local authority (Children Act 1989, section 22)."
    CHILD_PROTECTION_PLAN = "child_protection_plan", "Subject to a child protection plan."
    CHILD_IN_NEED = "child_in_need", "A child in need (Children Act 1989, section 17)."
    CARE_LEAVER = "care_leaver", "A care leaver."
    NOT_KNOWN_TO_SERVICES = "not_known_to_services", "Not known to children's services."
