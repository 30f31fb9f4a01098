"""The words that code, SQL, schema and policy share. One word for one idea."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Agency(StrEnum):
    """Which kind of body the caller works for. The value is what a token carries."""

    POLICE = "police"
    UKMPU = "ukmpu"
    OFSTED = "ofsted"
    OFSTED_INSPECTOR = "ofsted_inspector"
    DFE = "dfe"
    DFE_STATISTICS = "dfe_statistics"
    COMMISSIONER = "commissioner"
    COMMISSIONER_STATISTICS = "commissioner_statistics"
    LOCAL_AUTHORITY = "local_authority"
    CQC = "cqc"
    HMICFRS = "hmicfrs"
    HMI_PROBATION = "hmi_probation"
    HEALTH = "health"
    INTERVIEW_PROVIDER = "interview_provider"
    ADMIN = "admin"
    AUDITOR = "auditor"


class Group(StrEnum):
    """A group of fields that policy treats alike. Every table holds exactly one."""

    REFERENCE = "reference"
    HOME_PUBLIC = "home public facts"
    HOME_LOCATION = "home identity and location"
    HOME_PEOPLE = "home people"
    ENFORCEMENT_STATUS = "enforcement status"
    ENFORCEMENT_DETAIL = "enforcement detail"
    LIVE_ACCESS = "live access"
    APPOINTMENTS = "appointments"
    CHANGE_REQUESTS = "change requests"
    CHANGES = "changes"
    CHANGE_AUTHORS = "authors of changes"
    AUDIT = "audit log"


class Use(StrEnum):
    """What a grant lets the caller do with a group."""

    READ = "read"
    MATCH = "match"
    COUNT = "count"
    CHANGE = "change"


class Scope(StrEnum):
    """Which rows a grant reaches. Written as SQL in sql/scope.py."""

    NATIONAL = "national"
    OWN_BOUNDARY = "own boundary"
    OWN_AUTHORITY = "own authority"
    HOSTED = "hosted"
    ORGANISATION = "organisation"
    INSPECTED_AREA = "area under inspection"
    OPENED_HOME = "opened home"
    SELF = "own person"
    SUPERVISED = "own body, for those appointed"
    KNOWN = "of what may be read"


class LiveGrantKind(StrEnum):
    """Why a person was given access that the matrix alone does not give."""

    BREAK_GLASS = "break_glass"
    ADMINISTRATION = "administration"
    INSPECTION = "inspection"


class AppointedRole(StrEnum):
    """What a body has appointed a person to."""

    SUPERVISOR = "supervisor"
    APPROVER = "approver"


class Explained(StrEnum):
    """What becomes of a field that is asked for, searched by or changed."""

    ALLOWED = "allowed"
    WITHHELD = "withheld"
    REFUSED = "refused"


class WithheldReason(StrEnum):
    """Why a field that was asked for is not shown on a row."""

    NO_GRANT = "NO_GRANT"
    OUTSIDE_SCOPE = "OUTSIDE_SCOPE"
    NOT_YET_IN_FORCE = "NOT_YET_IN_FORCE"
    GRANT_EXPIRED = "GRANT_EXPIRED"


class Purpose(StrEnum):
    """Why the register is consulted: the value of the header Register-Purpose."""

    SAFEGUARDING_CHILD = "safeguarding_child"
    MISSING_INVESTIGATION = "missing_investigation"
    INCIDENT_RESPONSE = "incident_response"
    PREVENTION_ANALYSIS = "prevention_analysis"
    INSPECTION = "inspection"
    STATISTICS = "statistics"
    REGULATION = "regulation"
    SYSTEM_SUPPORT = "system_support"


class AreaKind(StrEnum):
    """Which kind of area a code names."""

    FORCE = "force"
    AUTHORITY = "authority"
    REGION = "region"
    COUNTRY = "country"


class AreaLink(StrEnum):
    """How a home comes to reach an area."""

    INSIDE = "inside"
    EDGE = "edge"
    BUFFER = "buffer"
    AUTHORITY = "authority"


class ChangeKind(StrEnum):
    """What a change is of: one for each family of records."""

    HOME = "home"
    IDENTITY = "identity"
    PREMISES = "premises"
    PERSON = "person"
    PROVIDER = "provider"
    LINK = "link"
    INSPECTION = "inspection"
    CONDITION = "condition"
    NOTICE = "notice"
    AREA = "area"
    ORGANISATION = "organisation"
    ACCESS = "access"


class ChangeOperation(StrEnum):
    """What a change did to a record."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


class HomeKind(StrEnum):
    """What kind of establishment Ofsted registered."""

    CHILDRENS_HOME = "childrens_home"
    SECURE_CHILDRENS_HOME = "secure_childrens_home"
    RESIDENTIAL_SPECIAL_SCHOOL = "residential_special_school"


class Sector(StrEnum):
    """Who runs the home."""

    PRIVATE = "private"
    LOCAL_AUTHORITY = "local_authority"
    VOLUNTARY = "voluntary"
    HEALTH_AUTHORITY = "health_authority"


