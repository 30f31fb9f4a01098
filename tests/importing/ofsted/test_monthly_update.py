"""Ofsted's list, month by month: compared field by field, applied as compared, and never in part."""

import csv
from datetime import date

import pytest
import sqlalchemy as sa

from register.errors import SetupError
from register.importing.files.csv_table import PublishedFile
from register.importing.files.report import ImportRefused, Written
from register.importing.files.row_outcomes import Fate
from register.importing.ofsted.comparison import LargeChange
from register.importing.ofsted.monthly_update import apply, compare
from register.importing.ofsted.spellings import HOME_KINDS
from register.importing.session import begin_import
from register.tables import entry, home, home_area, home_identity, inspection, premises, provider
from tests.support.published_files import (
    DAY,
    REAL_LIST,
    UNINSPECTED,
    bring_in,
    compare_file,
    create_authorities,
    needs_real_files,
    provider_file,
    real_file,
)

TABLES = (home, home_identity, premises, provider, inspection, home_area)
APRIL = date(2025, 4, 30)
OWNER = "Organisation which owns the provider"


@pytest.fixture(autouse=True)
def ashshire(connection):
    create_authorities(connection, ("E99000001", "Ashshire"))


def counts(connection):
    return {t.name: connection.execute(sa.select(sa.func.count()).select_from(t)).scalar_one() for t in TABLES}


def entries(connection):
    return connection.execute(sa.select(sa.func.count()).select_from(entry)).scalar_one()


def stored(connection, *columns):
    return connection.execute(sa.select(home.c.urn, *columns).order_by(home.c.urn)).all()


def homes_of(count, **changes):
    return [{"URN": f"SC9{number:05}", **UNINSPECTED, **changes} for number in range(count)]


def fates(comparison):
    return [(outcome.line, outcome.urn, outcome.fate) for outcome in comparison.outcomes]


def test_a_comparison_says_what_would_be_added_changed_and_closed_and_writes_nothing(connection, tmp_path):
    bring_in(connection, provider_file(tmp_path, {}, {"URN": "SC900002"}, {"URN": "SC900003"}))
    before = entries(connection)

    changed = provider_file(
        tmp_path, {"Places": "6"}, {"URN": "SC900002"}, {"URN": "SC900004"}, {"Sector": "x"} | SCHOOL
    )
    comparison = compare_file(connection, changed, APRIL)

    assert comparison.added == {"SC900004"}
    assert [(d.key, d.field, d.before, d.after) for d in comparison.differences] == [(("SC900001",), "places", 4, 6)]
    assert [each.urn for each in comparison.closing] == ["SC900003"]
    assert (comparison.standing, comparison.as_at, comparison.changed) == (3, APRIL, {"SC900001"})
    assert fates(comparison) == [
        (2, "SC900001", Fate.CHANGED),
        (3, "SC900002", Fate.UNCHANGED),
        (4, "SC900004", Fate.ADDED),
        (5, None, Fate.SKIPPED),
        (None, "SC900003", Fate.CLOSED),
    ]
    assert entries(connection) == before


SCHOOL = {"URN": "x", "Provision type": "Boarding School"}


def test_a_file_that_was_sent_is_compared_like_one_that_was_read(connection, tmp_path):
    path = provider_file(tmp_path, {})
    sent = PublishedFile(path.name, path.read_text(encoding="utf-8-sig"))

    today = begin_import(connection, "a test")
    assert compare(connection, sent, as_at=DAY, today=today) == compare_file(connection, path)


def test_a_home_that_is_left_out_has_lapsed_on_the_day_of_the_file(connection, tmp_path):
    bring_in(connection, provider_file(tmp_path, {}, {"URN": "SC900002"}))

    bring_in(connection, provider_file(tmp_path, {}), APRIL)

    columns = (home.c.registration_status, home.c.ceased_on, home.c.version, home.c.quality_flags)
    assert stored(connection, *columns) == [
        ("SC900001", "registered", None, 1, []),
        ("SC900002", "lapsed", APRIL, 2, ["left_the_list"]),
    ]


def test_a_home_that_comes_back_is_reopened_and_told_so(connection, tmp_path):
    both = provider_file(tmp_path, {}, {"URN": "SC900002"})
    bring_in(connection, both)
    bring_in(connection, provider_file(tmp_path, {}), DAY)

    comparison = bring_in(connection, provider_file(tmp_path, {}, {"URN": "SC900002"}), APRIL)

    assert fates(comparison) == [(2, "SC900001", Fate.UNCHANGED), (3, "SC900002", Fate.REOPENED)]
    assert (comparison.report.changed, comparison.report.written["homes"]) == (1, Written(0, 1))
    assert stored(connection, home.c.registration_status, home.c.ceased_on, home.c.quality_flags)[1] == (
        "SC900002", "registered", None, [],
    )  # fmt: skip


