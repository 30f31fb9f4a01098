"""One statement for each node, whatever it finds; nothing in it that was not granted, and every value bound."""

import re
from datetime import UTC, datetime

import asyncpg
import pytest

from register.catalogue import CATALOGUE
from register.policy.authority import authority_of
from register.policy.roles import role_of
from register.sql.read.statement import PARENTS
from register.tables import GROUP_OF
from register.vocabulary import Agency, Use
from tests.support import story
from tests.support.query_plans import TODAY, compiled, plan

BOUNDARY = """{ homes(area: {code: "E23000005"}) { nodes {
    urn name places sector postcode location { easting northing geojson } provider { name } authority { name }
    registeredManager { name } notices { kind } withheld { field reason } } } }"""


@pytest.mark.parametrize(
    ("selection", "count"),
    [
        ("nodes { urn }", 1),
        ("nodes { urn name location { longitude } address { town } }", 1),
        ("nodes { urn } edges { node { name } } pageInfo { endCursor }", 1),
        ("nodes { urn } totalCount", 1),
        ("nodes { provider { name } force { name } latestInspection { number } registeredManager { name } }", 1),
        ("nodes { inspections { nodes { number } } }", 2),
        ("nodes { a: inspections(first: 1) { nodes { id } } b: inspections { nodes { id } totalCount } }", 3),
        ("nodes { inspections { nodes { home { premises { id } } } } conditions { wording } notices { id } }", 5),
    ],
)
@pytest.mark.parametrize("where", ["", '(where: {urn: {eq: "SC900001"}})', '(where: {urn: {eq: "SC999999"}})'])
def test_each_node_is_one_statement_however_many_rows_it_has(ask, selection, where, count):
    answer = ask(f"{{ homes{where} {{ {selection} }} }}", "ofsted")

    assert answer.codes == []
    assert len(answer.reads) == count


@pytest.mark.parametrize(("urn", "count"), [("SC900001", 2), ("SC999999", 1)])
def test_a_count_alone_is_one_statement_and_one_more_for_the_keys_of_few_rows(ask, urn, count):
    answer = ask(f'{{ homes(where: {{urn: {{eq: "{urn}"}}}}) {{ totalCount }} }}', "ofsted")

    assert len(answer.reads) == count


def shown_columns(entity):
    """A selection of every column, structure and joined relation of an entity."""
    parts = [name for name in entity.columns if name != "keys"]
    parts += [f"{name} {{ {' '.join(each.columns)} }}" for name, each in entity.structures.items()]
    parts += [f"{name} {{ __typename }}" for name, each in entity.relations.items() if not each.many or each.plain]
    return " ".join(parts)


ROOTS = (("homes", "Home"), ("providers", "Provider"), ("areas", "Area"))
OPEN = [
    (agency, root, CATALOGUE[name])
    for agency in Agency
    for root, name in ROOTS
    if not authority_of(agency, [TODAY]).reach(CATALOGUE[name].group, Use.READ).nowhere
]


@pytest.mark.parametrize(("agency", "root", "entity"), OPEN, ids=lambda each: getattr(each, "name", each))
def test_a_table_that_is_granted_nowhere_never_enters_the_sql(agency, root, entity):
    authority = authority_of(agency, [TODAY])
    closed = {
        table.name
        for table, group in GROUP_OF.items()
        # Which homes a caller reaches is told by links that it cannot read: the policy itself.
        if authority.reach(group, Use.READ).nowhere and table.name != "home_reach"
    }

    node = compiled(f"{{ {root} {{ nodes {{ {shown_columns(entity)} }} }} }}", agency)

    named = set(re.findall(r"register\.(\w+)", " ".join(each.rows.text for each in node.nodes())))
    assert named
    assert named & closed == set()


@pytest.mark.parametrize("relation", ["notices", "conditions"])
@pytest.mark.parametrize(("agency", "part"), [(Agency.POLICE, ""), (Agency.COMMISSIONER, "kind: {isNull: false}")])
def test_what_a_filter_does_not_compare_never_enters_the_sql_of_who_may_not_read_it(agency, part, relation):
    node = compiled(f"{{ homes(where: {{{relation}: {{some: {{{part}}}}}}}) {{ totalCount }} }}", agency)

    table = relation.removesuffix("s")
    assert f"register.{table} " in node.total.text
    assert f"register.{table}_detail" not in node.total.text


def test_every_statement_is_told_apart_by_the_role_that_says_it():
    text = "{ homes { totalCount nodes { urn inspections { nodes { id } } } } }"
    north, stats = (compiled(text, agency) for agency in (Agency.HEALTH, Agency.DFE_STATISTICS))

    said = [[each.rows.text for each in root.nodes()] for root in (north, stats)]
    assert [text.startswith("/* register_health */ ") for text in (*said[0], north.total.text)] == [True] * 3
    assert [text.startswith("/* register_dfe_statistics */ ") for text in said[1]] == [True] * 2


