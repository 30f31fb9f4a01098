"""The tables as migrations leave them: each holds exactly one field group, and names it."""

from register.tables.access_grants import access_count, live_grant
from register.tables.access_log import access_log
from register.tables.anchors import HOME, PROVIDER, SUBJECTS
from register.tables.appointments import appointment, suspension
from register.tables.areas import area, area_drawing, area_part, area_successor, area_version, area_within
from register.tables.bodies import agency
from register.tables.change_requests import change_request
from register.tables.changes import entry, entry_author
from register.tables.codes import SCHEMA
from register.tables.conditions import condition, condition_detail
from register.tables.declare import (
    ANCHOR_OF,
    CHANGE_KIND_OF,
    GROUP_OF,
    HISTORY_OF,
    columns_shown_nowhere,
    counter_of,
    metadata,
    named,
    told_tables,
)
from register.tables.home_areas import home_area, home_reach
from register.tables.homes import home, home_identity, home_version
from register.tables.inspections import inspection
from register.tables.notices import notice, notice_detail
from register.tables.openings import opening
from register.tables.organisations import organisation
from register.tables.people import home_person
from register.tables.policy import legal_basis, policy_state
from register.tables.postcodes import postcode
from register.tables.premises import premises
from register.tables.providers import provider, provider_contact
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
    "access_count",
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
    "columns_shown_nowhere",
    "condition",
    "condition_detail",
    "counter_of",
    "entry",
    "entry_author",
    "home",
    "home_area",
    "home_identity",
    "home_person",
    "home_reach",
    "home_version",
    "inspection",
    "legal_basis",
    "live_grant",
    "metadata",
    "named",
    "notice",
    "notice_detail",
    "opening",
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
    "told_tables",
]
