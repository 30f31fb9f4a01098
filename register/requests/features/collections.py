"""The collections: which rows of the register each shows as features, and what of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from register.catalogue import CATALOGUE, Entity, Kind
from register.policy.grants import grants_of
from register.requests.features.properties import Property, parts_of, properties_of
from register.vocabulary import BODIES, Agency, Group, Use

HOME_JOINED: Mapping[str, tuple[str, ...]] = {
    "authority": ("code", "name"),
    "force": ("code", "name"),
    "region": ("code", "name"),
    "provider": ("reference", "name"),
}
# A feature is known by the home's number. The register's own number is for copies, which follow changes by it; the
# version is for commands, of which this door has none.
HOME_NAMES = {"id": "homeId"}
BUILDINGS = "premises"
# A building has an id and no name: its id is the property premises.
PREMISES_NAMES = {"id": "premises"}
PREMISES_OF_HOME = frozenset(
    {
        "urn", "kind", "sector", "registrationStatus", "registeredOn", "ceasedOn", "places", "name",
        "providerReference", "providerName",
    }
)  # fmt: skip
HOME_WITHOUT = frozenset({"version"})
# The sightings of an episode, latest first, and what a feature says of the one that gives it its geometry.
SIGHTINGS = "sightings"
SIGHTING_NAMES = {"kind": "sightingKind", "seenAt": "sightingSeenAt"}
SEEN = "place"
EPISODE_WITHOUT = frozenset({"version"})
# No child is named on a map.
EPISODE_JOINED: Mapping[str, tuple[str, ...]] = {
    "home": ("urn",),
    "owningForce": ("code", "name"),
    "responsibleAuthority": ("code", "name"),
    "risk": ("level",),
}


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection of features.

    root: the root field of GraphQL that it is read by; given: arguments of it that never change, as GraphQL writes
    them. key: the property that is a feature's id. place: the field with its geometry: a location of homes, an
    outline, or rows that each have a place, of which the first that is known is shown. begins, ends: the properties
    between whose days or instants it holds. of_own_area: true if it shows the caller's own area, so that only bodies
    with an area have it. buildings: the field with the rows of a row that are its features, if they are not the rows
    themselves; row_key: the property that names the row itself, if key does not. group: what a body must be granted
    somewhere to have it; None if every body has it.
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
    group: Group | None = None

    @property
    def is_outlined(self) -> bool:
        """True if its features are areas with an outline, and not points."""
        return self.place in self.entity.columns

    @property
    def is_seen(self) -> bool:
        """True if its features are where something was last seen."""
        return self.place in self.entity.relations

    @property
    def boxes_what_is_shown(self) -> bool:
        """True if a box is compared with what an answer shows, and not by the statement."""
        return self.is_outlined or self.is_seen

    @property
    def takes_shapes(self) -> bool:
        """True if a filter may compare its geometry."""
        return self.place in self.entity.structures and self.buildings is None

    @property
    def has_tiles(self) -> bool:
        """True if it is drawn as tiles. A box would read, and log, every row for each tile of what was last seen."""
        return not self.is_seen

    @property
    def lasts_by_day(self) -> bool:
        """True if it begins and ends with a day, and not at an instant."""
        begins = self.property_named(self.begins)
        return begins is not None and begins.column.kind is Kind.DAY

    @property
    def never_null(self) -> str:
        """A property that every row has."""
        return self.row_key or self.key

    def property_named(self, name: str) -> Property | None:
        """The property of this name, if there is one."""
        return next((each for each in self.properties if each.name == name), None)

    def is_offered(self, agency: Agency) -> bool:
        """True if a body of this kind has this collection."""
        if self.of_own_area and BODIES[agency].area_kind is None:
            return False
        return self.group is None or any(
            grant.group is self.group and Use.READ in grant.uses for grant in grants_of(agency)
        )


def _homes(name: str, title: str, about: str, *, given: Mapping[str, str], of_own_area: bool) -> Collection:
    home = CATALOGUE["Home"]
    properties = tuple(
        replace(each, name=HOME_NAMES.get(each.name, each.name))
        for each in properties_of(home, without=HOME_WITHOUT, joined=HOME_JOINED)
    )
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


def _episodes() -> Collection:
    """Missing episodes, each where its child was last seen. What is said of the sighting cannot be compared."""
    episode, sighting = CATALOGUE["MissingEpisode"], CATALOGUE["Sighting"]
    told = [
        replace(each, name=SIGHTING_NAMES[each.name])
        for each in properties_of(sighting, without=frozenset({"id"}), joined={})
        if each.name in SIGHTING_NAMES
    ]
    seen = [
        replace(each, shown=(SIGHTINGS, *each.shown), is_only_shown=True)
        for each in (*told, *parts_of(sighting.structures[SEEN]))
    ]
    return Collection(
        "missing-episodes",
        "Missing episodes",
        "Missing episodes, each at the latest place where the child is known to have been seen. No child is named.",
        "missingEpisodes",
        episode,
        "id",
        SIGHTINGS,
        "startedAt",
        "endedAt",
        (*properties_of(episode, without=EPISODE_WITHOUT, joined=EPISODE_JOINED), *seen),
        {},
        group=sighting.group,
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
        _episodes(),
        _areas("FORCE", "Police force areas"),
        _areas("AUTHORITY", "Local authorities"),
        _areas("REGION", "Regions"),
    )
    return {each.id: each for each in every}
