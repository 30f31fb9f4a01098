"""Published statistics under attack: through the API alone, over all versions; and whatever else the caller tries."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from register import tables
from register.maintenance.migrate import API_LOGIN
from register.policy.roles import role_of
from register.statistics.known import unpacked
from register.statistics.publication import publish
from register.vocabulary import Agency, StatisticsQuestion
from tests.conftest import make_once, own_copy
from tests.hostile.figures_attack import COUNTED, SAME, Attack, look, look_at_random
from tests.hostile.sizes import size
from tests.statistics.conftest import AUTHORITIES, REGION_OF, add_episode, fill, invent
from tests.statistics.conftest import COUNTED as COUNTED_DATABASE
from tests.support.client import serve

ATTACKED = tuple(StatisticsQuestion(name) for name in COUNTED)
ABOUT_PEOPLE = ("child", "children", "missingEpisode", "missingEpisodes", "returnInterviews")
AGGREGATE_ONLY = ("dfe_statistics", "commissioner_statistics", "dfe", "commissioner")


@pytest.fixture(scope="module")
def figures(cluster, template, worker):
    """A register in which questions were published twice: between them came a late record. Served."""
    make_once(cluster, COUNTED_DATABASE, fill, template=template)
    name = f"figures_{worker}"
    with own_copy(cluster, COUNTED_DATABASE, name) as engine:
        with engine.begin() as connection:
            publish(connection, ATTACKED, agreed_by="a tester")
        with engine.begin() as connection:
            late = next(each for each in invent().episodes if each["authority"] == AUTHORITIES[0])
            add_episode(connection, "LATE", late | {"at": late["at"] + timedelta(days=250)})
            publish(connection, ATTACKED, agreed_by="a tester")
        with serve(cluster.url(name, user=API_LOGIN), cluster.url(name)) as running:
            yield running


@pytest.fixture(scope="module")
def seen(figures):
    """Everything that an aggregate-only caller was answered."""
    return look(figures.ask, versions_of(figures))


def versions_of(server):
    with server.owner.connect() as connection:
        counted = sa.select(sa.cast(tables.statistic.c.question, sa.Text), sa.func.max(tables.statistic.c.version))
        return dict(connection.execute(counted.group_by(tables.statistic.c.question)).all())


def true_of(server, name):
    """The true count under a published figure, from what publication kept for itself."""
    question, version, period, area, measure, codes = name
    keys = {SAME_NAMES.get(measure, f"{question}.{measure}"), f"{question}.{measure}"}
    with server.owner.connect() as connection:
        kept, of = tables.statistic_workings, tables.statistic
        asked = sa.select(kept.c.counts).join(of, of.c.id == kept.c.statistic_id)
        counts = connection.scalar(asked.where(of.c.question == question, of.c.version == version))
    for year in unpacked(counts):
        for key, inner, *_ in year["cells"]:
            parts = tuple(sorted(tuple(part) for part in key[3:]))
            if key[0] in keys and key[1:3] == [period, area] and parts == codes:
                return sum(year["truth"][at] for at in inner)
    raise LookupError(name)


SAME_NAMES = {
    "children_missing": "children missing",
    "episodes_missing": "episodes missing",
    "episodes_away": "episodes away",
    "episodes": "episodes",
}


def hidden_of(seen):
    return [name for name, shown in seen.figures.items() if shown is None]


def test_an_attacker_who_asks_everything_pins_no_figure_and_comes_close_to_none(figures, seen):
    assert max(versions_of(figures).values()) == 2
    assert seen.asked >= 3 * len(COUNTED)
    hidden = hidden_of(seen)
    assert len(hidden) > 200

    assert Attack(seen, REGION_OF).pinned(hidden[:: size(4, 1)]) == []


def test_the_same_attacker_pins_figures_if_one_suppression_is_left_out(figures, seen):
    found = {}
    for name in (each for each in hidden_of(seen) if seen.levels[each[3]] == "AUTHORITY"):
        true = true_of(figures, name)
        if true <= 5:
            continue
        planted = type(seen)({**seen.figures, name: float(true)}, seen.levels)
        beside = [each for each in hidden_of(planted) if each[:2] == name[:2] and each[3] == name[3]]
        found[name] = Attack(planted, REGION_OF).pinned(beside)
        if found[name]:
            break

    assert any(found.values()), "a suppression that protects nothing was planted out each time"


def test_asking_again_and_again_for_parts_tells_nothing_that_was_not_answered_before(figures, seen):
    times = size(60, 2_000)
    again, told = look_at_random(figures.ask, seen, versions_of(figures), times=times)

    assert again.asked >= times
    assert len(again.figures) > 100
    assert again.figures.items() <= seen.figures.items()
    assert told == []


def test_no_answer_has_a_count_of_1_to_5(seen):
    assert [name for name, shown in seen.figures.items() if shown is not None and 0 < shown <= 5] == []


def test_what_is_suppressed_is_never_0_and_a_true_0_is_always_told(figures, seen):
    shown = [name for name, value in seen.figures.items() if value == 0][:5]

    assert [true_of(figures, name) for name in shown] == [0] * len(shown)
    assert 0 not in [true_of(figures, name) for name in hidden_of(seen)[:20]]


@pytest.mark.parametrize("agency", AGGREGATE_ONLY)
@pytest.mark.parametrize("root", ABOUT_PEOPLE)
def test_who_reads_figures_reads_no_row_of_a_person(figures, agency, root):
    arguments = '(id: "00000000-0000-0000-0000-000000000000")' if root in ("child", "missingEpisode") else ""
    fields = "id" if arguments else "totalCount nodes { id }"

    refused = figures.ask(f"{{ {root}{arguments} {{ {fields} }} }}", agency, purpose="statistics")
    assert (refused.codes, refused.data) == (["POLICY_FORBIDDEN"], {root: None})
    assert refused.reads == []


def test_every_caller_is_answered_the_same_figures(figures):
    ask = "{ statistics(question: INCIDENTS) { version rows(first: 50) { nodes { number cells { value symbol } } } } }"
    answers = {
        agency: figures.ask(ask, agency, area).data
        for agency, area in (("dfe_statistics", None), ("police", "E23000005"), ("auditor", None), ("cqc", None))
    }

    assert len({str(answer) for answer in answers.values()}) == 1
    assert answers["auditor"]["statistics"]["version"] == 2


@pytest.mark.parametrize("agency", list(Agency))
def test_no_role_reads_what_figures_were_made_of_or_writes_figures(figures, agency):
    with figures.owner.connect() as connection:
        for table in ("statistic", "statistic_row", "statistic_cell", "statistic_workings"):
            held = "select has_any_column_privilege(:role, :table, 'insert,update,references') or"
            held += " has_table_privilege(:role, :table, 'delete,truncate')"
            named = {"role": role_of(agency), "table": f"register.{table}"}
            assert not connection.scalar(sa.text(held), named)
        read = sa.text("select has_any_column_privilege(:role, 'register.statistic_workings', 'select')")
        assert not connection.scalar(read, {"role": role_of(agency)})


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("{ statistics(question: EVERYTHING) { version } }", "REQUEST_INVALID"),
        ("{ statistics(question: INCIDENTS) { rows(first: 10000) { nodes { number } } } }", "REQUEST_BAD_INPUT"),
        ("{ statistics(question: INCIDENTS, area: {mine: true}) { version } }", "REQUEST_INVALID"),
        ("{ statistics(question: INCIDENTS) { counts } }", "REQUEST_INVALID"),
    ],
)
def test_what_is_not_published_cannot_be_asked(figures, asked, code):
    assert figures.ask(asked, "dfe_statistics").codes == [code]


def test_a_version_that_is_not_there_is_null_and_the_catalogue_lists_those_that_are(figures):
    assert figures.ask("{ statistics(question: INCIDENTS, version: 9) { version } }", "dfe_statistics").data == {
        "statistics": None
    }
    listed = figures.ask("{ statisticsCatalogue { nodes { question version } } }", "commissioner_statistics").data
    assert {"question": "INCIDENTS", "version": 1} in listed["statisticsCatalogue"]["nodes"]


def test_the_changes_of_a_version_are_told(figures):
    ask = """{ statistics(question: INCIDENTS) {
        changes(where: {since: {gte: 1}}) { nodes { since areaCode measure before now symbolNow } } } }"""

    changes = figures.ask(ask, "dfe_statistics").data["statistics"]["changes"]["nodes"]
    assert changes
    assert {each["since"] for each in changes} == {1}


assert set(SAME) == set(SAME_NAMES)
