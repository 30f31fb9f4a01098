"""The permission matrix as the agencies' papers put it: what each column holds, and who reads each kind of thing.

Written by hand, and from nothing of the register's own policy: it is the second opinion that the hostile suite goes by.
test_matrix.py names every table, column and agency that is missing here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PUBLIC, LOCATION, PEOPLE = "public facts", "identity and location", "people"
STATUS, DETAIL = "enforcement status", "enforcement detail"
REFERENCE, ACCESS, APPOINTED, LOG = "reference", "access that people give", "appointments", "logs"
REQUESTS, CHANGED, AUTHORS = "commands remembered", "that a record changed", "who changed it"
OPENINGS = "homes that were opened"
VERSIONS = "how often a record changed"
# How far an agency reads a kind of thing.
ALL, OWN, INSPECTED, OPENED = "all", "own area", "areas under inspection", "opened homes"
HELD, BODY = "one's own", "one's body's, for those appointed"
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
        "id urn previous_urn kind sector registration_status registered_on ceased_on places short_breaks_only",
        "provider_id authority_code force_code region_code merged_into_id",
        RECORD,
    ),
    "home_version": _holds(VERSIONS, "home_id version"),
    "home_area": _holds(PUBLIC, "id home_id area_code valid_from valid_to"),
    "provider": _holds(PUBLIC, "id reference name legal_form sector company_number parent_id", RECORD),
    "inspection": _holds(
        PUBLIC,
        "id number home_id kind started_on ended_on published_on overall_experiences_and_progress",
        "helped_and_protected leaders_and_managers education_and_learning health",
        RECORD,
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
        "valid_from valid_to",
        RECORD,
    ),
    "home_reach": _holds(LOCATION, "id home_id premises_id area_code how of_main valid_from valid_to"),
    "home_person": _holds(PEOPLE, "id home_id role name valid_from valid_to", RECORD),
    "provider_contact": _holds(PEOPLE, "provider_id individual_name address postcode"),
    "condition": _holds(STATUS, "id home_id kind change effective_from ended_on", RECORD),
    "notice": _holds(STATUS, "id home_id kind served_on effective_from ends_on lifted_on", RECORD),
    "condition_detail": _holds(DETAIL, "condition_id home_id wording"),
    "notice_detail": _holds(DETAIL, "notice_id home_id reasons appeal_status"),
    "live_grant": _holds(
        ACCESS,
        "id kind holder_agency holder_area holder_organisation holder_subject holder_subjects home_id area_code",
        "area_codes purpose incident",
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
    "access_count": _holds(LOG, "counted counted_at"),
    "access_key": _holds(LOG, "key access_id"),
    "seal_leaf": _holds(LOG, "log leaf row_number form salt commitment"),
    "seal_node": _holds(LOG, "log level index hash"),
    "seal_head": _holds(LOG, "log size root signed_at public_key signature"),
    "seal_held": _holds(LOG, "log size held_at"),
    "seal_state": _holds(REFERENCE, "log origin size sealed_transaction sealed_number checked_at"),
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
    "policy_state": _holds(REFERENCE, "single version applied_at"),
    "postcode": _holds(REFERENCE, "postcode easting northing ended_on source recorded_at"),
}

Reach = Mapping[str, tuple[str, ...]]

# What every body may read, whatever it is.
EVERYONE: Reach = {
    REFERENCE: (ALL,),
    PUBLIC: (ALL,),
    ACCESS: (HELD, BODY),
    APPOINTED: (HELD,),
    LOG: (BODY,),
    REQUESTS: (HELD,),
    CHANGED: (KNOWN,),
}
MATRIX: Mapping[str, Reach] = {
    "police": {**EVERYONE, **dict.fromkeys((LOCATION, PEOPLE, STATUS), (OWN, OPENED)), OPENINGS: (OWN, BODY)},
    "ukmpu": EVERYONE,
    "ofsted": {**EVERYONE, **dict.fromkeys((LOCATION, PEOPLE, STATUS, DETAIL, AUTHORS, OPENINGS, VERSIONS), (ALL,))},
    "ofsted_inspector": {**EVERYONE, **dict.fromkeys((LOCATION, PEOPLE, STATUS, DETAIL), (INSPECTED,))},
    "dfe": {**EVERYONE, **dict.fromkeys((LOCATION, STATUS, DETAIL), (ALL,))},
    "dfe_statistics": EVERYONE,
    "commissioner": {**EVERYONE, **dict.fromkeys((LOCATION, STATUS), (ALL,))},
    "commissioner_statistics": EVERYONE,
    "local_authority": {**EVERYONE, **dict.fromkeys((LOCATION, STATUS, DETAIL), (ALL,)), PEOPLE: (OWN,)},
    "cqc": {**EVERYONE, **dict.fromkeys((LOCATION, STATUS, DETAIL), (INSPECTED,))},
    "hmicfrs": {**EVERYONE, LOCATION: (INSPECTED,)},
    "hmi_probation": EVERYONE,
    "health": EVERYONE,
    "interview_provider": {kind: reach for kind, reach in EVERYONE.items() if kind != PUBLIC},
    "admin": {**EVERYONE, LOCATION: (OPENED,)},
    "auditor": {
        **dict.fromkeys((REFERENCE, PUBLIC, ACCESS, OPENINGS, APPOINTED, LOG, AUTHORS), (ALL,)),
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
        raise LookupError(f"table {name}: say in tests/hostile/matrix.py what it holds")
    return HOLDINGS[name]
