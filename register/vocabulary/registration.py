"""The registration of homes: its statuses, and what moves it from one to another."""

from register.vocabulary.closed_list import ClosedList


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


# Ofsted's statistics count a suspended home, for its registration lasts.
CURRENT_STATUSES = (RegistrationStatus.REGISTERED, RegistrationStatus.SUSPENDED)


class StatusChoice(ClosedList):
    """Which homes a list holds, by registration status."""

    CURRENT = "current", "Homes that are registered or suspended."
    ALL = "all", "Homes of every registration status: also those that have closed, applied or been refused."


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
