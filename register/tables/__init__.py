"""The tables as migrations leave them: each holds exactly one field group, and names it."""

from register.tables.access_grants import appointment, change_request, live_grant, policy_state, suspension
from register.tables.anchors import HOME, PROVIDER, SUBJECTS
from register.tables.areas import area, area_drawing, area_part, area_successor, area_version, area_within, postcode
from register.tables.codes import SCHEMA
from register.tables.declare import ANCHOR_OF, CHANGE_KIND_OF, GROUP_OF, HISTORY_OF, metadata, named
from register.tables.enforcement import condition, condition_detail, notice, notice_detail
from register.tables.homes import home, home_area, home_identity, home_person, home_reach, premises
from register.tables.inspections import inspection
from register.tables.logs import access_log, entry, entry_author
from register.tables.parties import agency, legal_basis, organisation, provider, provider_contact
from register.tables.seals import access_key, seal_head, seal_held, seal_leaf, seal_node, seal_state

__all__ = [
    "ANCHOR_OF",
    "CHANGE_KIND_OF",
    "GROUP_OF",
    "HISTORY_OF",
    "HOME",
    "PROVIDER",
    "SCHEMA",
    "SUBJECTS",
    "access_key",
    "access_log",
    "agency",
    "appointment",
    "area",
    "area_drawing",
    "area_part",
    "area_successor",
    "area_version",
    "area_within",
    "change_request",
    "condition",
    "condition_detail",
    "entry",
    "entry_author",
    "home",
    "home_area",
    "home_identity",
    "home_person",
    "home_reach",
    "inspection",
    "legal_basis",
    "live_grant",
    "metadata",
    "named",
    "notice",
    "notice_detail",
    "organisation",
    "policy_state",
    "postcode",
    "premises",
    "provider",
    "provider_contact",
    "seal_head",
    "seal_held",
    "seal_leaf",
    "seal_node",
    "seal_state",
    "suspension",
]
