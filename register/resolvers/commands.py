"""Every command of the schema and the function that carries it out: one line each."""

from collections.abc import Mapping
from types import MappingProxyType

from register.resolvers import batch, files, live_access
from register.resolvers.acting import Act
from register.resolvers.keeping import KEEPING

ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "openHome": live_access.open_home,
        "requestAdministration": live_access.request_administration,
        "approveAdministration": live_access.approve_administration,
        "giveInspectionAccess": live_access.give_inspection_access,
        "endAccess": live_access.end_access,
        **KEEPING,
        "applyChanges": batch.apply_changes,
        "importHomes": files.import_homes,
    }
)
