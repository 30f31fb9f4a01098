"""Dated access that a person gives beyond the matrix."""

from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import OfHolder, Unlinked
from register.tables.area_inspections import area_inspection
from register.tables.areas import area
from register.tables.codes import any_of, code
from register.tables.declare import HISTORY_OF, UNKEPT, Writes, declare, key
from register.tables.homes import home
from register.tables.texts import text
from register.vocabulary import INSPECTORATES, PURPOSES_OF, Agency, ChangeKind, Group, LiveGrantKind, Purpose

# Every limit of access that a person gives. Source of each: docs/explanation/two-walls.md. The database holds them in
# its constraints and triggers, whoever writes to it.
SHORTEST_REASON = 10
FEWEST_WORDS = 3
LONGEST_BREAK_GLASS = timedelta(minutes=60)
LONGEST_ADMINISTRATION = timedelta(hours=8)
LONGEST_INSPECTION = timedelta(days=60)
# A joint inspection of one area, recorded as such, until its letter and the days of the action plan.
LONGEST_AREA_INSPECTION = timedelta(days=200)
MOST_PEOPLE = 50
LONGEST_SUBJECT = 200
MOST_AREAS = 12
MOST_OPENED_A_DAY = 20
MOST_ADMINISTERED_A_DAY = 10
MOST_ADMINISTERED_BY_ALL_A_DAY = 20
MOST_INSPECTED_A_DAY = 12

# What the database alone can count, for it sees what a caller may not; by the name under which it refuses.
DAILY_LIMITS: Mapping[str, str] = {
    "live_grant_opened_a_day": f"You can open at most {MOST_OPENED_A_DAY} homes in a day.",
    "live_grant_administered_a_day": (
        f"In a day, at most {MOST_ADMINISTERED_A_DAY} homes are opened by or to one administrator, and at most"
        f" {MOST_ADMINISTERED_BY_ALL_A_DAY} to all of them."
    ),
    "live_grant_inspected_a_day": f"In a day, at most {MOST_INSPECTED_A_DAY} areas are opened to one inspectorate.",
}


def _ends_within(longest: timedelta) -> str:
    return f"ends_at <= starts_at + interval '{longest // timedelta(minutes=1)} minutes'"


def _opens_now(kind: LiveGrantKind, longest: timedelta) -> str:
    """What holds since the database notes when access was given: older access had fewer bounds."""
    now = f"starts_at <= issued_at and ends_at <= issued_at + interval '{longest // timedelta(minutes=1)} minutes'"
    return f"kind <> '{kind}' or issued_at is null or (purpose in ({any_of(PURPOSES_OF[kind])}) and {now})"


