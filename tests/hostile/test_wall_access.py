"""The second wall alone, against access that people give: who gives it, to whom, for how long, and who ends it."""

import dataclasses

import pytest
import sqlalchemy as sa
from psycopg import errors, sql

from register import tables
from tests.hostile.walled import (
    APPROVER,
    ASKERS,
    COLUMNS,
    HELPER,
    KEEPER,
    NORTHBY_POLICE,
    OPENER,
    REFUSED,
    SUPERVISOR,
    as_role,
)
from tests.support import story


def home_id(walled, urn):
    with walled.connect() as connection:
        return connection.scalar(sa.text("select id from register.home where urn = :urn"), {"urn": urn})


def break_glass(walled, asker, **given):
    """Access to another force's home, as a caller may give it to itself for an hour."""
    holder = {"holder_agency": asker.agency, "holder_area": asker.area, "holder_subject": asker.subject}
    what = {"kind": "break_glass", "home_id": home_id(walled, story.AT_SEA), "purpose": "incident_response"}
    why = {"incident": "N/2", "reason": "A child was seen there.", "ends_at": "soon"}
    return {**holder, **what, **why, **given}


SIGNATURE = sql.SQL(" returning issued_by, issued_agency, ended_at, approved_by")
SOON = sql.SQL("now() + interval '30 minutes'")


def give(login, row):
    """Give access, for half an hour where it is to end, and read back what the database signed."""
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    given = sql.SQL(", ").join(SOON if value == "soon" else sql.Literal(value) for value in row.values())
    added = sql.SQL("insert into register.live_grant ({}) values ({})").format(names, given)
    return login.execute(added + SIGNATURE).fetchone()


def test_police_open_a_home_for_themselves_and_the_database_signs_it(login, walled):
    with as_role(login, OPENER):
        assert give(login, break_glass(walled, OPENER)) == ("opener", "police", None, None)


NOT_ONES_OWN = {
    "for somebody else": {"holder_subject": "somebody else"},
    "for everyone of the force": {"holder_subject": None},
    "for another force": {"holder_area": story.SOUTHBY},
    "for no force": {"holder_area": None},
    "for another agency": {"holder_agency": "ofsted"},
    "as an organisation": {"holder_organisation": "story-trust"},
    "for good": {"ends_at": None},
    "of another kind": {"kind": "administration"},
    "as an inspection": {"kind": "inspection", "home_id": None, "area_code": story.SOUTHBY},
    "without an incident": {"incident": None},
    "without a reason": {"reason": "No reason"},
}


@pytest.mark.parametrize("changed", NOT_ONES_OWN.values(), ids=NOT_ONES_OWN)
def test_police_open_no_home_otherwise_than_for_themselves_and_in_the_form_of_the_law(login, walled, changed):
    row = break_glass(walled, OPENER) | changed
    with as_role(login, OPENER), pytest.raises((REFUSED, errors.CheckViolation, errors.NotNullViolation)):
        give(login, row)


SIGNED = ("issued_by", "issued_agency", "approved_by", "approved_at", "ended_by", "ended_at")


@pytest.mark.parametrize("asker", [OPENER, HELPER, KEEPER])
@pytest.mark.parametrize("name", SIGNED)
def test_nobody_signs_for_the_database(login, walled, asker, name):
    with as_role(login, asker), pytest.raises(REFUSED, match="permission denied"):
        give(login, break_glass(walled, asker) | {name: "2020-01-01"})


@pytest.mark.parametrize("column", [name for name in COLUMNS["live_grant"] if name not in ("ended_at", "approved_at")])
@pytest.mark.parametrize("asker", [OPENER, HELPER, KEEPER])
def test_access_that_was_given_is_never_stretched(login, asker, column):
    with as_role(login, asker), pytest.raises(REFUSED, match="permission denied"):
        login.execute(f'update register.live_grant set "{column}" = default')  # noqa: S608 - names of columns


END = """update register.live_grant set ended_at = now() where ended_at is null
returning holder_agency, coalesce(holder_subject, holder_subjects[1])
"""
ENDED = {
    "police end their own": (OPENER, [("police", "opener")]),
    "police end nobody else's": (NORTHBY_POLICE, []),
    "a supervisor ends that of the force": (
        SUPERVISOR,
        [("police", "ended"), ("police", "opener")],
    ),
    "a supervisor of another force ends none of it": (ASKERS["the same at another force"], []),
    "Ofsted's people end nothing": (ASKERS["Ofsted"], []),
    "Ofsted's supervisor ends the inspections that Ofsted gave": (
        KEEPER,
        [
            ("cqc", "impatient"),
            ("cqc", "tester"),
            ("hmi_probation", "tester"),
            ("hmicfrs", "tester"),
            ("ofsted_inspector", "inspector"),
            ("ofsted_inspector", "not begun"),
        ],
    ),
    "an administrator ends their own": (HELPER, [("admin", "helper")]),
    "an approver ends that of all administrators": (APPROVER, [("admin", "helper"), ("admin", "impatient")]),
}


@pytest.mark.parametrize(("asker", "ended"), ENDED.values(), ids=ENDED)
def test_access_is_ended_by_who_holds_it_and_by_who_supervises_them(login, asker, ended):
    with as_role(login, asker):
        assert sorted(login.execute(END).fetchall(), key=str) == ended


def test_access_that_was_ended_is_not_brought_back(login):
    with as_role(login, SUPERVISOR), pytest.raises(errors.CheckViolation):
        login.execute("update register.live_grant set ended_at = null where ended_at is not null")


APPROVE = "update register.live_grant set approved_at = now() where approved_at is null and kind = 'administration'"


