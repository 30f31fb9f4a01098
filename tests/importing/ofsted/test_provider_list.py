"""Ofsted's register of providers: every home, once, and nothing where a row is wrong."""

from collections import Counter
from datetime import date

import pytest
import sqlalchemy as sa

from register.errors import SetupError
from register.importing.files.report import ImportRefused, Written
from register.importing.ofsted.spellings import HOME_KINDS
from register.tables import entry, entry_author, home, home_area, home_identity, inspection, premises, provider
from tests.support.published_files import (
    HOME,
    REAL_LIST,
    UNINSPECTED,
    bring_in,
    create_authorities,
    inspection_file,
    needs_real_files,
    provider_file,
    real_file,
    real_rows,
    write_csv,
)

TABLES = (home, home_identity, premises, provider, inspection)


def run(connection, path, **how):
    return bring_in(connection, path, **how).report


def refusal_of(connection, path):
    with pytest.raises(ImportRefused) as refusal:
        run(connection, path)
    assert counts(connection) == dict.fromkeys((table.name for table in TABLES), 0)
    return refusal.value.report


def counts(connection):
    return {t.name: connection.execute(sa.select(sa.func.count()).select_from(t)).scalar_one() for t in TABLES}


@pytest.fixture(autouse=True)
def ashshire(connection):
    create_authorities(connection, ("E99000001", "Ashshire"))


def test_a_home_is_read_with_its_provider_authority_and_latest_inspection(connection, tmp_path):
    report = run(connection, provider_file(tmp_path, {}))

    query = sa.select(home.c.urn, home.c.kind, home.c.registration_status, home.c.places, home.c.authority_code)
    assert connection.execute(query).all() == [("SC900001", "childrens_home", "registered", 4, "E99000001")]
    assert connection.execute(sa.select(provider.c.name)).all() == [("Example Care Ltd",)]
    judged = sa.select(inspection.c.number, inspection.c.kind, inspection.c.leaders_and_managers, inspection.c.health)
    assert connection.execute(judged).all() == [("90000001", "full", "outstanding", None)]
    assert (report.read, report.added, report.changed, report.unchanged) == (1, 1, 0, 0)


def test_a_hidden_name_and_address_leave_no_row(connection, tmp_path):
    run(connection, provider_file(tmp_path, {}))

    assert counts(connection) | {"home_identity": 0, "premises": 0} == counts(connection)


def test_a_name_and_address_that_are_given_are_kept_without_a_point(connection, tmp_path):
    address = {"Address 1": "Ash House", "Address 2": "1 Ash Lane", "Town": "Ashton", "Postcode": "zz11aa"}
    run(connection, provider_file(tmp_path, {"Name": "Ash House", **address}))

    assert connection.execute(sa.select(home_identity.c.name)).all() == [("Ash House",)]
    columns = (premises.c.paon, premises.c.street, premises.c.town, premises.c.postcode, premises.c.point_27700)
    assert connection.execute(sa.select(*columns)).all() == [("Ash House", "1 Ash Lane", "Ashton", "ZZ1 1AA", None)]


def test_a_home_is_linked_to_its_authority(connection, tmp_path):
    run(connection, provider_file(tmp_path, {}))

    assert connection.scalars(sa.select(home_area.c.area_code)).all() == ["E99000001"]


def test_suspended_short_breaks_and_several_buildings_are_told(connection, tmp_path):
    told = {
        "Registration status": "Suspended",
        "Short-break-only children's home": "Short breaks only",
        "Multi Building Children's Home": "Y",
    }
    run(connection, provider_file(tmp_path, told))

    query = sa.select(home.c.registration_status, home.c.short_breaks_only, home.c.quality_flags)
    assert connection.execute(query).all() == [("suspended", True, ["several_buildings"])]


def test_a_home_without_owner_or_inspection_is_taken_all_the_same(connection, tmp_path):
    run(connection, provider_file(tmp_path, {**UNINSPECTED, "Organisation which owns the provider": ""}))

    assert counts(connection) | {"home": 1, "provider": 0, "inspection": 0} == counts(connection)


def test_other_providers_are_skipped_by_kind_and_are_no_problem(connection, tmp_path):
    other = {"URN": "x", "Provision type": "Boarding School", "Sector": "Academy"}
    report = run(connection, provider_file(tmp_path, {}, other))

    assert (report.added, report.skipped, report.problems) == (1, {"Boarding School": 1}, ())