live_grant = declare(
    "live_grant",
    Group.LIVE_ACCESS,
    OfHolder(),
    key(),
    code("kind", LiveGrantKind, nullable=False),
    code("holder_agency", Agency, nullable=False),
    sa.Column("holder_area", sa.Text),
    sa.Column("holder_organisation", sa.Text),
    # The person who holds it; nothing if several do.
    sa.Column("holder_subject", sa.Text),
    # Inspectors hold it by name.
    sa.Column("holder_subjects", postgresql.ARRAY(sa.Text)),
    sa.Column("home_id", sa.ForeignKey(home.c.id)),
    # The area that it opens; nothing if it opens several.
    sa.Column("area_code", sa.ForeignKey(area.c.code)),
    sa.Column("area_codes", postgresql.ARRAY(sa.Text)),
    # The joint inspection that it is for, whose area, beginning and end it has.
    sa.Column("inspection_id", sa.ForeignKey(area_inspection.c.id), index=True),
    code("purpose", Purpose, nullable=False),
    *text("incident", 60),
    *text("reason", 1_000, nullable=False),
    sa.Column("issued_by", sa.Text, nullable=False),
    code("issued_agency", Agency, nullable=False),
    # When it was given or asked for, by the database's clock; nothing where it is older than this was noted.
    sa.Column("issued_at", sa.DateTime(timezone=True)),
    sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("approved_by", sa.Text),
    sa.Column("approved_at", sa.DateTime(timezone=True)),
    sa.Column("ended_by", sa.Text),
    sa.Column("ended_at", sa.DateTime(timezone=True)),
    sa.CheckConstraint("num_nonnulls(home_id, coalesce(area_codes[1], area_code)) = 1", name="one_reach"),
    sa.CheckConstraint("num_nulls(approved_by, approved_at) in (0, 2)", name="approval_whole"),
    sa.CheckConstraint("num_nulls(ended_by, ended_at) in (0, 2)", name="end_whole"),
    sa.CheckConstraint("ends_at > starts_at", name="times_ordered"),
    # Two people: whoever asked for it cannot be the one who approves it.
    sa.CheckConstraint(
        "approved_by <> holder_subject and approved_by <> issued_by and approved_by <> all (holder_subjects)",
        name="second_person",
    ),
    sa.CheckConstraint(
        "kind <> 'break_glass' or (holder_agency = 'police' and holder_subject is not null and home_id is not null"
        f" and incident is not null and length(reason) >= {SHORTEST_REASON} and {_ends_within(LONGEST_BREAK_GLASS)})",
        name="break_glass_form",
    ),
    sa.CheckConstraint(
        "kind <> 'administration' or (holder_agency = 'admin' and holder_subject is not null"
        f" and home_id is not null and length(reason) >= {SHORTEST_REASON} and {_ends_within(LONGEST_ADMINISTRATION)})",
        name="administration_form",
    ),
    sa.CheckConstraint(
        f"kind <> 'inspection' or (holder_agency in ({any_of(INSPECTORATES)})"
        " and issued_agency = 'ofsted' and coalesce(area_codes[1], area_code) is not null)",
        name="inspection_form",
    ),
    # Inspectors are named, and so are their areas: a list of either is as long as an inspection needs.
    sa.CheckConstraint(
        f"kind <> 'inspection' or issued_at is null or (purpose in ({any_of(PURPOSES_OF[LiveGrantKind.INSPECTION])})"
        f" and area_codes is not null and cardinality(area_codes) between 1 and {MOST_AREAS}"
        f" and holder_subjects is not null and cardinality(holder_subjects) between 1 and {MOST_PEOPLE}"
        " and (area_code is null or area_codes = array[area_code])"
        " and (holder_subject is null or holder_subjects = array[holder_subject])"
        f" and ({_ends_within(LONGEST_INSPECTION)} or inspection_id is not null"
        f" and {_ends_within(LONGEST_AREA_INSPECTION)}))",
        name="inspection_bounds",
    ),
    # A home is opened at once and for a purpose that fits, so that hours cannot be laid by.
    sa.CheckConstraint(_opens_now(LiveGrantKind.BREAK_GLASS, LONGEST_BREAK_GLASS), name="break_glass_bounds"),
    sa.CheckConstraint(_opens_now(LiveGrantKind.ADMINISTRATION, LONGEST_ADMINISTRATION), name="administration_bounds"),
    # Every request of every caller asks this index.
    sa.Index("ix_live_grant_holder", "holder_agency", "ends_at"),
    sa.Index("ix_live_grant_home_id", "home_id"),
    # How many homes a person has opened in a day, whatever token they came with.
    sa.Index("ix_live_grant_subject", "holder_subject", "issued_at"),
    changes=ChangeKind.ACCESS,
    # Who gave it and who ended it is signed by the database, and what it gives is fixed.
    writes=Writes(
        inserted=(
            "id",
            "kind",
            "holder_agency",
            "holder_area",
            "holder_organisation",
            "holder_subject",
            "holder_subjects",
            "home_id",
            "area_code",
            "area_codes",
            "inspection_id",
            "purpose",
            "incident",
            "reason",
            "starts_at",
            "ends_at",
        ),
        updated={
            Agency.POLICE: ("ended_at",),
            Agency.OFSTED: ("ended_at", "approved_at"),
            Agency.ADMIN: ("ended_at", "approved_at"),
        },
    ),
)

sa.Index("ix_live_grant_history_home", HISTORY_OF[live_grant].c.home_id)

# One row for each person, or body, whose access is counted: locked while it is, so that no two count at once.
access_count = declare(
    "access_count",
    Group.AUDIT,
    Unlinked("the database counts by it, and nobody else"),
    sa.Column("counted", sa.Text, primary_key=True),
    sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    changes=UNKEPT,
)