@pytest.mark.parametrize("agency", [Agency.POLICE, Agency.OFSTED, Agency.LOCAL_AUTHORITY])
def test_the_boundary_query_calls_no_spatial_function(agency):
    node = compiled(BOUNDARY, agency)

    assert [each for each in node.nodes() if re.search(r"\bst_|27700", each.rows.text, re.I)] == []


@pytest.mark.parametrize(("agency", "area"), [("police", story.NORTHBY), ("ofsted", None)])
async def test_the_database_runs_the_boundary_query_by_keys_alone(server, agency, area):
    node = compiled(BOUNDARY, Agency(agency))
    values = {f"s{number}": value for number, value in enumerate(plan(BOUNDARY).bind({}))}
    values |= {"caller_area": area, "caller_agency": agency, "caller_organisation": None, PARENTS: "{}"}
    connection = await asyncpg.connect(
        server.owner.url.set(drivername="postgresql").render_as_string(hide_password=False)
    )

    try:
        # A table of which nothing is known is read whole, with every column.
        await connection.execute("analyze register.home, register.premises")
        # As the role, so that what its row policies add is seen as well.
        await connection.execute(f"set role {role_of(Agency(agency))}")
        lines = await connection.fetch(f"explain verbose {node.rows.text}", *(values[name] for name in node.rows.names))
    finally:
        await connection.close()

    planned = "\n".join(line[0] for line in lines)
    assert "register.home_identity" in planned
    assert re.search(r"\bst_|outline_27700|area_part", planned, re.I) is None
    # A scan may hand a whole row on. Nothing is done with its point.
    assert [line for line in planned.splitlines() if "point_27700" in line and "Output: premises" not in line] == []


@pytest.mark.parametrize("value", ["O'Brien", "50%", "x'; drop table register.home; --", ":name"])
def test_a_value_is_always_bound_and_never_part_of_the_text(value):
    text = "query($w: HomeFilter) { homes(where: $w) { nodes { urn } } }"
    first, second = (compiled(text, Agency.OFSTED, w={"name": {"eq": name}}) for name in (value, "Ash"))

    assert value not in first.rows.text
    assert first.rows == second.rows


@pytest.mark.parametrize("value", ["O'Brien", "%s", "$1", "x'; drop table register.home; --", ":p", "\\", '"'])
def test_an_awkward_value_finds_nothing_and_breaks_nothing(ask, value):
    answer = ask("query($v: String) { homes(where: {name: {eq: $v}}) { totalCount nodes { urn } } }", "ofsted", v=value)

    assert answer.data == {"homes": {"totalCount": 0, "nodes": []}}


def test_every_list_has_a_limit_and_ends_in_something_unique():
    node = compiled(BOUNDARY.replace("registeredManager { name }", "inspections { nodes { id } }"), Agency.OFSTED)

    assert [each for each in node.nodes() if "LIMIT" not in each.rows.text or "ORDER BY" not in each.rows.text] == []


def test_the_counted_rows_are_those_that_are_paged_through(ask):
    text = "query($w: HomeFilter) { homes(where: $w, first: 1) { totalCount nodes { urn } } }"

    counts = [
        ask(text, "police", story.NORTHBY, w=where).data["homes"]["totalCount"]
        for where in ({}, {"name": {"isNull": False}}, {"name": {"eq": "Elm House"}}, {"urn": {"eq": story.OUTSIDE}})
    ]

    assert counts == [7, 4, 0, 1]


def test_a_question_about_another_time_reads_history_and_one_about_now_does_not():
    now = compiled("{ homes { nodes { urn name } } }", Agency.OFSTED)
    then = compiled(
        "query($t: DateTime) { homes(asOf: $t) { nodes { urn name } } }",
        Agency.OFSTED,
        t=datetime(2024, 1, 1, tzinfo=UTC).isoformat(),
    )

    assert "_history" not in now.rows.text
    assert {"home_history", "home_identity_history"} <= set(re.findall(r"register\.(\w+)", then.rows.text))


def test_a_code_by_which_rows_are_ordered_is_listed_as_a_text():
    text = "{ homes(orderBy: [{field: SECTOR}, {field: PLACES}], first: 5) { pageInfo { endCursor } } }"

    statement = compiled(text, Agency.OFSTED).rows.text
    listed = re.findall(r"array_agg\((\S+|CAST\(\S+ AS \S+\))\) AS order\d", statement)
    assert listed == ["CAST(sort1 AS TEXT)", "sort2", "sort3"]