def test_an_older_file_neither_closes_what_came_later_nor_reopens_what_left_later(connection, tmp_path):
    bring_in(connection, provider_file(tmp_path, {}, {"URN": "SC900002"}), date(2025, 1, 31))
    later = {"URN": "SC900003", "Registration date": "2025-04-15"}
    bring_in(connection, provider_file(tmp_path, {}, later), APRIL)

    comparison = bring_in(connection, provider_file(tmp_path, {}, {"URN": "SC900002"}), DAY)

    assert (comparison.closing, comparison.left) == ((), {"registered after 2025-03-31": 1})
    assert stored(connection, home.c.registration_status) == [
        ("SC900001", "registered"),
        ("SC900002", "lapsed"),
        ("SC900003", "registered"),
    ]


def test_an_older_list_changes_nothing_newer_closes_nothing_and_says_how_many_rows_it_left_alone(connection, tmp_path):
    newer = homes_of(40, Places="6", **{OWNER: "Ash Care Limited"})
    bring_in(connection, provider_file(tmp_path, *newer), APRIL)
    before = entries(connection)

    older = homes_of(39, Places="3", **{OWNER: "ASH CARE LTD", "Sector": "Voluntary"})
    comparison = bring_in(connection, provider_file(tmp_path, *older), DAY, large=False)

    assert (comparison.report.changed, comparison.closing) == (0, ())
    assert comparison.report.skipped == {"home on a list of a later day": 39}
    assert comparison.left == {"on a list after 2025-03-31": 1}
    assert (comparison.differences, entries(connection)) == ((), before)


def test_an_older_list_adds_what_no_later_one_has_and_changes_no_provider_for_it(connection, tmp_path):
    bring_in(connection, provider_file(tmp_path, {OWNER: "Ash Care Limited"}), APRIL)

    gone = {"URN": "SC900002", **UNINSPECTED, OWNER: "ASH CARE LTD", "Sector": "Voluntary"}
    comparison = bring_in(connection, provider_file(tmp_path, {"Places": "9"}, gone))

    assert comparison.records == {"homes": Written(1, 0), "inspections": Written(0, 0), "providers": Written(0, 0)}
    assert stored(connection, home.c.places, home.c.sector) == [
        ("SC900001", 4, "private"),
        ("SC900002", 4, "voluntary"),
    ]
    assert connection.execute(sa.select(provider.c.name, provider.c.sector)).all() == [("Ash Care Limited", "private")]


def test_lists_in_the_order_of_their_days_change_what_differs(connection, tmp_path):
    bring_in(connection, provider_file(tmp_path, {}))

    assert bring_in(connection, provider_file(tmp_path, {"Places": "6"}), APRIL).report.changed == 1
    assert bring_in(connection, provider_file(tmp_path, {"Places": "7"}), APRIL).report.changed == 1


def test_a_home_that_was_entered_by_command_is_recognised_and_closed_when_it_leaves_the_list(connection, tmp_path):
    usual = {"kind": "childrens_home", "sector": "private", "registration_status": "registered", "places": 4}
    entered = {"registered_on": date(2020, 6, 25), "authority_code": "E99000001", **usual}
    connection.execute(sa.insert(home).values(urn="SC900002", **entered))
    unowned = {"URN": "SC900002", **UNINSPECTED, OWNER: ""}

    same = bring_in(connection, provider_file(tmp_path, {}, unowned))
    gone = bring_in(connection, provider_file(tmp_path, {}), APRIL)

    assert (same.report.added, same.report.unchanged) == (1, 1)
    assert [each.urn for each in gone.closing] == ["SC900002"]


def test_a_home_that_others_brought_is_not_closed(connection, tmp_path):
    usual = {"kind": "childrens_home", "sector": "private", "registration_status": "registered"}
    connection.execute(sa.insert(home).values(urn="SC900009", source_system="another", **usual))

    comparison = bring_in(connection, provider_file(tmp_path, {}))

    assert (comparison.closing, comparison.standing) == ((), 1)


