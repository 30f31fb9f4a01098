"""Placements of children."""

from register.vocabulary.closed_list import ClosedList


class PlacementKind(ClosedList):
    """The kind of placement, by the codes of the children looked-after return (SSDA903) that it stands for."""

    SECURE_HOME = "secure_home", "A secure children's home (K1)."
    CHILDRENS_HOME = "childrens_home", "A children's home (K2)."
    SUPPORTED_ACCOMMODATION = "supported_accommodation", "Supported accommodation, from the age of 16 (K3)."
    RESIDENTIAL_SCHOOL = "residential_school", "A residential school (S1)."
    FOSTER_CARE = "foster_care", "A foster placement (U1 to U6)."
    WITH_PARENTS = "with_parents", "With parents, or others with parental responsibility (P1)."
    INDEPENDENT_LIVING = "independent_living", "Independent living (P2)."
    OTHER_RESIDENTIAL = "other_residential", "Another residential setting (R1 to R5)."
    OTHER = "other", "Another placement (Z1)."


class PlacementApprover(ClosedList):
    """Who approved a placement outside the area of the responsible authority (SI 2010/959, regulation 11)."""

    NOMINATED_OFFICER = "nominated_officer", "An officer whom the authority nominated for it."
    DIRECTOR = "director", "The authority's director of children's services."


# The kinds that are in a home on this register, whose URN is then known.
IN_A_HOME: frozenset[PlacementKind] = frozenset({PlacementKind.SECURE_HOME, PlacementKind.CHILDRENS_HOME})
