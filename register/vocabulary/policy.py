"""The words of the permission matrix: what is granted, how far, by which law, and why something is withheld."""

from dataclasses import dataclass
from datetime import date

from register.vocabulary.closed_list import ClosedList


class Group(ClosedList):
    """A group of fields that policy treats alike. Every table holds exactly one."""

    REFERENCE = "reference", "Published reference data: areas and their outlines, postcodes, bodies and laws."
    HOME_PUBLIC = "home public facts", "Facts that do not identify a home, for example its kind and judgements."
    HOME_LOCATION = "home identity and location", "A home's name, address and position (SI 2010/2130, regulation 7)."
    HOME_PEOPLE = "home people", "The people of a home and the contact details of its provider."
    ENFORCEMENT_STATUS = "enforcement status", "Which conditions and notices a home has, and when they apply."
    ENFORCEMENT_DETAIL = "enforcement detail", "The wording of conditions and the reasons for notices."
    CHILD = "child", "That a child is on the register, and which authority is responsible."
    CHILD_MINIMUM = "child name and birth", "A child's name, date of birth and sex."
    CHILD_IDENTITY = "child identity", "A child's other names and identifiers."
    CHILD_CHARACTERISTICS = "child characteristics", "A child's care status, ethnicity and disability."
    CHILD_MATCH = "child matches", "Which records may be of one child, how alike they are, and what people decided."
    CHILD_MERGE = "workings of merges", "Which rows went to the record that is kept. Nobody is granted them."
    PLACEMENT = "placement", "Where a child is or was placed, and by whom."
    EPISODE = "missing episode", "That a child was missing: when, from where and how it ended; not which child."
    EPISODE_CHILD = "child of an episode", "Which child a missing episode is of."
    RISK = "risk assessment", "How the police assessed the risk to a missing child."
    EPISODE_HARM = "harm in an episode", "What harm came to a child while missing."
    SIGHTING = "sighting", "When and where a missing child was seen."
    PREVENTION = "prevention interview", "If the police spoke with a child who is back, and the outcome."
    TOGETHER = "missing together", "Which missing episodes are of children who are missing together."
    REPEATS = "repeat episodes", "How often a child went missing in the 90 days and 12 months before."
    REPORTS = (
        "reports of an episode",
        "Who was notified that a child is missing, and when; who is still to be, and by when.",
    )
    CONSULTATIONS = "consultations of a child", "That a child was asked about: the day and the kind of body."
    CONSULTING_BODIES = (
        "bodies that consulted",
        "Which body asked about a child, when and for which purpose; never which person.",
    )
    HOME_CONSULTATIONS = (
        "consultations of a home",
        "Which body asked about a home, when and for which purpose; never which person.",
    )
    ENCOUNTERS = "encounters", "That a professional met a child and asked if the child is missing: when and which body."
    FLAG = "exploitation flag", "That a child is flagged for exploitation, and when the flag is reviewed."
    SHIELD = "shield", "That a child is shielded, why, and which bodies reach the child all the same."
    SUBJECT_ACCESS = (
        "subject access",
        "What is left out of the answer to a child who asks what is held about it, and by which law.",
    )
    EXPLOITATION = "exploitation", "Which exploitation a flag is of, and how sure it is."
    INTERVIEW = "return interview", "That a return home interview was offered and held, when and by whom."
    INTERVIEW_THEMES = "interview themes", "What an interview learned, as coded themes."
    INTERVIEW_NARRATIVE = "interview narrative", "What the child said in an interview, in full."
    POLICE_EXTRACT = "police extract", "What an authority approved for the police of what a child said."
    RETURN = "authority return", "That an authority returned a list or is to return it, and figures about it; no child."
    RETURN_CHECKS = "return checks", "Which rules a return breaks, on which lines; never what is written there."
    RETURN_BYPASSES = "return bypasses", "Why an authority asks that an error in a return may remain."
    RETURN_JUDGEMENTS = "return judgements", "If the receiver lets an error in a return remain, and why."
    RETURN_SIGN_OFFS = "return sign-offs", "Which people of an authority submitted and signed off a return."
    RETURN_ROWS = (
        "return rows",
        "The rows of a return: children and their episodes, and how they agree with the register.",
    )
    PROGRAMME = "inspection programme", "The themes that joint inspections look at, and the dates of each round."
    AREA_INSPECTION = (
        "area inspection",
        "That an area is inspected: when, by which inspectorates, and why.",
    )
    AREA_PACK = "area pack", "The figures about an area as they were when its inspection was approved; no person."
    AREA_FINDING = "area finding", "What inspectors found in an area, before the letter is published."
    AREA_COHORT = "area cohort", "Which children of an area were drawn for inspectors to look at: only their numbers."
    PUBLISHED_INSPECTION = (
        "published inspection",
        "What an inspection of an area or of a body of it found, as it was published.",
    )
    ACTION_PLAN = "action plan", "What an authority will do about findings, until when, and what it has done."
    TARGET = "inspection targeting", "Which areas an inspectorate chose to inspect, to watch or to leave, and why."
    STATISTICS = "published statistics", "Figures that were made safe to publish, and are about no person."
    STATISTICS_WORKINGS = "workings of statistics", "The counts under published figures. Nobody is granted them."
    LIVE_ACCESS = "live access", "Access granted by a named person, with an expiry date."
    OPENINGS = "home openings", "That a home was opened by break-glass access: when, by which body, for which incident."
    APPOINTMENTS = "appointments", "Who is appointed to supervise or approve access, and who is suspended."
    CHANGE_REQUESTS = (
        "change requests",
        "Commands remembered for a day, so that a repeat is not carried out twice, and sessions that were ended.",
    )
    RECORD_VERSIONS = "record versions", "How often a record has changed, counting what is hidden. Commands name it."
    CHANGES = "changes", "That a record changed, and when; never what it held."
    CHANGE_AUTHORS = "authors of changes", "Who changed a record, and why."
    CORRECTIONS = (
        "corrections",
        "That a record which a body has consulted was corrected; never what it holds.",
    )
    AUDIT = "audit log", "Who consulted the register, and which records they were shown."


