"""Commands on two records of one home."""

from register.catalogue import Argument
from register.schema.building.command import LOCATION, on_any_home
from register.schema.building.scalars import Urn

MERGE_DUPLICATE_HOMES = on_any_home(
    "urn",
    "mergeDuplicateHomes",
    "Record that two records are of the same home. The duplicate is kept, points to the other record, "
    "accepts no more commands and is in no area, so that the home is found only once. Its inspections are shown "
    "at the home that is kept. You can undo it with undoMerge.",
    LOCATION,
    duplicateUrn=Argument(Urn, "The URN of the duplicate."),
    duplicateExpectedVersion=Argument(int, "The version of the duplicate you last read."),
)
UNDO_MERGE = on_any_home(
    "duplicateUrn",
    "undoMerge",
    "Undo a merge: the record is a separate home after all. It is in its areas again, and has its inspections back.",
    LOCATION,
)
