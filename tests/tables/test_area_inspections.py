"""Joint inspections: what the database refuses of them, and the access that it lets them have."""

import hashlib
import json
import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from register import tables
from register.sql.statistics import store
from tests.support import factories as make
from tests.support import story
from tests.support.access_factories import act_as, live_grant
from tests.support.database_refusals import refused_by
from tests.support.inspection_factories import NOW, create_inspection, create_round
from tests.support.statistics import closed_years, publish_for_areas, tell_of_targets


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({}, None),
        ({"inspectorates": ["cqc"]}, "ck_area_inspection_inspectorates_known"),
        ({"inspectorates": ["ofsted_inspector", "police"]}, "ck_area_inspection_inspectorates_known"),
        ({"letter_due_on": NOW.date()}, "ck_area_inspection_days_ordered"),
        ({"plan_days": 121}, "ck_area_inspection_plan_days_bounded"),
        ({"access_ends_at": NOW - timedelta(days=2)}, "ck_area_inspection_access_ordered"),
    ],
)
def test_an_inspection_has_a_form(told, given, constraint):
    of_round = create_round(told)
    key = create_inspection(told, story.NORTHBY_COUNCIL, of_round)
    row = told.execute(sa.select(tables.area_inspection).where(tables.area_inspection.c.id == key)).mappings().one()
    row = {**row, "id": uuid.uuid4(), **given}

    assert refused_by(told, tables.area_inspection, **row) == constraint


def test_who_asked_and_who_approved_is_signed_and_said_once(told):
    of_round = create_round(told)
    key = create_inspection(told, story.NORTHBY_COUNCIL, of_round)
    mine = tables.area_inspection.c.id == key
    pack = told.execute(sa.select(tables.area_pack).where(tables.area_pack.c.inspection_id == key)).one()
    signed = told.execute(sa.select(tables.area_inspection.c.asked_by, tables.area_inspection.c.approved_by))

    assert signed.one() == ("keeper", "second keeper")
    assert pack.authority_code == story.NORTHBY_COUNCIL
    for again in (NOW, None):
        act_as(told, "third", "ofsted")
        with pytest.raises(sa.exc.IntegrityError, match="area_inspection_approved_once"), told.begin_nested():
            told.execute(tables.area_inspection.update().where(mine).values(approved_at=again))


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({}, None),
        ({"area_code": story.SOUTHBY_COUNCIL, "area_codes": [story.SOUTHBY_COUNCIL]}, "live_grant_fits_inspection"),
        ({"holder_agency": "hmicfrs"}, "live_grant_fits_inspection"),
        ({"ends_at": NOW + timedelta(days=59)}, "live_grant_fits_inspection"),
        ({"starts_at": NOW - timedelta(days=2)}, "live_grant_fits_inspection"),
        ({"inspection_id": None, "ends_at": NOW + timedelta(days=60)}, "ck_live_grant_inspection_bounds"),
    ],
)
def test_access_for_an_inspection_is_of_its_area_for_its_time(told, wrong, constraint):
    key = create_inspection(told, story.NORTHBY_COUNCIL, create_round(told))
    fits = {"area_code": story.NORTHBY_COUNCIL, "area_codes": [story.NORTHBY_COUNCIL], "holder_agency": "cqc"}
    fits |= {"inspection_id": key, "starts_at": NOW - timedelta(days=1), "ends_at": NOW + timedelta(days=60)}
    act_as(told, "keeper", "ofsted")

    assert refused_by(told, tables.live_grant, **live_grant("inspection", **fits | wrong)) == constraint


PUBLISHED = ("missing_children", "incidents", "interviews")


@pytest.fixture
def inspected(told):
    """Inspects Northby's area: its key, and its picture as it was frozen."""
    of_round = create_round(told)

    def inspect():
        key = create_inspection(told, story.NORTHBY_COUNCIL, of_round)
        pack = told.execute(sa.select(tables.area_pack).where(tables.area_pack.c.inspection_id == key)).one()
        assert hashlib.sha256(pack.content.encode()).hexdigest() == pack.digest
        return key, pack.content

    return inspect


@pytest.fixture
def figures(told):
    """Figures of three of the four questions, two of them published twice, and the neighbours of Northby Council."""
    for question in PUBLISHED:
        publish_for_areas(told, question, 1, count=10.0)
    publish_for_areas(told, "incidents", 2)
    tell_of_targets(told)


def again(told, key):
    """The picture of an inspection, worked out once more."""
    return told.scalar(sa.select(sa.func.register.area_picture(key)))


def serve(told, urn, days, kind="restriction_of_accommodation"):
    home = told.scalar(sa.select(tables.home.c.id).where(tables.home.c.urn == urn))
    return make.create_notice(told, home, "Too few staff.", kind=kind, served_on=NOW.date() - timedelta(days=days))


