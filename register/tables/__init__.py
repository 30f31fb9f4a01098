"""The tables as migrations leave them: each holds exactly one field group, and names it."""

from register.tables.access_exemptions import access_exemption
from register.tables.access_grants import access_count, live_grant
from register.tables.access_log import access_log
from register.tables.anchors import CHILD, EPISODE, HOME, PLACEMENT, PROVIDER, SUBJECTS
from register.tables.appointments import appointment, suspension
from register.tables.area_findings import area_cohort, area_finding
from register.tables.area_inspections import area_inspection, area_pack, inspection_round
from register.tables.area_targets import area_target, area_target_component, area_target_neighbour, target_decision
from register.tables.areas import area, area_drawing, area_part, area_successor, area_version, area_within
from register.tables.authority_returns import (
    authority_return,
    return_bypass,
    return_check,
    return_duty,
    return_figure,
    return_judgement,
    return_match,
    return_row,
    return_sign_off,
)
from register.tables.bank_holidays import bank_holiday
from register.tables.bodies import agency
from register.tables.change_requests import change_request
from register.tables.changes import entry, entry_author
from register.tables.child_matches import child_match, match_decision, merged_row
from register.tables.children import child, child_characteristics, child_identity, child_minimum, child_reach
from register.tables.codes import SCHEMA
from register.tables.conditions import condition, condition_detail
from register.tables.consultations import consultation, consultation_detail, home_consultation
from register.tables.correction_notices import correction_notice
from register.tables.declare import (
    ANCHOR_OF,
    CHANGE_KIND_OF,
    GROUP_OF,
    HISTORY_OF,
    columns_shown_nowhere,
    counter_of,
    metadata,
    named,
    refuse_undeclared,
    told_tables,
)
from register.tables.encounters import encounter
from register.tables.ended_sessions import ended_session
from register.tables.episode_reports import episode_report
from register.tables.exploitation_flags import exploitation_detail, exploitation_flag
from register.tables.former_facts import FORMER_OF, THEN, former_fact, former_identity
from register.tables.home_areas import home_area, home_finder, home_reach
from register.tables.homes import home, home_identity, home_version
from register.tables.inspections import inspection
from register.tables.missing_episodes import (
    episode_child,
    episode_harm,
    episode_reach,
    episode_repeat,
    missing_episode,
)
from register.tables.missing_together import missing_together
from register.tables.notices import notice, notice_detail
from register.tables.openings import opening
from register.tables.organisations import organisation, organisation_area
from register.tables.people import home_person
from register.tables.placements import placement, placement_reach
from register.tables.policy import legal_basis, policy_state
from register.tables.postcodes import postcode
from register.tables.premises import premises
from register.tables.prevention_interviews import prevention_interview
from register.tables.providers import provider, provider_contact
from register.tables.published_inspections import area_action, published_finding, published_inspection
from register.tables.return_interviews import interview_narrative, interview_themes, police_extract, return_interview
from register.tables.risk_assessments import risk_assessment
from register.tables.seals import access_key, seal_head, seal_held, seal_leaf, seal_node, seal_state
from register.tables.shields import child_shield
from register.tables.sightings import sighting
from register.tables.statistics import (
    statistic,
    statistic_cell,
    statistic_change,
    statistic_dimension,
    statistic_row,
    statistic_workings,
)

__all__ = [
    "ANCHOR_OF",
    "CHANGE_KIND_OF",
    "CHILD",
    "EPISODE",
    "FORMER_OF",
    "GROUP_OF",
    "HISTORY_OF",
    "HOME",
    "PLACEMENT",
    "PROVIDER",
    "SCHEMA",
    "SUBJECTS",
    "THEN",
    "access_count",
    "access_exemption",
    "access_key",
    "access_log",
    "agency",
    "appointment",
    "area",
    "area_action",
    "area_cohort",
    "area_drawing",
    "area_finding",
    "area_inspection",
    "area_pack",
    "area_part",
    "area_successor",
    "area_target",
    "area_target_component",
    "area_target_neighbour",
    "area_version",
    "area_within",
    "authority_return",
    "bank_holiday",
    "change_request",
    "child",
    "child_characteristics",
    "child_identity",
    "child_match",
    "child_minimum",
    "child_reach",
    "child_shield",
    "columns_shown_nowhere",
    "condition",
    "condition_detail",
    "consultation",
    "consultation_detail",
    "correction_notice",
    "counter_of",
    "encounter",
    "ended_session",
    "entry",
    "entry_author",
    "episode_child",
    "episode_harm",
    "episode_reach",
    "episode_repeat",
    "episode_report",
    "exploitation_detail",
    "exploitation_flag",
    "former_fact",
    "former_identity",
    "home",
    "home_area",
    "home_consultation",
    "home_finder",
    "home_identity",
    "home_person",
    "home_reach",
    "home_version",
    "inspection",
    "inspection_round",
    "interview_narrative",
    "interview_themes",
    "legal_basis",
    "live_grant",
    "match_decision",
    "merged_row",
    "metadata",
    "missing_episode",
    "missing_together",
    "named",
    "notice",
    "notice_detail",
    "opening",
    "organisation",
    "organisation_area",
    "placement",
    "placement_reach",
    "police_extract",
    "policy_state",
    "postcode",
    "premises",
    "prevention_interview",
    "provider",
    "provider_contact",
    "published_finding",
    "published_inspection",
    "return_bypass",
    "return_check",
    "return_duty",
    "return_figure",
    "return_interview",
    "return_judgement",
    "return_match",
    "return_row",
    "return_sign_off",
    "risk_assessment",
    "seal_head",
    "seal_held",
    "seal_leaf",
    "seal_node",
    "seal_state",
    "sighting",
    "statistic",
    "statistic_cell",
    "statistic_change",
    "statistic_dimension",
    "statistic_row",
    "statistic_workings",
    "suspension",
    "target_decision",
    "told_tables",
]

refuse_undeclared()
