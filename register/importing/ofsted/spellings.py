"""How Ofsted has written the columns and words of its lists since 2015: today's spelling first, then earlier ones."""

from collections.abc import Mapping
from typing import Final

from register.importing.files.headings import Column
from register.vocabulary import HomeKind, InspectionKind, Judgement, RegistrationStatus, Sector


def _needed(*names: str) -> Column:
    return Column(names)


def _optional(*names: str) -> Column:
    return Column(names, is_needed=False)


IDENTITY: Final[Mapping[str, Column]] = {"urn": _needed("URN"), "provision_type": _needed("Provision type")}
JUDGED: Final[Mapping[str, tuple[str, ...]]] = {
    "overall_experiences_and_progress": (
        "Overall experiences and progress of children and young people",
        "Latest full inspection overall experiences and progress of children and young people",
        "Overall effectiveness",
    ),
    "education_and_learning": (
        "Outcomes in education and related learning activities",
        "Latest full inspection outcomes in education and related learning activities",
    ),
    "health": ("Health services", "Latest full inspection health services", "Latest full inspectio health services"),
    "helped_and_protected": (
        "How well children and young people are helped and protected",
        "Latest full inspection how well children and young people are helped and protected",
        "Safeguarding children and young people",
        "The safety of children and young people",
    ),
    "leaders_and_managers": (
        "The effectiveness of leaders and managers",
        "Latest full inspection the effectiveness of leaders and managers",
        "Leadership and management",
    ),
}
# A list without one of the first four would be another list; what else a year lacks is not told by that year.
PROVIDER_LIST: Final[Mapping[str, Column]] = {
    **IDENTITY,
    "registration_status": _needed("Registration status", "Reg status"),
    "authority": _needed("Local authority"),
    "sector": _needed("Sector"),
    "registered_on": _optional("Registration date"),
    "places": _optional("Places"),
    "owner": _optional("Organisation which owns the provider", "Organisation name", "Organisation"),
    "name": _optional("Name", "Setting name"),
    "address_1": _optional("Address 1"),
    "address_2": _optional("Address 2"),
    "town": _optional("Town"),
    "postcode": _optional("Postcode"),
    "short_breaks_only": _optional(
        "Short-break-only children's home", "Short breaks only children's home", "Short breaks only"
    ),
    "several_buildings": _optional("Multi building children's home"),
    "event": _optional("Latest full inspection event type", "Event type", "Inspection type"),
    "started_on": _optional("Latest full inspection date", "Inspection date"),
    "published_on": _optional("Latest full inspection publication date", "Publication date"),
    "number": _optional("Latest full inspection event number", "Event number", "Inspection ID"),
    **{field: _optional(*names) for field, names in JUDGED.items()},
}
# A list that has any of an inspection has these, or it is not read: half an inspection is none.
INSPECTION_NEEDS: Final = ("event", "started_on", "number", "overall_experiences_and_progress")
INSPECTION_LIST: Final[Mapping[str, Column]] = {
    **IDENTITY,
    "event": _needed("Inspection event type"),
    "started_on": _needed("Inspection date"),
    "published_on": _needed("Inspection publication date"),
    "number": _needed("Inspection event number"),
    **{field: _needed(*names) for field, names in JUDGED.items()},
}

HOME_KINDS: Final[Mapping[str, HomeKind]] = {
    "children's home": HomeKind.CHILDRENS_HOME,
    "secure children's home": HomeKind.SECURE_CHILDRENS_HOME,
    "residential special school (registered as a children's home)": HomeKind.RESIDENTIAL_SPECIAL_SCHOOL,
    # A school that boards a child for longer than 295 days a year is a children's home by law.
    "residential special school (>295 days/year)": HomeKind.RESIDENTIAL_SPECIAL_SCHOOL,
}
SECTORS: Final[Mapping[str, Sector]] = {
    "private": Sector.PRIVATE,
    "local authority": Sector.LOCAL_AUTHORITY,
    "voluntary": Sector.VOLUNTARY,
    "health authority": Sector.HEALTH_AUTHORITY,
}
STATUSES: Final[Mapping[str, RegistrationStatus]] = {
    "active": RegistrationStatus.REGISTERED,
    "suspended": RegistrationStatus.SUSPENDED,
}
YES: Final[Mapping[str, bool]] = {"y": True, "yes": True, "n": False, "no": False}
# From 2021 to 2024 the column held its own title for yes.
SHORT_BREAKS: Final[Mapping[str, bool]] = {
    **YES,
    "short breaks only": True,
    "short-break-only children's home": True,
    "short breaks and long term care": False,
    "long term care only": False,
}
SEVERAL_BUILDINGS: Final[Mapping[str, bool]] = {
    **YES,
    "multi building children's home": True,
    "multi-building children's home": True,
}
EVENT_KINDS: Final[Mapping[str, InspectionKind]] = {
    "full inspection": InspectionKind.FULL,
    "interim inspection": InspectionKind.INTERIM,
    "assurance visit": InspectionKind.ASSURANCE,
    "assurance inspection": InspectionKind.ASSURANCE,
    "monitoring inspection": InspectionKind.MONITORING_VISIT,
    "monitoring visit": InspectionKind.MONITORING_VISIT,
}
# The scales of before April 2015 cannot be put into today's: their words are left out.
# Decision: former-words
JUDGEMENT_WORDS: Final[Mapping[str, Judgement | None]] = {
    "outstanding": Judgement.OUTSTANDING,
    "good": Judgement.GOOD,
    "requires improvement to be good": Judgement.REQUIRES_IMPROVEMENT,
    "requires improvement": Judgement.REQUIRES_IMPROVEMENT,
    "inadequate": Judgement.INADEQUATE,
    "not judged": Judgement.NOT_JUDGED,
    "adequate": None,
    "satisfactory": None,
}
