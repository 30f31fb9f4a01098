"""The permission matrix as the agencies' papers put it: what each column holds, and who reads each kind of thing.

Written by hand, and from nothing of the register's own policy: it is the second opinion that the hostile suite goes by.
test_matrix.py names every table, column and agency that is missing here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.hostile.child_scopes import CASES, HOSTS, LONG_MISSING, OWNS, RESPONSIBLE, SEEKS, TAKES_OVER
from tests.hostile.figure_columns import FIGURE_COLUMNS

# What to do about a table or a column that is missing here.
SAY_WHAT = "say in tests/hostile/matrix.py, HOLDINGS, what it holds"
PUBLIC, LOCATION, PEOPLE = "public facts", "identity and location", "people"
STATUS, DETAIL = "enforcement status", "enforcement detail"
REFERENCE, ACCESS, APPOINTED, LOG = "reference", "access that people give", "appointments", "logs"
REQUESTS, CHANGED, AUTHORS = "commands remembered", "that a record changed", "who changed it"
OPENINGS = "homes that were opened"
CHILD, CHILD_NAME, CHILD_IDENTITY = "that a child is known", "a child's name and birth", "a child's identity"
CHILD_FACTS, PLACEMENT = "a child's characteristics", "placements"
EPISODE, EPISODE_CHILD, RISK = "missing episodes", "which child an episode is of", "assessments of risk"
MATCHES, MERGES = "records that may be of one child", "which rows a merge moved"
ENCOUNTERS = "encounters with a child"
PREVENTION, TOGETHER = "prevention interviews", "who is missing together"
REPEATS = "how often a child was missing"
REPORTS = "who was notified of an episode"
CONSULTED, CONSULTING, LOOKED_UP = "that a child was asked about", "which body asked", "who looked a home up"
REPORT_STEPS = ("police", "responsible_authority", "host_authority", "home", "interview", "national_unit")
HARM, SIGHTING = "harm in an episode", "sightings of a child"
SHIELD = "why a child is shielded, and what is left out of the answer to it"
FLAG, EXPLOITATION = "flags of exploitation", "what flags of exploitation say"
INTERVIEW, THEMES = "whether interviews were held", "what interviews learned"
NARRATIVE, EXTRACT = "what a child said", "what of it the police may know"
VERSIONS = "how often a record changed"
RETURN, RETURN_CHECKS = "what an authority returned", "which rules a return breaks"
BYPASSES, SIGN_OFFS = "why an error may remain", "who signed a return off"
JUDGEMENTS = "if an error may remain"
RETURN_ROWS = "the rows of a return"
ROUNDS, AREA_INSPECTION = "the programme of inspections", "inspections of areas"
AREA_PACK = "the picture of an area"
AREA_FINDING, COHORT = "what inspectors found", "which children inspectors look at"
ACTIONS, PUBLISHED = "what an authority will do", "what inspections published"
TARGETS = "where inspectorates will look"
OF_RETURNS = (RETURN, RETURN_CHECKS, BYPASSES, SIGN_OFFS, RETURN_ROWS)
FIGURES, WORKINGS = "published figures", "what published figures were made of"
# How far an agency reads a kind of thing.
ALL, OWN, INSPECTED, OPENED = "all", "own area", "areas under inspection", "opened homes"
HELD, BODY = "one's own", "one's body's, for those appointed"
AUTHORITY, OWN_BODY = "one's own authority's returns", "what is of one's own body"
CORRECTIONS = "that what was read was corrected"
KNOWN = "where the record that changed may be read"


@dataclass(frozen=True)
class Holding:
    """What a table holds: one kind of thing, in these columns."""

    kind: str
    columns: frozenset[str]


def _holds(kind: str, *columns: str) -> Holding:
    return Holding(kind, frozenset(" ".join(columns).split()))


# What every record carries besides its facts.
RECORD = (
    "version source_agency source_system source_ref assertion_basis protective_marking quality_flags "
    "retention_review_on"
)
# What every version in a history carries besides the columns of its table.
VERSION = frozenset({"history_id", "recorded_from", "recorded_to"})
BODY_COLUMNS = "subject agency area organisation"

HOLDINGS: Mapping[str, Holding] = {
    "home": _holds(
        PUBLIC,
        "id urn previous_urn kind sector registration_status application_received_on registered_on ceased_on places",
        "short_breaks_only provider_id authority_code force_code region_code merged_into_id",
        RECORD,
    ),
    "home_version": _holds(VERSIONS, "home_id version listed_on told_on"),
    "former_fact": _holds(PUBLIC, "id home_id fact held_until value"),
    "former_identity": _holds(LOCATION, "id home_id fact held_until value"),
    "home_area": _holds(PUBLIC, "id home_id area_code valid_from valid_to"),
    "provider": _holds(PUBLIC, "id reference name legal_form sector company_number parent_id", RECORD),
    "inspection": _holds(
        PUBLIC,
        "id number home_id merged_from_id kind started_on ended_on published_on overall_experiences_and_progress",
        "helped_and_protected leaders_and_managers education_and_learning health " + RECORD,
    ),
    "home_identity": _holds(
        LOCATION,
        "home_id name age_min age_max sex_admitted needs operational_status first_accommodated_on",
        "secure_approved secure_places contact_telephone",
    ),
    "premises": _holds(
        LOCATION,
        "id home_id is_main saon paon street locality town postcode uprn usrn",
        "point_27700 longitude latitude easting northing geojson location_precision on_edge in_no_force",
        "valid_from valid_to " + RECORD,
    ),
    "home_reach": _holds(LOCATION, "id home_id premises_id area_code how of_main valid_from valid_to"),
    "home_finder": _holds(
        LOCATION,
        "link_id home_id area_code how of_main listed_as valid_to urn easting northing name postcode",
        "places registered_on written_name",
    ),
    "home_person": _holds(PEOPLE, "id home_id role name valid_from valid_to", RECORD),
    "provider_contact": _holds(PEOPLE, "provider_id individual_name address postcode"),
    "condition": _holds(STATUS, "id home_id kind change places effective_from ended_on", RECORD),
    "notice": _holds(STATUS, "id home_id kind served_on effective_from ends_on lifted_on", RECORD),
    "condition_detail": _holds(DETAIL, "condition_id home_id wording"),
    "notice_detail": _holds(DETAIL, "notice_id home_id reasons appeal_status appeal"),
    "child": _holds(CHILD, "id responsible_authority_code merged_into_id", RECORD),
    "child_match": _holds(
        MATCHES, "id child_id other_child_id other_authority_code score evidence model found_at status settled_at"
    ),
    "match_decision": _holds(MATCHES, "id match_id child_id decision grounds person decided_at"),
    "merged_row": _holds(MERGES, "id child_id moved_table row_id"),
    "child_minimum": _holds(CHILD_NAME, "child_id name date_of_birth sex"),
    "child_identity": _holds(CHILD_IDENTITY, "child_id aliases nhs_number upn authority_reference"),
    "child_characteristics": _holds(CHILD_FACTS, "child_id care_status ethnicity is_disabled is_unaccompanied"),
    "child_reach": _holds(CHILD, "id child_id area_code organisation how valid_from valid_to"),
    "placement": _holds(
        PLACEMENT,
        "id child_id kind home_id host_authority_code started_on ended_on area_authority_notified_at is_emergency",
        "notify_due_on is_notified_late is_at_a_distance approver approved_at " + RECORD,
    ),
    "placement_reach": _holds(PLACEMENT, "id placement_id area_code organisation how valid_from valid_to"),
    "missing_episode": _holds(
        EPISODE,
        "id reference kind police_category setting status home_id child_pseudonym owning_force_code",
        "offered_force_code former_force_code",
        "responsible_authority_code last_seen_at started_at reported_at found_at returned_at ended_at found_by outcome "
        + RECORD,
    ),
    "episode_child": _holds(EPISODE_CHILD, "episode_id child_id copied_kind copied_start copied_end"),
    "risk_assessment": _holds(RISK, "id episode_id scheme level assessed_at review_due_at", RECORD),
    "episode_reach": _holds(EPISODE, "id episode_id area_code organisation how valid_from valid_to"),
    "prevention_interview": _holds(PREVENTION, "episode_id held_at outcome disclosures_passed"),
    "missing_together": _holds(TOGETHER, "id episode_id other_episode_id linked_at"),
    "episode_repeat": _holds(REPEATS, "episode_id in_90_days in_12_months"),
    "episode_report": _holds(REPORTS, "episode_id missing due_at", *(f"{s}_at {s}_due_at" for s in REPORT_STEPS)),
    "episode_harm": _holds(HARM, "episode_id harms"),
    "sighting": _holds(
        SIGHTING,
        "id episode_id kind seen_at point_27700 longitude latitude easting northing geojson " + RECORD,
    ),
    "consultation": _holds(CONSULTED, "id child_id asked_on agency"),
    "consultation_detail": _holds(CONSULTING, "consultation_id child_id asked_at area organisation purpose"),
    "home_consultation": _holds(LOOKED_UP, "id home_id asked_at agency area organisation purpose"),
    "encounter": _holds(
        ENCOUNTERS,
        "id episode_id holder_agency holder_area holder_organisation person met_at asked_at longitude latitude",
    ),
    "exploitation_flag": _holds(FLAG, "id child_id raised_on review_due_on ended_on", RECORD),
    "child_shield": _holds(
        SHIELD,
        "id child_id holders grounds set_at set_by review_due_on confirmed_at confirmed_by lift_asked_at lift_asked_by",
        "lifted_at lifted_by met_at met_by_agency met_by_area met_by_organisation " + RECORD,
    ),
    "access_exemption": _holds(
        SHIELD, "id child_id held_group record_id law grounds decided_on ends_on ended_on recorded_by", RECORD
    ),
    "exploitation_detail": _holds(EXPLOITATION, "flag_id child_id kind status"),
    "return_interview": _holds(
        INTERVIEW,
        "id episode_id status found_at due_at offered_at not_offered_reason provider_code commissioned_at conducted_at",
        "mode interviewer is_independent closed_at covered_by_id quality_grade " + RECORD,
    ),
    "interview_themes": _holds(
        THEMES, "interview_id episode_id push_reasons pull_reasons actions harm_disclosed exploitation_indicated"
    ),
    "interview_narrative": _holds(NARRATIVE, "interview_id episode_id ciphertext"),
    "police_extract": _holds(EXTRACT, "interview_id episode_id ciphertext approved_at"),
    "authority_return": _holds(
        RETURN,
        "id authority_code kind period_start period_end number status channel is_nil file_name file_digest row_total",
        "error_total query_total checked_at submitted_at accepted_at " + RECORD,
    ),
    "return_duty": _holds(
        RETURN,
        "id authority_code kind period_start period_end due_on submitted_at accepted_at is_nil",
        "unable_reason unable_at records_away_apart",
    ),
    "return_figure": _holds(
        RETURN, "id return_id authority_code figure field value out_of before is_large_change replaced_at"
    ),
    "return_check": _holds(
        RETURN_CHECKS, "id return_id authority_code rule severity line field row_total message replaced_at"
    ),
    "return_bypass": _holds(BYPASSES, "check_id return_id authority_code reason asked_at"),
    "return_judgement": _holds(JUDGEMENTS, "check_id return_id authority_code decision judgement judged_at"),
    "return_sign_off": _holds(SIGN_OFFS, "id return_id authority_code act person at"),
    "return_row": _holds(
        RETURN_ROWS,
        "id return_id authority_code line reference child_number born_on missing_kind starts_on ends_on reason_began",
        "legal_status need placement placement_provider reason_ended reason_changed home_postcode placement_postcode",
        "urn placement_authority is_offered is_accepted interviewed_on child_id replaced_at",
    ),
    "return_match": _holds(RETURN_ROWS, "id return_id authority_code line episode_id outcome days_apart replaced_at"),
    "inspection_round": _holds(ROUNDS, "id theme title starts_on ends_on is_about_missing", RECORD),
    "area_inspection": _holds(
        AREA_INSPECTION,
        "id authority_code round_id force_codes health_codes inspectorates notified_at fieldwork_from fieldwork_to",
        "letter_due_on plan_days access_ends_at chosen_because asked_by approved_by approved_at letter_published_on",
        "neighbour_codes figure_versions " + RECORD,
    ),
    "area_pack": _holds(AREA_PACK, "inspection_id authority_code frozen_at content digest"),
    "area_finding": _holds(
        AREA_FINDING,
        "id inspection_id authority_code kind body is_about_missing narrative agency written_by written_at",
        "agreed_by agreed_at " + RECORD,
    ),
    "area_cohort": _holds(COHORT, "id inspection_id authority_code seed size drawn_from child_ids drawn_by drawn_at"),
    "published_inspection": _holds(
        PUBLISHED,
        "id kind area_code authority_codes agency theme is_about_missing started_on published_on summary plan_due_on",
        "joint_inspection_id recorded_at",
        RECORD,
    ),
    "published_finding": _holds(PUBLISHED, "id inspection_id kind body is_about_missing narrative agency"),
    "area_action": _holds(ACTIONS, "id finding_id authority_code action due_on planned_at done_on", RECORD),
    "target_decision": _holds(TARGETS, "id area_code choice reason period place points agency decided_by decided_at"),
    "live_grant": _holds(
        ACCESS,
        "id kind holder_agency holder_area holder_organisation holder_subject holder_subjects home_id area_code",
        "area_codes inspection_id purpose incident",
        "reason issued_by issued_agency issued_at starts_at ends_at approved_by approved_at ended_by ended_at",
    ),
    "opening": _holds(
        OPENINGS,
        "id home_id holder_agency holder_area holder_organisation purpose incident opened_at ends_at",
        "reviewed_at reviewed_agency reviewed_area",
    ),
    "appointment": _holds(APPOINTED, "id role valid_from valid_to appointed_by", BODY_COLUMNS),
    "suspension": _holds(APPOINTED, "id reason suspended_at lifted_at", BODY_COLUMNS),
    "change_request": _holds(
        REQUESTS, "id idempotency_key command digest entity_key problems told recorded_at", BODY_COLUMNS
    ),
    "ended_session": _holds(REQUESTS, "id ended_at", BODY_COLUMNS),
    "entry": _holds(
        CHANGED, "number at transaction entity key subject_kind subject_id operation columns recorded_at history_id"
    ),
    "entry_author": _holds(AUTHORS, "number subject agency reason"),
    "access_log": _holds(
        LOG,
        "id at transaction request purpose operation document root outcome refusal groups row_count",
        "nodes node_sizes keys policy_version live_grants break_glass",
        BODY_COLUMNS,
    ),
    "correction_notice": _holds(
        CORRECTIONS, "id agency area organisation record command groups consulted_at corrected_at acknowledged_at"
    ),
    "access_count": _holds(LOG, "counted counted_at"),
    "access_key": _holds(LOG, "key access_id"),
    "seal_leaf": _holds(LOG, "log leaf row_number form salt commitment"),
    "seal_node": _holds(LOG, "log level index hash"),
    "seal_head": _holds(LOG, "log size root signed_at public_key signature"),
    "seal_held": _holds(LOG, "log size held_at"),
    "seal_state": _holds(REFERENCE, "log origin size sealed_transaction sealed_number checked_at"),
    **{table: _holds(FIGURES, columns) for table, columns in FIGURE_COLUMNS.items()},
    "statistic_workings": _holds(WORKINGS, "statistic_id counts report"),
    "area": _holds(REFERENCE, "code kind name country valid_from valid_to"),
    "area_version": _holds(
        REFERENCE,
        "id code name valid_from valid_to outline_27700 source digest is_demonstration was_mended recorded_at",
    ),
    "area_part": _holds(REFERENCE, "id version_id part_27700"),
    "area_drawing": _holds(REFERENCE, "code geojson label"),
    "area_within": _holds(REFERENCE, "code within_code within_kind"),
    "area_successor": _holds(REFERENCE, "code successor_code from_on"),
    "agency": _holds(REFERENCE, "code name"),
    "legal_basis": _holds(REFERENCE, "code name in_force_from"),
    "organisation": _holds(REFERENCE, "code agency name"),
    "organisation_area": _holds(REFERENCE, "organisation_code authority_code"),
    "policy_state": _holds(REFERENCE, "single version applied_at"),
    "bank_holiday": _holds(REFERENCE, "day name"),
    "postcode": _holds(REFERENCE, "postcode easting northing ended_on source recorded_at"),
}

Reach = Mapping[str, tuple[str, ...]]

# What every body may read, whatever it is.
EVERYONE: Reach = {
    REFERENCE: (ALL,),
    PUBLIC: (ALL,),
    FIGURES: (ALL,),
    ROUNDS: (ALL,),
    PUBLISHED: (ALL,),
    ACCESS: (HELD, BODY),
    APPOINTED: (HELD,),
    LOG: (BODY,),
    REQUESTS: (HELD,),
    CHANGED: (KNOWN,),
    CORRECTIONS: (OWN_BODY,),
}
# Who reads no record is told of no correction.
DASHBOARD: Reach = {kind: reach for kind, reach in EVERYONE.items() if kind != CORRECTIONS}
# What every inspectorate reads besides.
INSPECTOR: Reach = {**EVERYONE, TARGETS: (ALL,)}
# Everything of a child who is looked for.
OF_A_CHILD = (CHILD, CHILD_NAME, CHILD_IDENTITY, CHILD_FACTS, PLACEMENT, EPISODE_CHILD, RISK, EPISODE)
OF_A_RETURN = (HARM, SIGHTING, INTERVIEW, FLAG, EXPLOITATION, PREVENTION, TOGETHER, CONSULTED)
COUNTED, OF_A_GUEST = (REPEATS, REPORTS), (CHILD, CHILD_NAME, PLACEMENT, EPISODE, CONSULTED)
# What inspectors who look at no child's record look at, and what every one of them does.
OF_AN_EPISODE = (PLACEMENT, EPISODE, RISK, HARM, INTERVIEW)
OF_AN_AREA = (AREA_INSPECTION, AREA_PACK, AREA_FINDING, ACTIONS)
MATRIX: Mapping[str, Reach] = {
    "police": {
        **EVERYONE,
        **dict.fromkeys((LOCATION, PEOPLE, STATUS), (OWN, OPENED)),
        OPENINGS: (OWN, BODY),
        LOOKED_UP: (OWN,),
        **dict.fromkeys((CHILD, CHILD_NAME, EPISODE_CHILD), (SEEKS, OWNS, HOSTS)),
        EPISODE: (SEEKS, OWNS, HOSTS, TAKES_OVER),
        **dict.fromkeys((CHILD_IDENTITY, RISK, HARM, SIGHTING, PREVENTION, TOGETHER), (SEEKS, OWNS)),
        **dict.fromkeys((PLACEMENT, FLAG, CONSULTED), (SEEKS, HOSTS)),
        **dict.fromkeys((CHILD_FACTS, EXPLOITATION, INTERVIEW, THEMES, EXTRACT, CONSULTING, *COUNTED), (SEEKS,)),
        ENCOUNTERS: (SEEKS, BODY),
    },
    "ukmpu": {**EVERYONE, **dict.fromkeys((*OF_A_CHILD, *OF_A_RETURN, ENCOUNTERS), (LONG_MISSING,))},
    "ofsted": {
        **EVERYONE,
        **dict.fromkeys((LOCATION, PEOPLE, STATUS, DETAIL, AUTHORS, OPENINGS, VERSIONS, EPISODE, RISK), (ALL,)),
        **dict.fromkeys((INTERVIEW, RETURN, RETURN_CHECKS, TARGETS, *OF_AN_AREA), (ALL,)),
    },
    "ofsted_inspector": {
        **EVERYONE,
        **dict.fromkeys((RETURN, TARGETS), (ALL,)),
        **dict.fromkeys((LOCATION, PEOPLE, STATUS, DETAIL, *OF_A_CHILD, *OF_A_RETURN, THEMES), (INSPECTED,)),
        **dict.fromkeys((*OF_AN_AREA, COHORT), (INSPECTED,)),
    },
    "dfe": {
        **EVERYONE,
        **dict.fromkeys((LOCATION, STATUS, DETAIL, RETURN, RETURN_CHECKS, BYPASSES, JUDGEMENTS), (ALL,)),
    },
    "dfe_statistics": DASHBOARD,
    "commissioner": {**EVERYONE, **dict.fromkeys((LOCATION, STATUS, RETURN), (ALL,))},
    "commissioner_statistics": DASHBOARD,
    "local_authority": {
        **EVERYONE,
        **dict.fromkeys((LOCATION, STATUS, DETAIL), (ALL,)),
        **dict.fromkeys((PEOPLE, LOOKED_UP), (OWN,)),
        **dict.fromkeys((*OF_RETURNS, JUDGEMENTS, ACTIONS), (AUTHORITY,)),
        **dict.fromkeys((CHILD_IDENTITY, CHILD_FACTS, RISK, SIGHTING, HARM, EXPLOITATION), (RESPONSIBLE,)),
        **dict.fromkeys((THEMES, NARRATIVE, EXTRACT, ENCOUNTERS, PREVENTION, TOGETHER, REPEATS), (RESPONSIBLE,)),
        **dict.fromkeys((MATCHES, SHIELD, REPORTS, CONSULTING), (RESPONSIBLE,)),
        **dict.fromkeys((*OF_A_GUEST, EPISODE_CHILD, FLAG, INTERVIEW), (RESPONSIBLE, HOSTS)),
    },
    "cqc": {
        **INSPECTOR,
        **dict.fromkeys((LOCATION, STATUS, DETAIL, *OF_AN_EPISODE, THEMES, *OF_AN_AREA, COHORT), (INSPECTED,)),
    },
    "hmicfrs": {
        **INSPECTOR,
        **dict.fromkeys((LOCATION, *OF_AN_EPISODE, *OF_AN_AREA, COHORT), (INSPECTED,)),
    },
    "hmi_probation": {
        **INSPECTOR,
        **dict.fromkeys((*OF_AN_EPISODE, *OF_AN_AREA, COHORT), (INSPECTED,)),
    },
    "health": {**EVERYONE, ENCOUNTERS: (BODY,)},
    "interview_provider": {
        **{kind: reach for kind, reach in EVERYONE.items() if kind != PUBLIC},
        **dict.fromkeys((CHILD, CHILD_NAME, EPISODE, EPISODE_CHILD, HARM), (CASES,)),
        **dict.fromkeys((INTERVIEW, THEMES, NARRATIVE, CONSULTED), (CASES,)),
    },
    "admin": {**EVERYONE, LOCATION: (OPENED,)},
    "auditor": {
        **dict.fromkeys(
            (REFERENCE, PUBLIC, FIGURES, ROUNDS, PUBLISHED, ACCESS, OPENINGS, APPOINTED, LOG, AUTHORS), (ALL,)
        ),
        **dict.fromkeys((RETURN, AREA_INSPECTION), (ALL,)),
        REQUESTS: (HELD,),
        CHANGED: (KNOWN,),
    },
}
# What everybody may read in full has nothing to hide.
OPEN = frozenset(kind for kind in MATRIX["police"] if all(ALL in line.get(kind, ()) for line in MATRIX.values()))


def kind_of(table: str) -> str:
    """What a table holds, or the table whose history it is. Raises: LookupError where no line says so."""
    return _holding(table).kind


def columns_of(table: str) -> frozenset[str]:
    """The columns that a table is known to have."""
    held = _holding(table).columns
    return held | VERSION if table.endswith("_history") else held


def _holding(table: str) -> Holding:
    name = table.removesuffix("_history")
    if name not in HOLDINGS:
        raise LookupError(f"table {name}: {SAY_WHAT} (docs/how-to/new-entity.md)")
    return HOLDINGS[name]
