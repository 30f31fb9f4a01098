"""Commands on sightings of missing children, by the force that owns the episode."""

from register.catalogue import Argument
from register.schema.building.facts import fact, facts
from register.schema.commands.missing_episode import on_episode
from register.schema.types.missing_episode import MissingEpisode
from register.schema.types.sighting import Sighting
from register.vocabulary import Group

PLACE = {
    "longitude": Argument(float | None, "Degrees east of Greenwich, WGS 84. Send latitude with it."),
    "latitude": Argument(float | None, "Degrees north, WGS 84. Send longitude with it."),
}

RECORD_SIGHTING = on_episode(
    "recordSighting",
    "Record that a missing child was seen. For where it was last seen before it went missing, use updateLastSeen.",
    Group.SIGHTING,
    **facts(Sighting, "kind", "seenAt", required=True),
    **PLACE,
)
UPDATE_LAST_SEEN = on_episode(
    "updateLastSeen",
    "Record when and where a responsible adult last saw the child before it went missing. What was recorded of it "
    "before is replaced. If that is later than the episode began, the episode begins then.",
    Group.SIGHTING,
    lastSeenAt=fact(MissingEpisode, "lastSeenAt", required=True),
    **PLACE,
)
