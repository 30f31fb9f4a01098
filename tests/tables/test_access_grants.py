"""Access beyond the matrix: what the database refuses of it, and who it says gave, approved and ended it."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from register import tables
from register.vocabulary import AreaKind
from tests.support import factories as make
from tests.support import story
from tests.support.access_factories import act_as, approve, end, give, live_grant
from tests.support.database_refusals import refused_by

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
# How long each kind may last at most.
LONGEST = {
    "break_glass": timedelta(minutes=60),
    "administration": timedelta(hours=8),
    "inspection": timedelta(days=60),
}
A_SECOND = timedelta(seconds=1)


@pytest.fixture
def home_id(connection):
    """A home that can be opened, in an area that can be inspected."""
    make.create_areas(connection, AreaKind.FORCE, (story.SOUTHBY, "Southby", story.EAST))
    return make.create_home(connection, story.INSIDE)


def row_of(kind, home_id, **given):
    return live_grant(kind, **{} if kind == "inspection" else {"home_id": home_id}) | given


@pytest.mark.parametrize(
    ("kind", "given", "constraint"),
    [
        ("break_glass", {}, None),
        ("administration", {}, None),
        ("inspection", {}, None),
        ("break_glass", {"kind": "favour"}, "live_grant_kind_code_known"),
        ("inspection", {"holder_agency": "press"}, "agency_code_known"),
        ("break_glass", {"issued_agency": "press"}, "agency_code_known"),
        ("break_glass", {"purpose": "curiosity"}, "purpose_code_known"),
        ("break_glass", {"incident": ""}, "ck_live_grant_incident_fits"),
        ("break_glass", {"incident": "x" * 61}, "ck_live_grant_incident_fits"),
        ("break_glass", {"incident": "two\nlines"}, "ck_live_grant_incident_fits"),
        ("inspection", {"reason": ""}, "live_grant_reason_in_words"),
        ("inspection", {"reason": "aaaaaaaaaa"}, "live_grant_reason_in_words"),
        ("inspection", {"reason": "Aaaa bbbb joint inspection"}, "live_grant_reason_in_words"),
        ("inspection", {"reason": "a reason a reason a reason"}, "live_grant_reason_in_words"),
        ("inspection", {"reason": "in three words " + "x" * 1_000}, "ck_live_grant_reason_fits"),
        ("inspection", {"reason": "in three words bell\x07"}, "ck_live_grant_reason_fits"),
        ("break_glass", {"area_code": story.SOUTHBY}, "ck_live_grant_one_reach"),
        ("inspection", {"area_code": None, "area_codes": None}, "ck_live_grant_inspection_bounds"),
        ("inspection", {"area_codes": ["E23000099"]}, "live_grant_areas_known"),
        ("inspection", {"holder_subject": "another"}, "ck_live_grant_inspection_bounds"),
        ("inspection", {"area_codes": [story.SOUTHBY] * 2}, "live_grant_areas_known"),
        ("inspection", {"area_codes": []}, "ck_live_grant_inspection_bounds"),
        ("inspection", {"holder_subjects": None}, "ck_live_grant_inspection_bounds"),
        ("inspection", {"holder_subjects": []}, "ck_live_grant_inspection_bounds"),
        ("inspection", {"holder_subjects": [f"inspector {n}" for n in range(51)]}, "ck_live_grant_inspection_bounds"),
        ("inspection", {"holder_subject": None, "holder_subjects": [f"inspector {n}" for n in range(50)]}, None),
        ("inspection", {"holder_subjects": ["one", None]}, "live_grant_people_named"),
        ("inspection", {"holder_subjects": ["one", ""]}, "live_grant_people_named"),
        ("inspection", {"holder_subjects": ["one", "one"]}, "live_grant_people_named"),
        ("inspection", {"holder_subjects": ["one", "two\nlines"]}, "live_grant_people_named"),
        ("inspection", {"purpose": "statistics"}, "ck_live_grant_inspection_bounds"),
        ("break_glass", {"home_id": uuid.uuid4()}, "fk_live_grant_home_id"),
        ("inspection", {"starts_at": START, "ends_at": START}, "ck_live_grant_times_ordered"),
        # An officer of a force, by name, one home, one incident, a reason that says something.
        ("break_glass", {"holder_agency": "local_authority"}, "ck_live_grant_break_glass_form"),
        ("break_glass", {"holder_subject": None}, "ck_live_grant_break_glass_form"),
        ("break_glass", {"incident": None}, "ck_live_grant_break_glass_form"),
        ("break_glass", {"purpose": "statistics"}, "ck_live_grant_break_glass_bounds"),
        ("break_glass", {"purpose": "system_support"}, "ck_live_grant_break_glass_bounds"),
        ("break_glass", {"purpose": "prevention_analysis"}, "ck_live_grant_break_glass_bounds"),
        ("break_glass", {"purpose": "regulation"}, "ck_live_grant_break_glass_bounds"),
        ("break_glass", {"reason": "a b c d"}, "ck_live_grant_break_glass_form"),
        ("break_glass", {"home_id": None, "area_code": story.SOUTHBY}, "ck_live_grant_break_glass_form"),
        ("administration", {"holder_agency": "ofsted"}, "ck_live_grant_administration_form"),
        ("administration", {"holder_subject": None}, "ck_live_grant_administration_form"),
        ("administration", {"purpose": "statistics"}, "ck_live_grant_administration_bounds"),
        ("administration", {"reason": "a b c d"}, "ck_live_grant_administration_form"),
        ("administration", {"home_id": None, "area_code": story.SOUTHBY}, "ck_live_grant_administration_form"),
        # Ofsted gives an inspectorate an area.
        ("inspection", {"holder_agency": "police"}, "ck_live_grant_inspection_form"),
        ("inspection", {"holder_agency": "ofsted"}, "ck_live_grant_inspection_form"),
        ("inspection", {"holder_agency": "health"}, "ck_live_grant_inspection_form"),
        ("inspection", {"issued_agency": "cqc"}, "ck_live_grant_inspection_form"),
        (
            "inspection",
            {"holder_subject": None, "holder_subjects": ["one", "two"]},
            None,
        ),
        ("inspection", {"holder_agency": "cqc"}, None),
        ("inspection", {"holder_agency": "hmi_probation"}, None),
    ],
)
def test_access_that_cannot_be_given_is_refused(connection, home_id, kind, given, constraint):
    row = row_of(kind, home_id) | given

    assert refused_by(connection, tables.live_grant, **row) == constraint


@pytest.mark.parametrize("column", ["kind", "holder_agency", "purpose", "reason", "issued_agency", "ends_at"])
def test_access_says_to_whom_why_and_until_when(connection, home_id, column):
    row = row_of("break_glass", home_id) | {column: None}

    assert refused_by(connection, tables.live_grant, **row) == f"{column} is empty"


@pytest.mark.parametrize("kind", LONGEST)
@pytest.mark.parametrize("change", ["ends_at", "starts_at"])
def test_access_lasts_so_long_and_not_a_second_longer(connection, home_id, kind, change):
    row = row_of(kind, home_id, starts_at=START, ends_at=START + LONGEST[kind])
    longer = row | {"id": uuid.uuid4(), change: row[change] + (A_SECOND if change == "ends_at" else -A_SECOND)}

    assert refused_by(connection, tables.live_grant, **row) is None
    assert (
        refused_by(connection, tables.live_grant, **longer)
        == f"ck_live_grant_{kind}_{'bounds' if kind == 'inspection' else 'form'}"
    )


SIGNED = sa.select(
    *(
        tables.live_grant.c[name]
        for name in ("issued_by", "issued_agency", "approved_by", "approved_at", "ended_by", "ended_at")
    )
)


def signatures(connection):
    return connection.execute(SIGNED).one()._asdict()


def test_who_gave_access_is_what_the_transaction_says_whatever_the_statement_does(connection, home_id):
    act_as(connection, "giver", "police")
    forged = {
        "issued_by": "somebody else",
        "issued_agency": "ofsted",
        "approved_by": "somebody else",
        "approved_at": START,
        "ended_by": "somebody else",
        "ended_at": START,
    }

    connection.execute(tables.live_grant.insert().values(**row_of("break_glass", home_id, **forged)))

    assert signatures(connection) == {
        "issued_by": "giver",
        "issued_agency": "police",
        "approved_by": None,
        "approved_at": None,
        "ended_by": None,
        "ended_at": None,
    }


def test_access_given_outside_any_request_is_signed_with_the_login(connection, home_id):
    connection.execute(tables.live_grant.insert().values(**row_of("inspection", home_id)))

    login = connection.scalar(sa.text("select session_user::text"))
    assert (signatures(connection)["issued_by"], signatures(connection)["issued_agency"]) == (login, "ofsted")


def test_who_approved_and_who_ended_access_is_signed_as_well(connection, home_id):
    grant = give(connection, "administration", home_id=home_id)
    act_as(connection, "second", "admin")
    connection.execute(tables.live_grant.update().values(approved_at=sa.func.now(), approved_by="somebody else"))
    end(connection, grant, "third")

    found = signatures(connection)
    assert (found["issued_by"], found["approved_by"], found["ended_by"]) == ("tester", "second", "third")


@pytest.mark.parametrize(("issued_by", "approver"), [("tester", "tester"), ("asker", "tester"), ("asker", "asker")])
def test_whoever_asked_for_access_or_holds_it_cannot_approve_it(connection, home_id, issued_by, approver):
    grant = give(connection, "administration", home_id=home_id, issued_by=issued_by)

    with pytest.raises(IntegrityError, match="ck_live_grant_second_person"):
        approve(connection, grant, approver)


@pytest.mark.parametrize(
    ("done", "column", "constraint"),
    [(end, "ended_at", "ck_live_grant_end_whole"), (approve, "approved_at", "ck_live_grant_approval_whole")],
)
def test_what_was_ended_or_approved_is_not_undone(connection, home_id, done, column, constraint):
    done(connection, give(connection, "administration", home_id=home_id))

    with pytest.raises(IntegrityError, match=constraint):
        connection.execute(tables.live_grant.update().values(**{column: None}))


def test_giving_and_ending_access_are_versions_and_entries_of_that_home(connection, home_id):
    end(connection, give(connection, "break_glass", home_id=home_id))

    entries = connection.execute(
        sa.text("""
            select a.subject, e.operation, e.subject_id
              from register.entry e join register.entry_author a using (number)
             where e.entity = 'live_grant' order by number""")
    ).all()
    ended = connection.scalars(sa.text("select ended_by from register.live_grant_history order by history_id")).all()
    assert [tuple(row) for row in entries] == [("tester", "insert", home_id), ("supervisor", "update", home_id)]
    assert ended == [None, "supervisor"]
