"""Every command of the schema and the function that carries it out: one line each."""

from collections.abc import Mapping
from types import MappingProxyType

from register.resolvers.commands import access_grants, batch, uploads
from register.resolvers.commands.batchable_acts import KEEPING
from register.resolvers.commands.context import Act

ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "openHome": access_grants.open_home,
        "requestAdministration": access_grants.request_administration,
        "approveAdministration": access_grants.approve_administration,
        "giveInspectionAccess": access_grants.give_inspection_access,
        "endAccess": access_grants.end_access,
        **KEEPING,
        "applyChanges": batch.apply_changes,
        "importHomes": uploads.import_homes,
    }
)
