"""What every role may do with every column of every table, as the server decides it, against the committed page."""

import re

import pytest
import sqlalchemy as sa

from register.maintenance.migrate import API_LOGIN
from register.policy.roles import SEALS_ROLE, role_of
from register.tables import metadata
from register.vocabulary import Agency
from tests.policy.committed_page import cells_of_the_page
from tests.support.interview_columns import OF_A_DUTY, OF_AUTHORITIES
from tests.support.withdrawn_records import WITHDRAWN

ROLES = [API_LOGIN, SEALS_ROLE, *map(role_of, Agency)]
HELD = """
with met as (
    select r.oid as role, r.rolname, c.oid as relation, c.relname
      from pg_roles r cross join pg_class c
     where r.rolname = any(:roles) and c.relnamespace = 'register'::regnamespace
       and c.relkind in ('r', 'p', 'f', 'v', 'm')
)
select rolname, relname, attname, verb
  from met
  join pg_attribute on attrelid = relation and attnum > 0 and not attisdropped
 cross join unnest(array['select', 'insert', 'update', 'references']) as verb
 where has_column_privilege(role, relation, attnum, verb)
union all
select rolname, relname, null, verb
  from met cross join unnest(array['delete', 'truncate', 'trigger']) as verb
 where has_table_privilege(role, relation, verb)
"""

POLICIES = """
select array_to_string(roles, ','), tablename, lower(cmd), permissive, array_remove(array[qual, with_check], null)
  from pg_policies where schemaname = 'register' and roles <> array[current_user]
"""
# What a row policy may ask about the caller, by the scope on the page.
WHO = {"subject", "area", "organisation"}
ASKED = {
    "own boundary": {"area"},
    **{scope: {"area"} for scope in ("hosted", "own authority", "owned episodes", "offered episodes", "live interest")},
    "commissioned cases": {"organisation"},
    # The body has no area: that somebody asks is all that is asked.
    "long missing": {"subject"},
    "area under inspection": {"inspected_areas"},
    "opened home": {"opened_homes"},
    # That somebody asks is asked, and of which body.
    "organisation": WHO,
    "own person": WHO,
    "own body, for those appointed": WHO,
    # Openings are also told to those appointed at the body that opened the home.
    "of what may be read": {"inspected_areas", "opened_homes", *WHO},
}
SETTING = re.compile(r"current_setting\('register\.(\w+)'")

# Signed heads and the hashes below them are shown to anyone who wants to check a log.
SEALS = ("seal_head", "seal_held", "seal_node", "seal_state")
# What the database writes itself: who gave, approved and ended access, and the numbers and times of the log.
RECORD = {
    "version",
    "source_agency",
    "source_system",
    "source_ref",
    "assertion_basis",
    "protective_marking",
    "quality_flags",
    "retention_review_on",
}
SIGNED = {
    "live_grant": {"issued_by", "issued_agency", "issued_at", "approved_by", "approved_at", "ended_by", "ended_at"},
    "access_log": {"id", "at", "transaction"},
    "opening": {column.name for column in metadata.tables["register.opening"].columns},
    # Which bodies reach a child, and where a home is found, is derived by the database.
    **{
        name: {column.name for column in metadata.tables[f"register.{name}"].columns}
        for name in (
            "child_reach",
            "placement_reach",
            "episode_reach",
            "home_finder",
            "encounter",
            "episode_repeat",
            "consultation",
            "consultation_detail",
            "home_consultation",
            "child_match",
            "correction_notice",
        )
    },
    # What was sent is counted, noted and signed by the database.
    "return_duty": {column.name for column in metadata.tables["register.return_duty"].columns},
    "authority_return": RECORD
    | {
        "row_total",
        "error_total",
        "query_total",
        "checked_at",
        "submitted_at",
        "accepted_at",
    },
    "area_inspection": RECORD
    | {"asked_by", "approved_by", "approved_at", "letter_published_on", "neighbour_codes", "figure_versions"},
    "area_finding": RECORD | {"agency", "written_by", "written_at", "agreed_by", "agreed_at"},
    "area_cohort": {"drawn_from", "child_ids", "drawn_by", "drawn_at"},
    "published_inspection": RECORD | {"authority_codes", "agency", "recorded_at"},
    "area_action": RECORD | {"planned_at", "done_on"},
    "target_decision": {"period", "place", "points", "agency", "decided_by", "decided_at"},
    "return_bypass": {"asked_at"},
    "return_judgement": {"judged_at"},
    "return_sign_off": {"person", "at"},
    "match_decision": {"person", "decided_at"},
    "child_shield": {
        "set_at",
        "set_by",
        "confirmed_at",
        "confirmed_by",
        "lift_asked_at",
        "lift_asked_by",
        "lifted_at",
        "lifted_by",
        "met_at",
        "met_by_agency",
        "met_by_area",
        "met_by_organisation",
    },
    "access_exemption": {"ended_on", "recorded_by"},
    "child": {"merged_into_id"},
    "placement": {"notify_due_on"},
    "episode_child": {"copied_kind", "copied_start", "copied_end"},
    **{
        name: {column.name for column in metadata.tables[f"register.{name}"].columns}
        for name in ("return_interview", "episode_report")
    },
}
# Said once: which child an episode is of, who is missing together, who signed a return, why an error may remain, what
# a person decided.
SAID_ONCE = {
    "episode_child", "match_decision", "missing_together", "return_bypass", "return_judgement", "return_sign_off",
    "area_cohort", "published_inspection", "published_finding", "target_decision",
}  # fmt: skip
# Of what was returned, what an authority may change later.
RETURNED = {
    "access_exemption": {"ended_on", "version"},
    "child_shield": {"holders", "review_due_on", "confirmed_at", "lift_asked_at", "lifted_at", "version"},
    "correction_notice": {"acknowledged_at"},
    "episode_report": {"home_at", "host_authority_at"},
    "authority_return": {
        "status",
        "row_total",
        "error_total",
        "query_total",
        "checked_at",
        "submitted_at",
        "accepted_at",
        "version",
    },
    "return_duty": {"unable_reason", "unable_at", "records_away_apart"},
    "return_row": {"child_id", "replaced_at"},
    **{name: {"replaced_at"} for name in ("return_figure", "return_check", "return_match")},
}
# Of access that was given, nothing may be changed but its end, and its approval.
MARKED = {"police": {"ended_at"}, "ofsted": {"ended_at", "approved_at"}, "admin": {"ended_at", "approved_at"}}
# Links are worked out from places: a new place takes some away.
WORKED_OUT = ("home_area", "home_reach")


