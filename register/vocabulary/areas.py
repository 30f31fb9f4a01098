"""Areas, and how their codes begin."""

from collections.abc import Mapping

from register.vocabulary.closed_list import ClosedList


class AreaKind(ClosedList):
    """Which kind of area a code names."""

    FORCE = "force", "A police force area."
    AUTHORITY = "authority", "A local authority with children's social care duties."
    REGION = "region", "A region of England."
    COUNTRY = "country", "England or Wales."


# How the codes of each kind begin. Source: ONS, Register of Geographic Codes. Authorities are the kinds with children's
# social care: unitary, metropolitan, London and county in England, then Wales.
AREA_PREFIXES: Mapping[AreaKind, tuple[str, ...]] = {
    AreaKind.FORCE: ("E23", "W15"),
    AreaKind.AUTHORITY: ("E06", "E08", "E09", "E10", "W06"),
    AreaKind.REGION: ("E12",),
    AreaKind.COUNTRY: ("E92", "W92"),
}


class AreaTimelineKind(ClosedList):
    """What an entry of an area's timeline is."""

    PUBLISHED_INSPECTION = "published_inspection", "An inspection of the area as it was published."
    TARGET_DECISION = "target_decision", "What an inspectorate decided about the area."