def test_an_administrator_does_not_approve_themselves_and_approves_nobody_else_unless_appointed(login):
    impatient = ASKERS["an administrator, not approved"]
    with as_role(login, impatient), pytest.raises(errors.CheckViolation):
        login.execute(APPROVE)
    with as_role(login, dataclasses.replace(HELPER, subject="a third")):
        assert login.execute(APPROVE).rowcount == 0
    with as_role(login, APPROVER):
        assert login.execute(f"{APPROVE} returning approved_by").fetchall() == [("approver",)]


def test_what_an_approver_asks_for_themselves_another_must_approve(login, walled):
    row = break_glass(walled, APPROVER) | {"kind": "administration", "purpose": "system_support"}
    with as_role(login, APPROVER):
        login.execute("select set_config('register.agency', 'admin', true)")
        give(login, row)
        before = login.execute("select count(*) from register.home_identity").fetchone()
        with pytest.raises(errors.CheckViolation), login.transaction():
            login.execute(f"{APPROVE} and holder_subject = 'approver'")

    assert before == (0,)


def inspection(agency="hmicfrs", **given):
    row = {"kind": "inspection", "holder_agency": agency, "purpose": "inspection"}
    row |= {"area_codes": [story.SOUTHBY], "holder_subjects": ["inspector"]}
    return {**row, "reason": "A joint inspection.", "ends_at": "soon", **given}


@pytest.mark.parametrize("agency", ["hmicfrs", "cqc", "ofsted_inspector", "hmi_probation"])
def test_ofsteds_appointed_people_ask_for_an_area_for_inspectors(login, agency):
    with as_role(login, KEEPER):
        login.execute("select set_config('register.agency', 'ofsted', true)")

        assert give(login, inspection(agency)) == ("keeper", "ofsted", None, None)


@pytest.mark.parametrize("asker", [ASKERS["Ofsted"], SUPERVISOR, APPROVER, OPENER, HELPER])
def test_nobody_else_gives_inspectors_an_area_and_nobody_gives_in_anothers_name(login, asker):
    for agency in ("ofsted", asker.agency):
        with as_role(login, asker):
            login.execute("select set_config('register.agency', %s, true)", [agency])
            with pytest.raises((REFUSED, errors.CheckViolation)):
                give(login, inspection())


def test_no_inspector_gives_themselves_an_area(login):
    for name in ("inspectors of police in both", "the care commission in Northby", "an inspector of Southby"):
        with as_role(login, ASKERS[name]), pytest.raises(REFUSED, match="permission denied"):
            give(login, inspection(ASKERS[name].agency))


APPROVE_INSPECTION = (
    "update register.live_grant set approved_at = now() where kind = 'inspection' and holder_agency = %s"
)
NOBODY_NAMED = {
    "everybody of an inspectorate": {"holder_subjects": None},
    "nobody": {"holder_subjects": []},
    "fifty-one people": {"holder_subjects": [f"inspector {number}" for number in range(51)]},
    "thirteen areas": {"area_codes": [f"E060000{number:02}" for number in range(13)]},
    "every area of the country": {"area_codes": [f"E060000{number:02}" for number in range(99)]},
    "an area twice": {"area_codes": [story.SOUTHBY, story.SOUTHBY]},
    "for a year": {"ends_at": "2099-01-01T00:00:00Z"},
    "for statistics": {"purpose": "statistics"},
}


@pytest.mark.parametrize("changed", NOBODY_NAMED.values(), ids=NOBODY_NAMED)
def test_over_sql_no_inspectors_have_access_but_by_name_to_few_areas_for_some_weeks(login, changed):
    with as_role(login, KEEPER), pytest.raises(errors.CheckViolation):
        give(login, inspection() | changed)


def test_over_sql_the_one_who_asked_and_the_one_who_is_to_inspect_approve_nothing(login, walled):
    with walled.begin() as owner:
        for subject in ("first", "second", "inspector"):
            owner.execute(
                sa.text(
                    "insert into register.appointment (subject, agency, role, valid_from, appointed_by)"
                    " values (:subject, 'ofsted', 'approver', '2020-01-01', 'the chief')"
                ),
                {"subject": subject},
            )
    with as_role(login, dataclasses.replace(KEEPER, subject="first")):
        give(login, inspection("hmicfrs"))
        approve = f"{APPROVE_INSPECTION} and approved_at is null"
        for subject in ("first", "inspector"):
            login.execute("select set_config('register.subject', %s, true)", [subject])
            with pytest.raises(errors.CheckViolation, match="second_person"), login.transaction():
                login.execute(approve, ["hmicfrs"])
        login.execute("select set_config('register.subject', 'second', true)")
        assert login.execute(approve, ["hmicfrs"]).rowcount == 1


def test_over_sql_no_more_than_twelve_areas_a_day_are_opened_to_one_inspectorate(login, walled):
    areas = [f"E060001{number:02}" for number in range(12)]
    with walled.begin() as owner:
        for code in areas:
            row = {"code": code, "kind": "authority", "name": code, "country": "England"}
            owner.execute(tables.area.insert().values(**row))
        appointed = {"agency": "ofsted", "role": "approver", "valid_from": "2020-01-01", "appointed_by": "the chief"}
        owner.execute(tables.appointment.insert().values(subject="a second approver", **appointed))
    with as_role(login, KEEPER):
        give(login, inspection("cqc", area_codes=areas))
        login.execute("select set_config('register.subject', 'a second approver', true)")
        with pytest.raises(errors.CheckViolation, match="live_grant_inspected_a_day"):
            login.execute(f"{APPROVE_INSPECTION} and cardinality(area_codes) = 12", ["cqc"])