def expected(tables):
    """Every right that the page gives, by role, table, column and verb; and the one to write down a consultation."""
    for (agency, group), cells in cells_of_the_page().items():
        uses = set().union(*(uses for uses, _ in cells))
        for table in (table for table in tables if table.info["group"] == group):
            yield from ((f"register_{agency}", table.name, *each) for each in of_uses(agency, table, uses))
    for table in (table for table in tables if table.name in SEALS):
        yield from ((SEALS_ROLE, table.name, column.name, "select") for column in table.columns)


def of_uses(agency, table, uses):
    """The columns and verbs that an agency is given by its uses of a table."""
    if "read" in uses:
        yield from ((column.name, "select") for column in table.columns)
    changes = "change" in uses and not table.info.get("history")
    if changes or table.name == "access_log":
        yield from ((name, "insert") for name in written(table))
    if changes:
        keys = {column.name for column in table.primary_key.columns}
        marked = {"live_grant": MARKED[agency], "opening": {"reviewed_at"}} if agency in MARKED else {}
        marked |= {"return_interview": OF_A_DUTY | (OF_AUTHORITIES if agency == "local_authority" else set())}
        marked |= RETURNED | {"area_inspection": {"approved_at", "version"}}
        marked |= {"area_action": {"done_on", "version"}}
        marked |= {"area_finding": {"agreed_at", "version"} if agency == "ofsted_inspector" else set()}
        updated = marked.get(table.name, written(table) - keys)
        yield from ((name, "update") for name in updated if table.name not in SAID_ONCE)
        yield from ((None, "delete") for name in (*WORKED_OUT, *WITHDRAWN) if table.name == name)


def written(table):
    """The columns that a request may fill."""
    return {column.name for column in table.columns if column.computed is None} - SIGNED.get(table.name, set())


@pytest.fixture
def held(connection):
    """Every right that every role has, by whatever way it came to it."""
    return {tuple(row) for row in connection.execute(sa.text(HELD), {"roles": ROLES})}


def test_every_role_may_do_with_every_column_what_the_committed_page_says_and_nothing_else(held):
    stated = set(expected(metadata.sorted_tables))

    assert sorted(map(str, held - stated)) == []
    assert sorted(map(str, stated - held)) == []
    assert len(held) > 3_000


def test_the_comparison_names_a_new_column_and_a_new_table(held):
    grown = sa.MetaData(schema=metadata.schema)
    for table in metadata.sorted_tables:
        table.to_metadata(grown)
    home = grown.tables["register.home"]
    home.append_column(sa.Column("planted_code", sa.Text))
    sa.Table("planted", grown, sa.Column("name", sa.Text), info=home.info)

    missing = {(table, column) for _, table, column, _ in set(expected(grown.sorted_tables)) - held}

    assert missing == {("home", "planted_code"), ("planted", "name")}


@pytest.fixture
def policies(connection):
    """Every row policy, by role, table and verb: whether it widens, and its conditions."""
    return {tuple(row[:3]): tuple(row[3:]) for row in connection.execute(sa.text(POLICIES))}


def scopes_of_the_page(use):
    """The scopes in which each role may use each table, by role and table."""
    cells = cells_of_the_page()
    return {
        (f"register_{agency}", table.name): {scope for uses, scope in found if use in uses}
        for (agency, group), found in cells.items()
        for table in metadata.sorted_tables
        if table.info["group"] == group
    }


def test_a_role_has_one_row_policy_for_each_verb_that_the_page_gives_it_and_no_other(policies):
    given = {(role, table, verb) for role, table, _, verb in expected(metadata.sorted_tables)}

    assert sorted(set(policies) ^ given) == []
    assert {widens for widens, _ in policies.values()} == {"PERMISSIVE"}


def test_a_row_policy_asks_only_about_what_the_scopes_of_the_page_are_decided_by(policies):
    page = {use: scopes_of_the_page(use) for use in ("read", "change")}
    for (role, table, verb), (_, conditions) in policies.items():
        scopes = page["read" if verb == "select" else "change"].get((role, table), set())
        asked = set().union(*map(SETTING.findall, conditions))
        recording = WHO if (table, verb) == ("access_log", "insert") else set()

        assert asked <= recording.union(*(ASKED.get(scope, set()) for scope in scopes)), (role, table, verb)
        everywhere = "national" in scopes or role == SEALS_ROLE
        assert ("true" in conditions) == everywhere, (role, table, verb)