def test_the_same_file_again_changes_nothing(connection, tmp_path):
    path = provider_file(tmp_path, {}, {"URN": "SC900002", "Name": "Elm House", "Postcode": "ZZ1 1AA"})
    run(connection, path)
    entries = connection.execute(sa.select(sa.func.count()).select_from(entry)).scalar_one()

    report = run(connection, path)

    assert (report.added, report.changed, report.unchanged) == (0, 0, 2)
    assert report.written == dict.fromkeys(("homes", "inspections", "providers"), Written(0, 0))
    assert connection.execute(sa.select(sa.func.count()).select_from(entry)).scalar_one() == entries


def test_a_changed_row_changes_its_home_alone(connection, tmp_path):
    run(connection, provider_file(tmp_path, {}, {"URN": "SC900002"}))

    report = run(connection, provider_file(tmp_path, {}, {"URN": "SC900002", "Places": "6"}))

    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    query = sa.select(home.c.urn, home.c.places, home.c.version).order_by(home.c.urn)
    assert connection.execute(query).all() == [("SC900001", 4, 1), ("SC900002", 6, 2)]


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"URN": "12"}, "URN", "RULE_URN_FORM"),
        ({"URN": ""}, "URN", "RULE_REQUIRED"),
        ({"Provision type": ""}, "Provision type", "RULE_REQUIRED"),
        ({"Places": "0"}, "Places", "RULE_PLACES"),
        ({"Places": "few"}, "Places", "RULE_WHOLE_NUMBER"),
        ({"Sector": "Academy"}, "Sector", "RULE_CODE"),
        ({"Registration status": "Resigned"}, "Registration status", "RULE_CODE"),
        ({"Registration date": "2099-01-01"}, "Registration date", "RULE_DATE_IN_FUTURE"),
        ({"Registration date": "soon"}, "Registration date", "RULE_DATE"),
        ({"Local authority": "Nowhere"}, "Local authority", "RULE_AUTHORITY_UNKNOWN"),
        ({"Local authority": ""}, "Local authority", "RULE_REQUIRED"),
        ({"Postcode": "Nowhere"}, "Postcode", "RULE_POSTCODE_FORM"),
        ({"Name": "Ash\u202eHouse"}, "Name", "RULE_TEXT_DIRECTION"),
        ({"Name": "Ash\x07House"}, "Name", "RULE_TEXT_CONTROL"),
        ({"Name": "A" * 201}, "Name", "RULE_TEXT_TOO_LONG"),
        ({"Name": "=HYPERLINK(1)"}, "Name", "RULE_TEXT_FORMULA"),
        ({"Latest full inspection event number": ""}, "Latest full inspection event number", "RULE_REQUIRED"),
    ],
)
def test_a_row_that_breaks_a_rule_refuses_the_file_by_line_and_column(connection, tmp_path, change, column, code):
    report = refusal_of(connection, provider_file(tmp_path, {}, {"URN": "SC900002", **change}))

    assert [(p.line, p.column, p.problem.code) for p in report.problems] == [(3, column, code)]
    assert report.refused == 1


def test_a_home_of_an_authority_that_was_divided_is_taken_without_it_and_told(connection, tmp_path):
    report = run(connection, provider_file(tmp_path, {"Local authority": "Cumbria"}), as_at=date(2022, 3, 31))

    assert connection.execute(sa.select(home.c.urn, home.c.authority_code)).all() == [("SC900001", None)]
    assert [(each.line, each.column, each.problem.code) for each in report.remarks] == [
        (2, "Local authority", "RULE_AUTHORITY_ENDED")
    ]


def test_half_an_inspection_is_refused_by_the_column_that_is_missing(connection, tmp_path):
    columns = [name for name in HOME if name != "Latest full inspection date"]

    with pytest.raises(SetupError, match=r"older\.csv has no columns named: Latest full inspection date\."):
        run(connection, write_csv(tmp_path / "older.csv", HOME, columns=columns))


def test_a_home_that_stands_twice_in_a_file_refuses_it(connection, tmp_path):
    report = refusal_of(connection, provider_file(tmp_path, {}, {"Places": "5"}))

    assert [(p.line, p.problem.message) for p in report.problems] == [(3, "Line 2 already has this home.")]


def test_a_refusal_never_repeats_a_name_an_address_or_a_number(connection, tmp_path):
    wrong = {"Name": "Secret\u202eHouse", "Address 1": "=secret", "Postcode": "SECRET", "URN": "SECRET"}
    report = refusal_of(connection, provider_file(tmp_path, wrong))

    assert report.refused == 1
    assert "secret" not in "\n".join(report.lines()).casefold()