@pytest.mark.parametrize(("left_out", "is_refused"), [(2, False), (3, True)])
def test_a_file_may_close_one_home_in_twenty_and_no_more(connection, tmp_path, left_out, is_refused):
    homes = homes_of(40)
    bring_in(connection, provider_file(tmp_path, *homes))
    shorter = provider_file(tmp_path, *homes[left_out:])

    if is_refused:
        before = entries(connection)
        with pytest.raises(LargeChange, match="would close 3 of the 40 registered homes"):
            bring_in(connection, shorter, APRIL, large=False)
        assert entries(connection) == before
    else:
        bring_in(connection, shorter, APRIL, large=False)

    closed = sa.select(sa.func.count()).where(home.c.registration_status == "lapsed")
    assert connection.scalar(closed) == (0 if is_refused else 2)


def test_a_large_change_is_applied_where_that_is_asked(connection, tmp_path):
    bring_in(connection, provider_file(tmp_path, *homes_of(10)))

    comparison = bring_in(connection, provider_file(tmp_path, *homes_of(1)), APRIL, large=True)

    assert len(comparison.closing) == 9
    assert [status for _, status in stored(connection, home.c.registration_status)].count("lapsed") == 9


def test_the_share_is_of_the_homes_that_stand_registered_whoever_brought_them(connection, tmp_path):
    bring_in(connection, provider_file(tmp_path, *homes_of(19)))
    usual = {"kind": "childrens_home", "sector": "private"}
    others = [("SC800001", "suspended"), ("SC800002", "cancelled_ofsted"), ("SC800003", "lapsed")]
    rows = [{"urn": urn, "registration_status": status, **usual} for urn, status in others]
    connection.execute(sa.insert(home), rows)

    comparison = bring_in(connection, provider_file(tmp_path, *homes_of(18)), APRIL, large=False)

    assert (len(comparison.closing), comparison.standing) == (1, 20)


def test_no_home_is_closed_while_a_row_is_refused(connection, tmp_path):
    bring_in(connection, provider_file(tmp_path, {}, {"URN": "SC900002"}, {"URN": "SC900003"}))

    comparison = bring_in(connection, provider_file(tmp_path, {"Places": "6"}, {"URN": "?"}), APRIL, partial=True)

    assert (comparison.closing, comparison.left) == ((), {"because rows are refused": 2})
    assert stored(connection, home.c.registration_status, home.c.places) == [
        ("SC900001", "registered", 6),
        ("SC900002", "registered", 4),
        ("SC900003", "registered", 4),
    ]


def test_a_home_whose_row_became_a_row_about_no_home_is_refused_and_not_closed(connection, tmp_path):
    bring_in(connection, provider_file(tmp_path, {}, {"URN": "SC900002"}))

    slip = provider_file(tmp_path, {}, {"URN": "SC900002", "Provision type": "Childrens home"})
    comparison = compare_file(connection, slip, APRIL)

    assert fates(comparison)[1:] == [(3, "SC900002", Fate.REFUSED)]
    assert (comparison.outcomes[1].codes, comparison.closing, comparison.skipped) == (("RULE_PROVISION_TYPE",), (), {})


def test_a_refused_row_is_in_the_outcomes_with_each_of_its_codes(connection, tmp_path):
    path = provider_file(tmp_path, {"Places": "0", "Sector": "Academy"}, {"URN": "12"})

    comparison = compare_file(connection, path)

    assert [(o.line, o.urn, o.fate, o.codes) for o in comparison.outcomes] == [
        (2, "SC900001", Fate.REFUSED, ("RULE_CODE", "RULE_PLACES")),
        (3, None, Fate.REFUSED, ("RULE_URN_FORM",)),
    ]
    with pytest.raises(ImportRefused):
        apply(connection, comparison, partial=False, allow_large_change=True, progress=lambda *_: None)
    assert counts(connection) == dict.fromkeys((table.name for table in TABLES), 0)


def test_the_same_file_again_changes_nothing(connection, tmp_path):
    path = provider_file(tmp_path, {}, {"URN": "SC900002", "Name": "Elm House", "Postcode": "ZZ1 1AA"})
    bring_in(connection, provider_file(tmp_path, {"URN": "SC900003"}), date(2025, 2, 28))
    bring_in(connection, path)
    before = entries(connection)

    comparison = bring_in(connection, path)

    assert (comparison.added, comparison.differences, comparison.closing) == (frozenset(), (), ())
    assert comparison.records == dict.fromkeys(("homes", "inspections", "providers"), Written(0, 0))
    assert entries(connection) == before