class RegistrationStatus(StrEnum):
    """Where a home stands in the registration lifecycle."""

    APPLICATION_RECEIVED = "application_received"
    REFUSED = "refused"
    REGISTERED = "registered"
    SUSPENDED = "suspended"
    CANCELLED_VOLUNTARY = "cancelled_voluntary"
    CANCELLED_OFSTED = "cancelled_ofsted"
    CANCELLED_COURT = "cancelled_court"
    LAPSED = "lapsed"


class RegistrationAct(StrEnum):
    """What moves a registration from one status to another."""

    REGISTER = "register"
    REFUSE = "refuse"
    SUSPEND = "suspend"
    LIFT = "lift"
    CANCEL_VOLUNTARY = "cancel_voluntary"
    CANCEL_OFSTED = "cancel_ofsted"
    CANCEL_COURT = "cancel_court"
    LAPSE = "lapse"


class CancellationWay(StrEnum):
    """Who ends a registration: the provider by application, Ofsted (section 14) or a court (section 20A)."""

    VOLUNTARY = "voluntary"
    BY_OFSTED = "by_ofsted"
    BY_COURT = "by_court"


class OperationalStatus(StrEnum):
    """Whether children can be or are living in the home."""

    NOT_YET_ACCOMMODATING = "not_yet_accommodating"
    OPEN = "open"
    OPEN_NO_CHILDREN = "open_no_children"
    TEMPORARILY_CLOSED = "temporarily_closed"


class SexAdmitted(StrEnum):
    """Which children the statement of purpose admits."""

    MIXED = "mixed"
    MALE = "male"
    FEMALE = "female"


class Need(StrEnum):
    """A kind of need the home is registered to care for."""

    EMOTIONAL_BEHAVIOURAL = "emotional_behavioural"
    LEARNING_DISABILITY = "learning_disability"
    PHYSICAL_DISABILITY = "physical_disability"
    SENSORY_IMPAIRMENT = "sensory_impairment"
    MENTAL_HEALTH = "mental_health"
    COMPLEX_HEALTH = "complex_health"
    SUBSTANCE_MISUSE = "substance_misuse"
    ABUSE_NEGLECT = "abuse_neglect"


class LegalForm(StrEnum):
    """What kind of person or body a provider is."""

    INDIVIDUAL = "individual"
    PARTNERSHIP = "partnership"
    COMPANY = "company"
    CHARITY = "charity"
    LOCAL_AUTHORITY = "local_authority"
    NHS_BODY = "nhs_body"
    UNINCORPORATED = "unincorporated"
    NOT_KNOWN = "not_known"


class LocationPrecision(StrEnum):
    """How exactly the position of premises is known."""

    UPRN = "uprn"
    POSTCODE = "postcode"
    STREET = "street"


class PersonRole(StrEnum):
    """The part a person plays in a home."""

    REGISTERED_MANAGER = "registered_manager"
    RESPONSIBLE_INDIVIDUAL = "responsible_individual"


class InspectionKind(StrEnum):
    """What kind of visit an inspection was."""

    FULL = "full"
    INTERIM = "interim"
    ASSURANCE = "assurance"
    MONITORING_VISIT = "monitoring_visit"
    REINSPECTION = "reinspection"


class Judgement(StrEnum):
    """An inspection judgement, best first."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"
    NOT_JUDGED = "not_judged"


class ConditionKind(StrEnum):
    """What a condition of registration limits."""

    MAX_PLACES = "max_places"
    AGE_RANGE = "age_range"
    NEEDS = "needs"
    NAMED_MANAGER = "named_manager"
    PREMISES = "premises"
    OTHER = "other"


class ConditionChange(StrEnum):
    """How a condition came to stand as it does."""

    IMPOSED = "imposed"
    VARIED = "varied"
    REMOVED = "removed"


class NoticeKind(StrEnum):
    """A step of enforcement, by the section that it is served under."""

    COMPLIANCE_NOTICE = "compliance_notice"
    RESTRICTION_OF_ACCOMMODATION = "restriction_of_accommodation"
    SUSPENSION = "suspension"
    NOTICE_OF_PROPOSAL = "notice_of_proposal"
    NOTICE_OF_DECISION = "notice_of_decision"
    URGENT_CANCELLATION = "urgent_cancellation"
    URGENT_VARIATION = "urgent_variation"
    WARNING_LETTER = "warning_letter"
    CAUTION = "caution"
    PROSECUTION = "prosecution"


class AssertionBasis(StrEnum):
    """Whether a record states a fact, an assessment or an allegation (Data Protection Act 2018, s.38)."""

    FACT = "fact"
    PROFESSIONAL_ASSESSMENT = "professional_assessment"
    ALLEGATION = "allegation"


class ProtectiveMarking(StrEnum):
    """The government security classification of a record."""

    OFFICIAL = "official"
    OFFICIAL_SENSITIVE = "official_sensitive"


class Outcome(StrEnum):
    """How a consultation ended."""

    ALLOWED = "allowed"
    REFUSED = "refused"


class Log(StrEnum):
    """A log that is sealed: of consultations, or of changes."""

    ACCESS = "access"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Basis:
    """The law that a grant stands on. A grant does nothing before this date."""

    code: str
    name: str
    in_force_from: date


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking, for which body, for which purpose, on which day.

    area: ONS code of the body's force or authority; organisation: its code where ONS has none.
    """

    subject: str
    agency: Agency
    area: str | None
    organisation: str | None
    purpose: Purpose | None
    today: date
