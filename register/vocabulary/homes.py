"""Homes, their registration, their providers and their people."""

from register.vocabulary.closed_list import ClosedList


class HomeKind(ClosedList):
    """What kind of establishment Ofsted registered."""

    CHILDRENS_HOME = "childrens_home", "A children's home (Care Standards Act 2000, section 1)."
    SECURE_CHILDRENS_HOME = "secure_childrens_home", "A children's home approved to restrict children's liberty."
    RESIDENTIAL_SPECIAL_SCHOOL = (
        "residential_special_school",
        "A residential special school that is also registered as a children's home.",
    )


class Sector(ClosedList):
    """The sector that runs the home."""

    PRIVATE = "private", "A private company, partnership or individual."
    LOCAL_AUTHORITY = "local_authority", "A local authority."
    VOLUNTARY = "voluntary", "A charity or other voluntary organisation."
    HEALTH_AUTHORITY = "health_authority", "An NHS body."


class RegistrationStatus(ClosedList):
    """Where a home is in the registration lifecycle. Ofsted's statistics count registered and suspended homes."""

    APPLICATION_RECEIVED = "application_received", "A provider has applied and Ofsted has not decided."
    REFUSED = "refused", "Ofsted refused the application."
    REGISTERED = "registered", "The home is registered."
    SUSPENDED = "suspended", "The registration is suspended: no child may live there until the suspension is lifted."
    CANCELLED_VOLUNTARY = "cancelled_voluntary", "The registration was cancelled because the provider applied for it."
    CANCELLED_OFSTED = "cancelled_ofsted", "Ofsted cancelled the registration (Care Standards Act 2000, section 14)."
    CANCELLED_COURT = "cancelled_court", "A court cancelled the registration (Care Standards Act 2000, section 20A)."
    LAPSED = (
        "lapsed",
        "The registration ended without being cancelled, for example because the home passed to another provider.",
    )


class RegistrationAct(ClosedList):
    """What moves a registration from one status to another."""

    REGISTER = "register", "Ofsted registers the home."
    REFUSE = "refuse", "Ofsted refuses the application."
    SUSPEND = "suspend", "Ofsted suspends the registration."
    LIFT = "lift", "Ofsted lifts the suspension."
    CANCEL_VOLUNTARY = "cancel_voluntary", "Ofsted cancels because the provider applied for it."
    CANCEL_OFSTED = "cancel_ofsted", "Ofsted cancels (Care Standards Act 2000, section 14)."
    CANCEL_COURT = "cancel_court", "A court cancels (Care Standards Act 2000, section 20A)."
    LAPSE = "lapse", "The registration ends without being cancelled."


class CancellationWay(ClosedList):
    """Who ends a registration."""

    VOLUNTARY = "voluntary", "The provider, by applying to Ofsted."
    BY_OFSTED = "by_ofsted", "Ofsted (Care Standards Act 2000, section 14)."
    BY_COURT = "by_court", "A court (Care Standards Act 2000, section 20A)."


class OperationalStatus(ClosedList):
    """Whether children live in the home, or could."""

    NOT_YET_ACCOMMODATING = "not_yet_accommodating", "Registered, and no child has lived there yet."
    OPEN = "open", "Children live there."
    OPEN_NO_CHILDREN = "open_no_children", "Open, but no child lives there at the moment."
    TEMPORARILY_CLOSED = "temporarily_closed", "Closed for a time; the registration continues."


class SexAdmitted(ClosedList):
    """Which children the home's statement of purpose admits."""

    MIXED = "mixed", "Girls and boys."
    MALE = "male", "Boys only."
    FEMALE = "female", "Girls only."


class Need(ClosedList):
    """A kind of need that the home is registered to care for. Source: Ofsted's needs of children, 2022."""

    EMOTIONAL_BEHAVIOURAL = "emotional_behavioural", "Emotional or behavioural difficulties."
    LEARNING_DISABILITY = "learning_disability", "A learning disability."
    PHYSICAL_DISABILITY = "physical_disability", "A physical disability."
    SENSORY_IMPAIRMENT = "sensory_impairment", "A sensory impairment, for example of sight or hearing."
    MENTAL_HEALTH = "mental_health", "A mental health condition."
    COMPLEX_HEALTH = "complex_health", "Complex health needs."
    SUBSTANCE_MISUSE = "substance_misuse", "Present or past drug or alcohol misuse."
    ABUSE_NEGLECT = "abuse_neglect", "Harm from abuse or neglect."


class LegalForm(ClosedList):
    """What kind of person or organisation a provider is."""

    INDIVIDUAL = "individual", "A person. The name is personal data and is kept with the home's people."
    PARTNERSHIP = "partnership", "A partnership."
    COMPANY = "company", "A company, with a Companies House number if it is known."
    CHARITY = "charity", "A charity."
    LOCAL_AUTHORITY = "local_authority", "A local authority."
    NHS_BODY = "nhs_body", "An NHS body."
    UNINCORPORATED = "unincorporated", "An association that is not incorporated."
    NOT_KNOWN = "not_known", "The source does not give it."


class LocationPrecision(ClosedList):
    """How exactly the position of premises is known."""

    UPRN = "uprn", "The position of the building's unique property reference number (UPRN)."
    POSTCODE = "postcode", "The position of the postcode, not of the building."
    STREET = "street", "A point on the street, not of the building."


class PersonRole(ClosedList):
    """A person's role in a home."""

    REGISTERED_MANAGER = "registered_manager", "The person registered to manage the home."
    RESPONSIBLE_INDIVIDUAL = "responsible_individual", "The person who supervises the home for the provider."