@pytest.mark.parametrize("change", [{"places": 5, "version": 2}, {"registration_status": "suspended", "version": 2}])
def test_a_comparison_is_not_applied_to_a_register_that_changed_since(connection, tmp_path, change):
    bring_in(connection, provider_file(tmp_path, {}, {"URN": "SC900002"}))
    comparison = compare_file(connection, provider_file(tmp_path, {}), APRIL)
    connection.execute(sa.update(home).values(change))

    with pytest.raises(SetupError, match="The register changed while the file was being compared"):
        apply(connection, comparison, partial=False, allow_large_change=True, progress=lambda *_: None)


def test_a_file_of_no_childrens_home_is_refused(connection, tmp_path):
    with pytest.raises(SetupError, match=r"providers\.csv has no children's homes"):
        compare_file(connection, provider_file(tmp_path, SCHOOL))


def test_a_day_before_the_last_registration_of_the_file_is_refused(connection, tmp_path):
    path = provider_file(tmp_path, {"Registration date": "2025-04-01"})

    with pytest.raises(SetupError, match="has homes registered after 2025-03-31"):
        compare_file(connection, path)


def test_progress_reaches_the_number_of_homes(connection, tmp_path):
    told = []

    bring_in(connection, provider_file(tmp_path, {}, {"URN": "SC900002"}), progress=lambda *step: told.append(step))

    assert told == [(2, 2)]


def test_an_import_that_fails_halfway_leaves_nothing_and_the_next_succeeds(connection, tmp_path):
    path = provider_file(tmp_path, *homes_of(1_500))
    within = connection.begin_nested()
    connection.execute(sa.text("alter table register.home add constraint not_this check (urn <> 'SC901400')"))

    with pytest.raises(SetupError, match="by its constraint not_this; nothing was written"):
        bring_in(connection, path)

    within.rollback()
    assert counts(connection) == dict.fromkeys((table.name for table in TABLES), 0)
    assert bring_in(connection, path).report.added == 1_500


def test_an_import_whose_connection_dies_halfway_leaves_nothing_and_the_next_succeeds(connection, tmp_path):
    path = provider_file(tmp_path, *homes_of(1_500))
    engine = connection.engine
    with engine.connect() as doomed, engine.connect() as killer:
        create_authorities(doomed, ("E98000001", "Ashshire"))
        victim = doomed.execute(sa.select(sa.func.pg_backend_pid())).scalar_one()

        with pytest.raises(sa.exc.OperationalError):
            bring_in(doomed, path, progress=lambda *_: killer.execute(sa.select(sa.func.pg_terminate_backend(victim))))

    assert counts(connection) == dict.fromkeys((table.name for table in TABLES), 0)
    assert bring_in(connection, path).report.added == 1_500


@needs_real_files
@pytest.mark.real_data
def test_the_real_list_without_the_homes_that_left_closes_exactly_them(listed, tmp_path):
    header, *rows = real_file(REAL_LIST).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    kept = [row for place, row in enumerate(rows) if place % 50 or ",Children's home," not in row]
    shorter = tmp_path / "providers_2025-04-30.csv"
    shorter.write_text("".join([header, *kept]), encoding="utf-8")

    comparison = bring_in(listed, shorter, as_at=None, large=False)

    assert 0 < len(comparison.closing) == len(rows) - len(kept)
    assert (comparison.added, comparison.differences) == (frozenset(), ())
    lapsed = sa.select(sa.func.count()).where(home.c.registration_status == "lapsed", home.c.ceased_on == APRIL)
    assert listed.scalar(lapsed) == len(comparison.closing)


@needs_real_files
@pytest.mark.real_data
def test_the_real_list_of_an_earlier_day_changes_and_closes_nothing(listed, tmp_path):
    header, *rows = real_file(REAL_LIST).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    kept = [row for row in rows if "2025-03-31" not in row][:-200]
    older = tmp_path / "providers_2025-03-30.csv"
    older.write_text("".join([header, *kept]), encoding="utf-8")
    homes = sum(row["Provision type"].casefold() in HOME_KINDS for row in csv.DictReader([header, *kept]))

    comparison = bring_in(listed, older, as_at=None, large=False)

    assert (comparison.differences, comparison.closing, comparison.added) == ((), (), frozenset())
    assert comparison.report.skipped["home on a list of a later day"] == homes
    assert comparison.left == {"registered after 2025-03-30": 1, "on a list after 2025-03-30": 4_008 - homes}
