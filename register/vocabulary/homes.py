"""Homes: what they are and whom they care for."""

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


class OperationalStatus(ClosedList):
    """The home's state of operation: not yet accommodating, open or temporarily closed."""

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
