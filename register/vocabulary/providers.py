"""Providers of homes."""

from register.vocabulary.closed_list import ClosedList


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
