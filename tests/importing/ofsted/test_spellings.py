"""Ofsted's spellings: the list of each year since 2015, as published, is the same list."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.importing.ofsted.spellings import HOME_KINDS, JUDGED, JUDGEMENT_WORDS, PROVIDER_LIST
from register.tables import home, inspection, provider
from register.tables.inspections import JUDGEMENTS
from tests.support.published_files import (
    REAL,
    bring_in,
    create_authorities,
    needs_real_files,
    real_authorities,
    real_file,
)
from tests.support.published_layouts import LAYOUTS
from tests.support.real_lists import homes_of, other_rows_of, provider_lists

EACH_YEAR = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout.year}-{len(layout.columns)}")
FACTS = (home.c.urn, home.c.kind, home.c.registration_status, home.c.authority_code, home.c.sector)
JUDGED_FACTS = (
    inspection.c.number, inspection.c.kind, inspection.c.started_on, inspection.c.published_on,
    inspection.c.overall_experiences_and_progress, inspection.c.leaders_and_managers,
)  # fmt: skip


@pytest.fixture
def ashshire(connection):
    create_authorities(connection, ("E99000001", "Ashshire"))


@EACH_YEAR
@pytest.mark.usefixtures("ashshire")
def test_the_list_of_each_year_is_read_as_published(connection, tmp_path, layout):
    school = {"URN": "SC900009", "Provision type": "Boarding School"}
    report = bring_in(connection, layout.write(tmp_path, {}, school), layout.as_at).report

    skipped = {"Boarding School": 1} | ({"Independent Fostering Agency": 1} if layout.late else {})
    assert (report.added, report.refused, report.skipped) == (1, 0, skipped)
    assert report.read == 1 + len(skipped)
    assert connection.execute(sa.select(*FACTS)).all() == [
        ("SC900001", "childrens_home", "registered", "E99000001", "private")
    ]
    lacks = layout.lacks
    assert connection.execute(sa.select(home.c.registered_on, home.c.places)).all() == [
        (None if "registered_on" in lacks else date(2009, 4, 24), None if "places" in lacks else 4)
    ]
    assert connection.scalars(sa.select(provider.c.name)).all() == ([] if "owner" in lacks else ["Example Care Ltd"])


@EACH_YEAR
@pytest.mark.usefixtures("ashshire")
def test_the_latest_inspection_of_each_year_is_read_as_published(connection, tmp_path, layout):
    bring_in(connection, layout.write(tmp_path, {}), layout.as_at)

    published = None if "published_on" in layout.lacks else date(2015, 1, 14)
    inspected = [("90000001", "full", date(2014, 11, 5), published, "good", "outstanding")]
    assert connection.execute(sa.select(*JUDGED_FACTS)).all() == ([] if "number" in layout.lacks else inspected)


@EACH_YEAR
@pytest.mark.usefixtures("ashshire")
def test_the_columns_that_a_year_lacks_are_told_and_no_other(connection, tmp_path, layout):
    report = bring_in(connection, layout.write(tmp_path, {}), layout.as_at).report

    absent = {each.column for each in report.remarks if each.problem.code == "RULE_COLUMN_ABSENT"}
    assert absent == {PROVIDER_LIST[field].names[0] for field in layout.lacks}
    form = {each.problem.code for each in report.remarks} - {"RULE_COLUMN_ABSENT"}
    legacy = layout.encoding in ("cp1252", "mac_roman")
    assert form == ({"RULE_ENCODING"} if legacy else set()) | (set() if layout.is_ended else {"RULE_LAST_LINE"})


@EACH_YEAR
@pytest.mark.usefixtures("ashshire")
def test_the_word_for_short_breaks_only_is_known_in_each_year(connection, tmp_path, layout):
    column, word = layout.short_breaks
    usual = {"URN": "SC900002", "Inspection ID": "90000002"}
    bring_in(connection, layout.write(tmp_path, {column: word}, {**usual, column: " "}), layout.as_at)

    found = connection.scalars(sa.select(home.c.short_breaks_only).order_by(home.c.urn)).all()
    assert found == [column != "", False]


def layout_of(year):
    return next(each for each in LAYOUTS if each.year == year)


# Words that a year had beside those of the usual home: the column, the word, and what is kept of it.
SHORT_BREAKS_2017, SHORT_BREAKS = "Short breaks only", "Short-break-only children's home"
OVERALL, LATEST_OVERALL = "Overall effectiveness", "Overall experiences and progress of children and young people"


@pytest.mark.parametrize(
    ("year", "column", "word", "fact", "kept"),
    [
        (2015, "Provision type", "Children's Home", home.c.kind, "childrens_home"),
        (2015, OVERALL, "Adequate", inspection.c.overall_experiences_and_progress, None),
        (2015, OVERALL, "Requires Improvement", inspection.c.overall_experiences_and_progress, "requires_improvement"),
        (2016, OVERALL, "Satisfactory", inspection.c.overall_experiences_and_progress, None),
        (2016, OVERALL, "Requires improvement", inspection.c.overall_experiences_and_progress, "requires_improvement"),
        (2016, "Event type", "Full Inspection", inspection.c.kind, "full"),
        (2016, "Sector", "Local Authority", home.c.sector, "local_authority"),
        (2017, SHORT_BREAKS_2017, "Long term care only", home.c.short_breaks_only, False),
        (2017, SHORT_BREAKS_2017, "Short breaks and long term care", home.c.short_breaks_only, False),
        (2018, OVERALL, "Adequate", inspection.c.overall_experiences_and_progress, None),
        (2018, "Organisation", "\u00a0Example Trust", provider.c.name, "Example Trust"),
        (2022, "Latest full inspection event type", "Monitoring inspection", inspection.c.kind, "monitoring_visit"),
        (2023, "Latest full inspection event number", "1.02E+07", sa.func.count(inspection.c.id), 0),
        (2024, SHORT_BREAKS, " ", home.c.short_breaks_only, False),
        (2025, LATEST_OVERALL, "Requires improvement to be good", inspection.c.overall_experiences_and_progress,
         "requires_improvement"),
        (2025, "Provision type", "Children's Home", home.c.kind, "childrens_home"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("ashshire")
def test_the_words_of_each_year_are_read_as_what_they_meant(connection, tmp_path, year, column, word, fact, kept):
    layout = layout_of(year)
    assert column in {name.strip() for name in layout.columns}

    report = bring_in(connection, layout.write(tmp_path, {column: word}), layout.as_at).report

    assert (report.refused, connection.scalars(sa.select(fact)).all()) == (0, [kept])


@pytest.mark.usefixtures("ashshire")
def test_the_lists_of_all_years_are_read_one_after_the_other(connection, tmp_path):
    for layout in LAYOUTS:
        assert bring_in(connection, layout.write(tmp_path, {}), layout.as_at).report.refused == 0

    assert connection.execute(sa.select(*FACTS, home.c.registered_on, home.c.places)).all() == [
        ("SC900001", "childrens_home", "registered", "E99000001", "private", date(2009, 4, 24), 4)
    ]


@pytest.mark.parametrize("layout", [each for each in LAYOUTS if " as at 31 March " in "".join(each.titles)])
@pytest.mark.usefixtures("ashshire")
def test_a_list_whose_title_says_its_day_needs_no_other_word_of_it(connection, tmp_path, layout):
    assert bring_in(connection, layout.write(tmp_path, {}), None).as_at == layout.as_at


@pytest.mark.usefixtures("ashshire")
def test_a_school_of_more_than_295_days_a_year_is_a_home(connection, tmp_path):
    kind = {"Provision type": "Residential special school (>295 days/year)"}
    bring_in(connection, LAYOUTS[0].write(tmp_path, kind), LAYOUTS[0].as_at)

    assert connection.scalars(sa.select(home.c.kind)).all() == ["residential_special_school"]


def test_every_judgement_has_its_columns_and_every_word_is_in_small_letters():
    assert tuple(JUDGED) == ("overall_experiences_and_progress", "education_and_learning", "health",
                             "helped_and_protected", "leaders_and_managers")  # fmt: skip
    assert set(JUDGED) == set(JUDGEMENTS)
    assert [word for word in (*HOME_KINDS, *JUDGEMENT_WORDS) if word != word.casefold()] == []


@needs_real_files
@pytest.mark.real_data
@pytest.mark.parametrize("listed", provider_lists() if REAL else [])
def test_each_real_list_is_read_alone(connection, listed):
    create_authorities(connection, *real_authorities())

    report = bring_in(connection, real_file(listed.name), listed.as_at).report

    homes = homes_of(listed)
    assert (report.read, report.added, report.refused) == (len(homes) + len(other_rows_of(listed)), len(homes), 0)
    assert sum(report.skipped.values()) == len(other_rows_of(listed))


@needs_real_files
@pytest.mark.real_data
def test_the_real_lists_are_read_in_the_order_of_their_days(connection):
    create_authorities(connection, *real_authorities())
    lists = provider_lists()
    assert lists != []

    for listed in lists:
        assert bring_in(connection, real_file(listed.name), listed.as_at).report.refused == 0

    standing = sa.select(sa.func.count()).where(home.c.registration_status.in_(("registered", "suspended")))
    assert connection.scalar(standing) == len(homes_of(lists[-1]))
