"""Rules for what inspectorates decide about areas."""

from collections.abc import Mapping

from register.rules.problem import Meaning, Problem
from register.vocabulary import Agency, AreaKind

# Whose each kind of area is to decide about.
DECIDES: Mapping[Agency, AreaKind] = {Agency.OFSTED: AreaKind.AUTHORITY, Agency.HMICFRS: AreaKind.FORCE}


def area_is_ones_own_to_choose(agency: Agency, area_kind: str) -> Problem | None:
    """Ofsted decides about local authorities, HMICFRS about police forces (Children Act 2004 s.20)."""
    if DECIDES.get(agency) == area_kind:
        return None
    return Problem("RULE_AREA_OF_ANOTHER", "Another inspectorate decides about areas of this kind.", "area")


# In the order of the codes.
TARGET_PROBLEMS: Mapping[str, Meaning] = {
    "RULE_AREA_OF_ANOTHER": Meaning(
        "Your inspectorate does not decide about areas of this kind.",
        "Name a local authority if you are Ofsted, a police force if you are HMICFRS.",
    ),
}
