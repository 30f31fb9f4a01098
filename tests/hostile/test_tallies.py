"""Every tally is the one that adding up the rows by hand gives, for every kind of body; no other row moves a number."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
import sqlalchemy as sa

from register import tables
from register.catalogue import TALLIES, How
from register.geo.home_areas import derive_links
from tests.hostile.operations import Operation
from tests.hostile.rows import Rows
from tests.hostile.sizes import SOAKS, size
from tests.hostile.tally_oracle import NO_MATCH, Filter, Question, answer
from tests.hostile.tally_subjects import SUBJECTS, risk_of
from tests.hostile.test_oracle import populate
from tests.hostile.walled import ASKERS, SEEDED, TABLES
from tests.hostile.walled_server import ask, one_of_each_line, serve_walled
from tests.support import factories as make
from tests.support import story
from tests.support.child_factories import create_episode

pytestmark = pytest.mark.long

SEED = 20_260_331
TOGETHER = size(60, 2_000)
FURTHER = (
    "police of Southby",
    "police of Northby, who opened a home",
    "the same without a purpose",
    "police of Northby, whose access has ended",
    "an inspector of nothing",
)
CALLERS = tuple(ASKERS) if SOAKS else tuple(dict.fromkeys([*one_of_each_line(), *FURTHER]))
FILTERS = {
    "homeTally": (
        None,
        Filter("{sector: {eq: PRIVATE}}", lambda thing: thing.row["sector"] == "private"),
        Filter("{not: {places: {gt: 3}}}", lambda thing: not (thing.row["places"] or 0) > 3),
        Filter(
            '{name: {startsWith: "as"}}',
            lambda thing: (thing.identity.get("name") or "").lower().startswith("as"),
            frozenset({"home_identity"}),
        ),
        Filter("{inspections: {some: {kind: {eq: FULL}}}}", lambda thing: "full" in kinds_of(thing)),
    ),
    "inspectionTally": (
        None,
        Filter("{kind: {eq: FULL}}", lambda thing: thing.row["kind"] == "full"),
        Filter(
            "{home: {ageMax: {gte: 16}}}",
            lambda thing: (thing.identity.get("age_max") or 0) >= 16,
            frozenset({"home_identity"}),
        ),
    ),
    "missingEpisodeTally": (
        None,
        Filter("{kind: {eq: MISSING}}", lambda thing: thing.row["kind"] == "missing"),
        Filter("{endedAt: {isNull: true}}", lambda thing: thing.row["ended_at"] is None),
        Filter("{risk: {level: {eq: HIGH}}}", lambda thing: risk_of(thing) == "HIGH", frozenset({"risk_assessment"})),
    ),
    "placementTally": (None, Filter("{endedOn: {isNull: true}}", lambda thing: thing.row["ended_on"] is None)),
    "returnInterviewTally": (
        None,
        Filter("{not: {status: {eq: DUE}}}", lambda thing: thing.row["status"] != "due"),
    ),
    "publishedFindingTally": (
        None,
        Filter("{kind: {eq: IMPROVEMENT}}", lambda thing: thing.row["kind"] == "improvement"),
    ),
    # Other entries grow while they are asked for.
    "accessLogTally": (
        Filter(f'{{operation: {{eq: "{SEEDED}"}}}}', lambda thing: thing.row["operation"] == SEEDED),
        Filter(
            f'{{operation: {{eq: "{SEEDED}"}}, breakGlass: {{eq: true}}}}',
            lambda thing: thing.row["operation"] == SEEDED and thing.row["break_glass"],
        ),
    ),
    "childTally": (
        None,
        Filter(
            "{sex: {eq: MALE}}",
            lambda thing: thing.lookup("child_minimum", "child_id", thing.row["id"]).get("sex") == "male",
            frozenset({"child_minimum"}),
        ),
    ),
}


def kinds_of(thing):
    return {row["kind"] for row in thing.rows.rows["inspection"] if row["home_id"] == thing.home["id"]}


def fill(connection):
    """Homes in every kind of place, inspected or not, with much in common and much left out."""
    chance = random.Random(SEED)  # noqa: S311 - drawn the same way in each run
    populate(connection, chance)
    # A home that has moved since is linked to where it stands now.
    derive_links(connection, None, on=date(2023, 1, 1), buffer_m=0)
    grades = ("outstanding", "good", "requires_improvement", "inadequate", "not_judged", None)
    providers = [make.create_provider(connection, legal_form=form) for form in ("company", "charity", "partnership")]
    for home in connection.execute(tables.home.select().order_by(tables.home.c.urn)).all():
        given = {
            "provider_id": chance.choice((*providers, home.provider_id)),
            "ceased_on": chance.choice((None, None, date(2021, 3, 31), date(2021, 4, 1))),
            "region_code": chance.choice(("E12000002", None)),
            "force_code": chance.choice(("E23000005", None)),
        }
        if home.registered_on is None or home.registered_on > date(2020, 1, 1):
            given["ceased_on"] = None
        connection.execute(tables.home.update().where(tables.home.c.id == home.id).values(**given))
        for _ in range(chance.choice((0, 1, 2))):
            day = date(2023, chance.randint(1, 12), chance.randint(1, 28))
            published = chance.choice((None, date(2024, chance.randint(1, 12), 3)))
            kind = chance.choice(("full", "assurance"))
            judged = {"overall_experiences_and_progress": chance.choice(grades)}
            make.create_inspection(connection, home.id, day, kind=kind, published_on=published, **judged)
    small = "home_id in (select id from register.home where places = 3"
    secure = {"secure_approved": True, "secure_places": 4}
    connection.execute(tables.home_identity.update().where(sa.text(f"{small})")).values(**secure))
    add_episodes(connection, chance)
    # Only a registered home is open.
    registered = sa.text(f"{small} and registration_status = 'registered')")
    connection.execute(tables.home_identity.update().where(registered).values(operational_status="open_no_children"))


# Days before and after England's clocks change, and the first of a financial year.
BEGAN = ((2024, 3, 30), (2024, 10, 26), (2025, 3, 31), (2025, 6, 1), (2025, 10, 25))


def add_episodes(connection, chance):
    """More episodes of the children who are known, of every kind and length, and interviews of every kind."""
    children = connection.scalars(sa.select(tables.child.c.id).order_by(tables.child.c.id)).all()
    for day, child in product(BEGAN, children):
        began = datetime(*day, 23, 30, tzinfo=UTC) + timedelta(hours=chance.choice((0, 1)))
        ended = began + timedelta(minutes=chance.randint(20, 9_000))
        create_episode(
            connection,
            child,
            chance.choice((story.NORTHBY, story.SOUTHBY)),
            urn=chance.choice((None, story.INSIDE, story.OUTSIDE)),
            started_at=began,
            ended_at=ended,
            found_at=ended,
            reported_at=began + timedelta(minutes=chance.randint(0, 500)),
            kind=chance.choice(("missing", "away")),
        )
    for duty in connection.execute(tables.return_interview.select().order_by(tables.return_interview.c.found_at)).all():
        offered = duty.found_at + timedelta(minutes=chance.randint(5, 4_000))
        if duty.status == "due" and chance.random() < 0.6:
            given = {"status": "accepted", "offered_at": offered}
            where = tables.return_interview.c.id == duty.id
            connection.execute(tables.return_interview.update().where(where).values(**given))
    connection.execute(tables.child_characteristics.update().values(is_disabled=sa.text("child_id::text < '8'")))


@pytest.fixture(scope="module")
def world(cluster, story, worker):
    with serve_walled(cluster, story, f"tallies_{worker}", callers=(), prepare=fill) as server:
        yield server


@pytest.fixture(scope="module")
def rows(world):
    return Rows(world.owner, TABLES)


def told(world, question, caller):
    """What the register answers: the groups in their order, or the code of the refusal."""
    found = ask(world, caller, Operation(question.text))
    assert found.status == 200, (found.json, question.text)
    (root,) = found.data
    if found.data[root] is None:
        assert [text for text in found.reads if "select" in text.lower() and "counted" in text] == []
        return found.codes[0]
    assert found.data[root]["hasMore"] is False
    return found.data[root]["rows"]


def compare(world, rows, question, caller):
    expected = answer(rows, question, ASKERS[caller])
    assert told(world, question, caller) == expected, (caller, question.text)
    return expected


def test_the_second_opinion_knows_every_dimension_and_every_measure_of_the_catalogue():
    declared = {name: (set(tally.dimensions), set(tally.measures)) for name, tally in TALLIES.items()}

    assert {name: (set(each.dimensions), set(each.measures)) for name, each in SUBJECTS.items()} == declared
    assert {measure.how for tally in TALLIES.values() for measure in tally.measures.values()} == set(How)


def shown_together(subject):
    """The measures in sets that tell of the same tables: of those, none narrows what another counts."""
    found = {}
    for name, (meaning, _) in subject.measures.items():
        found.setdefault(meaning.tables, []).append(name)
    return [tuple(names) for names in found.values()]


@pytest.mark.parametrize("caller", CALLERS)
def test_every_dimension_with_every_measure_is_what_adding_up_by_hand_gives(world, rows, caller):
    met = set()
    for root, subject in SUBJECTS.items():
        for by in ((), *((each,) for each in subject.dimensions)):
            for measures in shown_together(subject):
                compare(world, rows, Question(root, by, measures, FILTERS[root][0], status="ALL"), caller)
                met |= {(root, by, measure) for measure in measures}

    assert len(met) == sum((len(each.dimensions) + 1) * len(each.measures) for each in SUBJECTS.values())


def test_dimensions_filters_and_statuses_together_are_what_adding_up_by_hand_gives(world, rows):
    chance = random.Random(SEED)  # noqa: S311 - drawn the same way in each run
    refused = narrowed = answered = 0
    for number in range(TOGETHER):
        root = chance.choice(sorted(SUBJECTS))
        subject = SUBJECTS[root]
        by = tuple(chance.sample(sorted(subject.dimensions), chance.choice((0, 1, 2, 3))))
        measures = tuple(chance.sample(sorted(subject.measures), min(2, len(subject.measures))))
        where = chance.choice(FILTERS[root])
        question = Question(root, by, measures, where, chance.choice(("ALL", "CURRENT")))
        caller = CALLERS[number % len(CALLERS)]
        expected = compare(world, rows, question, caller)
        whole = answer(rows, question, ASKERS["Ofsted"])
        refused += isinstance(expected, str)
        narrowed += not isinstance(expected, str) and expected != whole
        answered += expected == whole
    assert min(refused, narrowed, answered) >= TOGETHER // 20


def test_who_may_not_read_a_fact_may_not_count_by_it_in_any_way(world):
    blind = ("its statisticians", "their statisticians", "the missing persons unit", "inspectors of probation")
    ways = (
        "by: [OPERATIONAL_STATUS]",
        "where: {operationalStatus: {eq: OPEN}}",
        "where: {not: {name: {isNull: true}}}",
        "where: {or: [{sector: {eq: PRIVATE}}, {ageMin: {gt: 3}}]}",
        "orderBy: [{field: SECURE_PLACES}]",
        "area: {near: {longitude: -2.2, latitude: 53.45, radiusM: 20000}}",
        "area: {bbox: {west: -3, south: 53, east: -2, north: 54}}",
    )
    for caller in blind:
        for way in ways:
            found = ask(world, caller, Operation(f"{{ homeTally({way}) {{ rows {{ count }} }} }}"))
            assert (found.codes, found.data) == ([NO_MATCH], {"homeTally": None}), (caller, way)


def test_a_body_without_a_grant_for_homes_counts_none(world):
    for root in ("homeTally", "inspectionTally"):
        found = ask(world, "an interview provider", Operation(f"{{ {root} {{ rows {{ count }} }} }}"))
        assert (found.codes, found.reads) == (["POLICY_FORBIDDEN"], [])


def test_an_area_leaves_the_rows_that_its_body_is_concerned_with(world):
    text = '{{ missingEpisodeTally(area: {{code: "{code}"}}) {{ rows {{ count }} }} }}'
    whole, north = (
        ask(world, "police of Northby", Operation(each)).data["missingEpisodeTally"]["rows"][0]["count"]
        for each in ("{ missingEpisodeTally { rows { count } } }", text.format(code=story.NORTHBY))
    )
    listed = ask(world, "police of Northby", Operation("{ missingEpisodes(area: {mine: true}) { totalCount } }"))

    assert 0 < north <= whole
    assert north == listed.data["missingEpisodes"]["totalCount"]


@pytest.mark.parametrize("root", ["missingEpisodeTally", "returnInterviewTally", "placementTally", "childTally"])
def test_who_reads_no_row_of_a_child_counts_none(world, root):
    for caller in ("its statisticians", "their statisticians", "an auditor", "the department"):
        found = ask(world, caller, Operation(f"{{ {root} {{ rows {{ count }} }} }}"))
        assert (found.codes, found.reads) == (["POLICY_FORBIDDEN"], []), caller


def test_ofsted_counts_episodes_and_no_child(world):
    counted = ask(world, "Ofsted", Operation("{ missingEpisodeTally(by: [HOME_URN]) { rows { count } } }"))
    of_whom = ask(world, "Ofsted", Operation("{ missingEpisodeTally { rows { count children } } }"))

    assert counted.codes == []
    assert (of_whom.codes, of_whom.reads) == ([NO_MATCH], [])


def test_counts_of_another_forces_homes_by_a_hidden_fact_are_left_out_and_said_to_be(world, rows):
    text = "{ homeTally(by: [OPERATIONAL_STATUS], status: ALL) { rows { count } narrowed { fields rows } } }"
    north, south, both = (
        ask(world, caller, Operation(text)).data["homeTally"]
        for caller in ("police of Northby", "police of Southby", "Ofsted")
    )
    counts = [sum(row["count"] for row in each["rows"]) for each in (north, south, both)]

    assert 0 < counts[0] < counts[2]
    assert 0 < counts[1] < counts[2]
    assert north["narrowed"] == {"fields": ["Home.operationalStatus"], "rows": ["OWN_BOUNDARY"]}
    assert both["narrowed"] is None
