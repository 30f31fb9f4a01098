"""Publication: every question, whole or not at all, safe, and the same until the register changes."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from register import tables
from register.errors import SetupError
from register.importing.returns.duties import open_period
from register.policy.disclosure import control as disclosure
from register.sql.statistics import store
from register.statistics.publication import check, publish, together
from register.statistics.questions import QUESTIONS
from register.vocabulary import ReturnKind, StatisticsQuestion
from tests.conftest import rolled_back
from tests.statistics.conftest import AUTHORITIES, NORTH, SILENT, SOUTH, add_episode, last_year

ALL = tuple(StatisticsQuestion)
DUE_AT = datetime.combine(last_year().replace(year=last_year().year + 1, month=6, day=30), time(12), UTC)
EPISODES = (StatisticsQuestion.INCIDENTS, StatisticsQuestion.MISSING_CHILDREN)


@pytest.fixture
def opened(published):
    """A connection to what is published; what it does is rolled back."""
    with rolled_back(published) as connection:
        yield connection


def figures_of(connection, question, version=None):
    key = next(
        each["id"]
        for each in store.versions(connection)
        if each["question"] == question and version in (None, each["version"])
    )
    return {
        (each["area_code"], each["breakdown"], each["category"], each["measure"]): (each["value"], each["symbol"])
        for each in store.figures(connection, key)
    }


def owe(connection, kind):
    """Let every authority owe a list of the year."""
    open_period(connection, kind, last_year(), due_on=DUE_AT.date())


def note(connection, authority, **noted):
    """Note on the yearly duty of an authority what it did."""
    duty = tables.return_duty
    of_it = (duty.c.authority_code == authority, duty.c.kind == ReturnKind.MISSING_YEARLY)
    assert connection.execute(duty.update().where(*of_it).values(**noted)).rowcount == 1


def test_every_question_is_answered_for_every_area(opened):
    versions = {each["question"]: each for each in store.versions(opened)}

    assert list(versions) == sorted(ALL)
    for question in ALL:
        areas = {name[0] for name in figures_of(opened, question)}
        assert len(areas) == {"risk": 2, "data_quality": 3}.get(question, len(AUTHORITIES) + 3), question
        assert versions[question]["version"] == 1


def test_a_figure_is_the_true_count_rounded_or_suppressed(opened, told):
    found = figures_of(opened, "incidents")
    true = Counter(each["authority"] for each in told.episodes if each["kind"] == "missing")

    for authority in set(AUTHORITIES) - {SILENT}:
        value, symbol = found[authority, "", "", "episodes_missing"]
        assert symbol == "c" or value == true[authority]
        assert symbol == "c" or not 1 <= true[authority] <= 5
    assert found["E92000001", "", "", "episodes_missing"][0] in (None, (true.total() + 5) // 10 * 10)


def test_no_published_count_of_children_or_episodes_is_small(opened):
    cell, row, version = tables.statistic_cell, tables.statistic_row, tables.statistic
    small = (
        sa.select(sa.func.count())
        .select_from(cell.join(row, row.c.id == cell.c.row_id).join(version, version.c.id == row.c.statistic_id))
        .where(version.c.profile != "public", cell.c.value.between(0.5, 5.5), cell.c.rounded_to >= 1)
    )

    assert opened.scalar(small) == 0


def test_an_area_without_records_is_not_available_and_never_0(opened):
    found = figures_of(opened, "incidents")
    rows = tables.statistic_row
    said = sa.select(rows.c.coverage).where(rows.c.area_code == SILENT, rows.c.coverage.is_not(None)).limit(1)

    assert {how for name, how in found.items() if name[0] == SILENT} == {(None, "x")}
    assert "nothing is known, which is not 0" in opened.scalar(said)


def test_where_no_return_was_due_nothing_is_known_of_returns(opened):
    assert set(figures_of(opened, "data_quality").values()) == {(None, "x")}


def test_returns_are_counted_for_regions_and_england_and_never_for_one_authority(opened):
    owe(opened, ReturnKind.MISSING_YEARLY)
    owe(opened, ReturnKind.MISSING_MONTHLY)
    in_time, late, unable = AUTHORITIES[:3]
    note(opened, in_time, submitted_at=DUE_AT - timedelta(hours=1), accepted_at=DUE_AT + timedelta(days=9))
    note(opened, late, submitted_at=DUE_AT + timedelta(days=1), accepted_at=DUE_AT + timedelta(days=9))
    note(opened, unable, unable_at=DUE_AT, unable_reason="system")
    note(opened, AUTHORITIES[4], submitted_at=DUE_AT)

    (version,) = publish(opened, (StatisticsQuestion.DATA_QUALITY,), agreed_by="a tester")
    found = figures_of(opened, "data_quality", version.version)

    assert {name[0] for name in found} == {NORTH, SOUTH, "E92000001"}
    measures = ("returns_due", "returns_accepted", "returns_late", "returns_unable", "accepted_percent")
    for code, values in ((NORTH, (4, 2, 1, 1, 50.0)), (SOUTH, (3, 0, 0, 0, 0.0)), ("E92000001", (7, 2, 1, 1, 28.6))):
        assert tuple(found[code, "", "", measure][0] for measure in measures) == values
    broken_down = {name[2]: value for name, value in found.items() if name[:2] == (NORTH, "list")}
    assert len(broken_down) == 2


def test_rates_are_worked_out_of_what_is_published(opened):
    found = figures_of(opened, "incidents")
    rated = 0
    for name, (value, symbol) in found.items():
        if name[3] == "away_for_each_100_missing":
            away, missing = (found[*name[:3], measure] for measure in ("episodes_away", "episodes_missing"))
            if symbol is None:
                rated += 1
                assert value == pytest.approx(100 * away[0] / missing[0], abs=0.051)
            if None in (away[0], missing[0]):
                assert symbol in ("c", "x")
    assert rated


def test_everything_that_was_published_withstands_the_attack(opened):
    found = check(opened)

    assert sorted(name.split()[0] for name, _ in found) == ["children", "flags", "interviews", "reasons"]
    assert [report.failed for _, report in found] == [()] * 4
    assert sum(report.attacked for _, report in found) > 100


def test_publishing_again_changes_nothing(opened):
    assert {(each.version, each.is_new) for each in publish(opened, ALL, agreed_by="a tester")} == {(1, False)}


def test_a_late_record_makes_a_version_with_its_changes_that_withstands_the_attack(opened, told):
    before = figures_of(opened, "incidents")
    late = told.episodes[0] | {"at": told.episodes[0]["at"] + timedelta(days=200)}
    for number in range(12):
        add_episode(opened, f"LATE/{number}", late | {"at": late["at"] + timedelta(days=5 * number)})

    done = {each.question: each for each in publish(opened, EPISODES, agreed_by="a tester")}
    after = figures_of(opened, "incidents")

    assert (done["incidents"].version, done["incidents"].is_new) == (2, True)
    changed = opened.execute(sa.select(tables.statistic_change)).mappings().all()
    named = {(c["area_code"], c["breakdown"], c["category"], c["measure"]) for c in changed if c["before"] is not None}
    assert {name for name in before if before[name] != after[name] and before[name][0] is not None} <= named
    assert figures_of(opened, "incidents", 1) == before
    assert [report.failed for _, report in check(opened)] == [()] * 4


def test_figures_that_say_all_are_alike_wait_for_a_person(opened):
    with pytest.raises(SetupError, match="all of an area are of one kind"):
        publish(opened, ALL)


def test_nothing_is_kept_of_a_publication_that_fails(published, monkeypatch, told):
    with published.connect() as connection:
        count = sa.select(sa.func.count()).select_from(tables.statistic)
        before = connection.scalar(count)
        connection.rollback()
        monkeypatch.setattr(store, "keep_workings", lambda *given, **more: 1 / 0)
        add_episode(connection, "LATE", told.episodes[0] | {"at": told.episodes[0]["at"] + timedelta(days=250)})
        with pytest.raises(ZeroDivisionError):
            publish(connection, EPISODES, agreed_by="a tester")
        connection.rollback()
        assert connection.scalar(count) == before


def test_a_version_that_is_withdrawn_keeps_its_number_and_its_reason_and_no_row(opened):
    assert store.withdraw(opened, "incidents", 1, why="An error.")
    assert not store.withdraw(opened, "incidents", 1, why="Again.")

    version = next(each for each in store.versions(opened) if each["question"] == "incidents")
    assert (version["version"], version["withdrawn_because"]) == (1, "An error.")
    assert store.figures(opened, version["id"]) == []
    assert publish(opened, (StatisticsQuestion.INCIDENTS,), agreed_by="a tester")[0].version == 2


def test_a_year_that_is_not_over_is_not_published(figures):
    figures.execute(sa.delete(tables.episode_child))
    figures.execute(sa.delete(tables.return_interview))
    figures.execute(sa.delete(tables.episode_reach))
    figures.execute(sa.delete(tables.episode_repeat))
    figures.execute(sa.delete(tables.episode_report))
    figures.execute(sa.delete(tables.missing_episode))

    with pytest.raises(SetupError, match="No year that is over"):
        publish(figures, ALL)


def test_what_was_published_and_cannot_be_taken_back_stops_a_publication(opened, monkeypatch, told):
    add_episode(opened, str(uuid4())[:8], told.episodes[0] | {"at": told.episodes[0]["at"] + timedelta(days=250)})

    def refuse(*given, **more):
        raise disclosure.Unsafe("What was published before tells it.")

    monkeypatch.setattr("register.statistics.publication.control", refuse)
    with pytest.raises(disclosure.Unsafe):
        publish(opened, EPISODES, agreed_by="a tester")


def test_questions_can_be_published_one_after_another_in_any_order(figures):
    of_children = [code for code in ALL if together(QUESTIONS[code]) == "children"]
    assert len(of_children) > 5
    for code in reversed(of_children):
        publish(figures, (code,), agreed_by="a tester")

    assert [report.failed for _, report in check(figures)] == [()]
    done = publish(figures, of_children, agreed_by="a tester")
    assert {(each.version, each.is_new) for each in done} == {(1, False)}