class Use(ClosedList):
    """What a grant lets the caller do with a group."""

    READ = "read", "See the values."
    MATCH = "match", "Search and order by the values."
    COUNT = "count", "Count the rows."
    CHANGE = "change", "Add, correct and end records."


class Scope(ClosedList):
    """Which rows a grant reaches. Written as SQL in sql/scope.py."""

    NATIONAL = "national", "Every row."
    OWN_BOUNDARY = "own boundary", "Homes in the caller's force area, on its boundary, or in the buffer around it."
    OWN_AUTHORITY = "own authority", "Homes, children and returns that the caller's local authority is responsible for."
    HOSTED = "hosted", "Homes in the caller's area, and children who are placed in it."
    OWNED = "owned episodes", "Missing episodes that the caller's force owns, until 12 months after they end."
    INTEREST = "live interest", "Children with an open episode of the caller's force, until 28 days after it ends."
    OFFERED = "offered episodes", "Missing episodes that the caller's force is asked to take over."
    CASE = "commissioned cases", "Children whose return home interview the caller's organisation is to hold."
    LONG_MISSING = "long missing", "Children missing for more than 72 hours, until 28 days after the episode ends."
    ORGANISATION = "organisation", "Rows that are of the caller's own body: one force, one authority, one organisation."
    INSPECTED_AREA = "area under inspection", "Homes in an area that the caller is inspecting, until the access ends."
    OPENED_HOME = "opened home", "A home that was opened to the caller, until the access ends."
    SELF = "own person", "Rows about the caller."
    SUPERVISED = "own body, for those appointed", "Rows about the caller's own body, if it has appointed the caller."
    KNOWN = "of what may be read", "Changes to records that the caller may read."


class Explained(ClosedList):
    """What happens to a field that is asked for, searched by or changed."""

    ALLOWED = "allowed", "The field is answered."
    WITHHELD = "withheld", "The request is answered without the field, and says so."
    REFUSED = "refused", "The request is refused."


class WithheldReason(ClosedList):
    """Why a field that was asked for is not shown on a row."""

    NO_GRANT = "NO_GRANT", "The permission matrix does not give your kind of body this field."
    OUTSIDE_SCOPE = "OUTSIDE_SCOPE", "You may read this field for other records, but not for this one."
    NOT_YET_IN_FORCE = "NOT_YET_IN_FORCE", "On the date asked about, the law that allows it was not yet in force."
    GRANT_EXPIRED = "GRANT_EXPIRED", "You had access for a limited time, and it has ended."


@dataclass(frozen=True, slots=True)
class Basis:
    """The law that a grant rests on. A grant has no effect before this date."""

    code: str
    name: str
    in_force_from: date