def test_the_notices_of_24_months_are_counted_for_the_area_and_name_no_home(told, inspected):
    for urn, days in ((story.INSIDE, 30), (story.PLAIN, 400), (story.PLAIN, 800), (story.OUTSIDE, 30)):
        serve(told, urn, days)
    serve(told, story.INSIDE, 3, "suspension")
    mistaken = serve(told, story.INSIDE, 5, "caution")
    for table, key in ((tables.notice_detail, "notice_id"), (tables.notice, "id")):
        told.execute(table.delete().where(table.c[key] == mistaken))
    closed = tables.home.update().where(tables.home.c.urn == story.PLAIN)
    told.execute(closed.values(registration_status="cancelled_ofsted", ceased_on=NOW.date()))

    assert json.loads(inspected()[1])["notices"] == [
        {"kind": "RESTRICTION_OF_ACCOMMODATION", "count": 2}, {"kind": "SUSPENSION", "count": 1},
    ]  # fmt: skip


def test_beside_an_area_are_the_latest_published_figures_of_it_and_of_its_neighbours(told, figures, inspected):
    _, content = inspected()
    frozen = json.loads(content)
    lines = [each for each in frozen["publishedFigures"] if each["question"] == "INCIDENTS"]
    of_both = [(area, year) for area in (story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL) for year in YEARS]

    assert frozen["neighbours"] == [story.SOUTHBY_COUNCIL]
    assert [(each["area"], each["period"]) for each in lines if each["measure"] == "incidents_1"] == of_both
    assert lines[0] == {
        "question": "INCIDENTS", "period": YEARS[0], "area": story.NORTHBY_COUNCIL, "measure": "incidents_1",
        "value": 46, "symbol": None, "roundedTo": 1, "leavesOut": None,
    }  # fmt: skip
    assert lines[-1] == {
        "question": "INCIDENTS", "period": YEARS[1], "area": story.SOUTHBY_COUNCIL, "measure": "incidents_2",
        "value": None, "symbol": "C", "roundedTo": None, "leavesOut": "Of 11 months.",
    }  # fmt: skip
    assert {each["question"] for each in frozen["publishedFigures"]} == {each.upper() for each in PUBLISHED}


# Those that end within the 24 months.
YEARS = [period for period, *_ in closed_years()[1:]]


def test_what_was_not_published_yet_is_said(told, figures, inspected):
    versions = json.loads(inspected()[1])["publishedVersions"]

    assert [(each["question"], each["version"]) for each in versions] == [
        ("MISSING_CHILDREN", 1), ("INCIDENTS", 2), ("INTERVIEWS", 1), ("EXPLOITATION", None),
    ]  # fmt: skip
    assert versions[1]["coverage"] == "incidents: 150 of 153."
    assert (versions[3]["coverage"], versions[3]["publishedAt"]) == (None, None)


def test_an_area_without_neighbours_says_if_none_is_like_it_or_none_was_compared(told, inspected):
    before = json.loads(inspected()[1])
    tell_of_targets(told)
    told.execute(tables.area_target_neighbour.delete())
    publish_for_areas(told, "incidents", 1)
    after = json.loads(inspected()[1])

    assert (before["neighbours"], before["publishedFigures"]) == (None, [])
    assert {each["version"] for each in before["publishedVersions"]} == {None}
    assert after["neighbours"] == []
    assert {each["area"] for each in after["publishedFigures"]} == {story.NORTHBY_COUNCIL}


def test_the_picture_is_the_same_whatever_is_published_compared_or_withdrawn_later(told, figures, inspected):
    key, content = inspected()
    publish_for_areas(told, "incidents", 3, count=90.0)
    publish_for_areas(told, "exploitation", 1)
    told.execute(tables.area_target.delete())
    assert again(told, key) == content

    for question in ("incidents", "interviews"):
        assert store.withdraw(told, question, 2 if question == "incidents" else 1, why="An error.")
    rows = sa.select(sa.func.count()).select_from(tables.statistic_row.join(tables.statistic))
    assert told.scalar(rows.where(tables.statistic.c.question == "interviews")) == 0
    assert again(told, key) == content
    later = json.loads(inspected()[1])
    assert [each["version"] for each in later["publishedVersions"]] == [1, 3, None, 1]


def test_a_picture_of_the_first_form_is_worked_out_again_in_that_form(told, figures, inspected):
    key, content = inspected()
    first = told.scalar(sa.select(sa.func.register.area_picture_1(key)))
    told.execute(tables.area_pack.update().where(tables.area_pack.c.inspection_id == key).values(content=first))

    assert (json.loads(first)["form"], json.loads(content)["form"]) == (1, 2)
    assert again(told, key) == first


def test_neighbours_and_versions_are_noted_by_the_database_whatever_is_sent(told, figures):
    wrong = {"neighbour_codes": [story.NORTHBY], "figure_versions": ["incidents 1"]}
    key = create_inspection(told, story.NORTHBY_COUNCIL, create_round(told), **wrong)
    noted = sa.select(tables.area_inspection.c.neighbour_codes, tables.area_inspection.c.figure_versions)

    assert told.execute(noted.where(tables.area_inspection.c.id == key)).one() == (
        [story.SOUTHBY_COUNCIL], ["incidents 2", "interviews 1", "missing_children 1"],
    )  # fmt: skip