def test_a_refusal_names_the_word_that_is_not_known_and_sums_the_rows(connection, tmp_path):
    rows = [{"URN": f"SC90000{number}", "Local authority": "Nowhereshire"} for number in range(1, 8)]
    report = refusal_of(connection, provider_file(tmp_path, *rows))

    assert report.tables() == [
        "rows  lines              column           code                    problem",
        "7     2, 3, 4, 5, 6 ...  Local authority  RULE_AUTHORITY_UNKNOWN  "
        'The register has no local authority named "Nowhereshire" on the day of the list.',
    ]


def test_the_good_rows_are_written_where_that_is_asked(connection, tmp_path):
    report = run(connection, provider_file(tmp_path, {"Places": "0"}, {"URN": "SC900002"}), partial=True)

    assert connection.scalars(sa.select(home.c.urn)).all() == ["SC900002"]
    assert (report.read, report.added, report.refused, len(report.problems)) == (2, 1, 1, 1)


def test_columns_that_only_some_years_have_may_be_missing(connection, tmp_path):
    columns = [name for name in HOME if "Building" not in name and not name.startswith("Address")]

    report = run(connection, write_csv(tmp_path / "older.csv", HOME, columns=columns))

    assert report.added == 1


def test_the_list_of_inspections_is_told_apart(connection, tmp_path):
    with pytest.raises(SetupError, match=r"inspections\.csv is Ofsted's list of inspections"):
        run(connection, inspection_file(tmp_path, {}))


def test_what_the_import_wrote_is_signed_with_the_file(connection, tmp_path):
    run(connection, provider_file(tmp_path, {}))

    of_homes = sa.select(entry_author.c.reason).join(entry, entry.c.number == entry_author.c.number)
    reasons = connection.scalars(of_homes.where(entry.c.entity == "home")).all()
    assert set(reasons[-1:]) == {"import of providers.csv"}
    assert connection.execute(sa.select(home.c.source_system, home.c.source_ref)).all() == [
        ("Ofsted register of providers", "providers.csv")
    ]


def real_homes():
    return [row for row in real_rows(REAL_LIST) if row["Provision type"].casefold() in HOME_KINDS]


@needs_real_files
@pytest.mark.real_data
def test_the_real_register_loads_whole(real_list):
    rows, homes, report = real_rows(REAL_LIST), real_homes(), real_list.report

    assert (len(rows), len(homes)) == (5_600, 4_009)
    assert (report.read, report.added, report.refused, report.problems) == (5_600, 4_009, 0, ())
    kinds = Counter(row["Provision type"] for row in rows if row["Provision type"].casefold() not in HOME_KINDS)
    assert report.skipped == kinds
    inspected = sum(1 for row in homes if row["Latest full inspection event number"])
    assert report.written["inspections"] == Written(inspected, 0)


@needs_real_files
@pytest.mark.real_data
def test_every_real_home_has_its_status_and_places_and_its_authority(listed):
    status = {"Active": "registered", "Suspended": "suspended"}
    codes = {row["ofsted_la_name"]: row["gss_code"] for row in real_rows("lookups/lookup_csa_153.csv")}
    expected = {
        row["URN"]: (status[row["Registration status"]], int(row["Places"]), codes[row["Local authority"]])
        for row in real_homes()
    }
    query = sa.select(home.c.urn, home.c.registration_status, home.c.places, home.c.authority_code)
    assert {row[0]: tuple(row[1:]) for row in listed.execute(query)} == expected


@needs_real_files
@pytest.mark.real_data
def test_no_name_or_address_comes_from_the_real_register(listed):
    found = counts(listed)

    assert found | {"home": 4_009, "home_identity": 0, "premises": 0} == found


@needs_real_files
@pytest.mark.real_data
def test_the_two_real_judgements_above_the_cap_are_kept_and_flagged(real_list, listed):
    query = (
        sa.select(home.c.urn)
        .join(inspection, inspection.c.home_id == home.c.id)
        .where(inspection.c.quality_flags.contains(["leadership_cap_broken"]))
    )
    assert sorted(listed.scalars(query)) == ["1248979", "2729120"]
    assert [remark.problem.code for remark in real_list.report.remarks] == ["RULE_LEADERSHIP_CAPS"] * 2


@needs_real_files
@pytest.mark.real_data
def test_the_real_register_a_second_time_changes_nothing(listed):
    report = run(listed, real_file(REAL_LIST), as_at=None)

    assert (report.added, report.changed, report.unchanged) == (0, 0, 4_009)
    assert report.written == dict.fromkeys(("homes", "inspections", "providers"), Written(0, 0))
