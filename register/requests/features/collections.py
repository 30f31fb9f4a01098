"""The collections: which rows of the register each shows as features, and what of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from register.catalogue import CATALOGUE, Entity
from register.requests.features.properties import Property, properties_of
from register.vocabulary import BODIES, Agency

HOME_JOINED: Mapping[str, tuple[str, ...]] = {
    "authority": ("code", "name"),
    "force": ("code", "name"),
    "region": ("code", "name"),
    "provider": ("reference", "name"),
}
# The id of a feature is the home's number; the version serves commands, of which this door has none.
BUILDINGS = "premises"
# A building has an id and no name: its id is the property premises.
PREMISES_NAMES = {"id": "premises"}
PREMISES_OF_HOME = frozenset(
    {
        "urn", "kind", "sector", "registrationStatus", "registeredOn", "ceasedOn", "places", "name",
        "providerReference", "providerName",
    }
)  # fmt: skip
HOME_WITHOUT = frozenset({"id", "version"})


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection of features.

    root: the root field of GraphQL that it is read by; given: arguments of it that never change, as GraphQL writes
    them. key: the property that is a feature's id. place: the field with its geometry: a location of homes, or an
    outline. begins, ends: the properties between whose days it holds. of_own_area: true if it shows the caller's own
    area, so that only bodies with an area have it. buildings: the field with the rows of a row that are its features,
    if they are not the rows themselves; row_key: the property that names the row itself, if key does not.
    """

    id: str
    title: str
    about: str
    root: str
    entity: Entity
    key: str
    place: str
    begins: str
    ends: str
    properties: tuple[Property, ...]
    given: Mapping[str, str]
    of_own_area: bool = False
    buildings: str | None = None
    row_key: str = ""

    @property
    def is_outlined(self) -> bool:
        """True if its features are areas with an outline, and not points."""
        return self.place not in self.entity.structures

    @property
    def takes_shapes(self) -> bool:
        """True if a filter may compare its geometry."""
        return not self.is_outlined and self.buildings is None

    @property
    def never_null(self) -> str:
        """A property that every row has."""
        return self.row_key or self.key

    def property_named(self, name: str) -> Property | None:
        """The property of this name, if there is one."""
        return next((each for each in self.properties if each.name == name), None)

    def is_offered(self, agency: Agency) -> bool:
        """True if a body of this kind has this collection."""
        return not self.of_own_area or BODIES[agency].area_kind is not None


def _homes(name: str, title: str, about: str, *, given: Mapping[str, str], of_own_area: bool) -> Collection:
    home = CATALOGUE["Home"]
    properties = properties_of(home, without=HOME_WITHOUT, joined=HOME_JOINED)
    return Collection(
        name, title, about, "homes", home, "urn", "location", "registeredOn", "ceasedOn", properties, given, of_own_area
    )


def _premises() -> Collection:
    """The buildings of homes, each with what is said of its home. What is compared is compared of the home."""
    home, building = CATALOGUE["Home"], CATALOGUE["Premises"]
    own = [
        replace(each, name=PREMISES_NAMES.get(each.name, each.name), matched=(BUILDINGS, "some", *each.matched))
        for each in properties_of(building, without=frozenset(), joined={})
    ]
    of_home = [
        each
        for each in properties_of(home, without=HOME_WITHOUT, joined={"provider": HOME_JOINED["provider"]})
        if each.name in PREMISES_OF_HOME
    ]
    return Collection(
        BUILDINGS,
        "Premises",
        "The buildings of children's homes that are registered or suspended, each whose place you may see, with what "
        "is said of its home.",
        "homes",
        home,
        "premises",
        "location",
        "registeredOn",
        "ceasedOn",
        (*of_home, *(replace(each, is_only_shown=True) for each in own)),
        {},
        buildings=BUILDINGS,
        row_key="urn",
    )


def _areas(kind: str, title: str) -> Collection:
    area = CATALOGUE["Area"]
    properties = properties_of(area, without=frozenset(), joined={})
    about = f"{title} with a simplified outline for drawing, which never decides what is inside."
    name = f"areas-{kind.lower()}"
    return Collection(
        name, title, about, "areas", area, "code", "outline", "validFrom", "validTo", properties, {"kind": kind}
    )


@lru_cache(maxsize=1)
def collections() -> Mapping[str, Collection]:
    """Every collection, by its id. The schema must have been built: that fills the catalogue."""
    every = (
        _homes(
            "homes",
            "Children's homes",
            "Children's homes in England that are registered or suspended. What you may not see of a home is null and "
            "listed in withheld.",
            given={},
            of_own_area=False,
        ),
        _homes(
            "homes-in-my-area",
            "Children's homes in your area",
            "The homes in your own police force area or local authority, on its boundary, or with a second building "
            "in it.",
            given={"area": "{mine: true}"},
            of_own_area=True,
        ),
        _premises(),
        _areas("FORCE", "Police force areas"),
        _areas("AUTHORITY", "Local authorities"),
        _areas("REGION", "Regions"),
    )
    return {each.id: each for each in every}
