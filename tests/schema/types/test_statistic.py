"""Published statistics in the schema: one type of answer for every question."""

import pytest

from tests.support.declared_types import lines_of, listed
from tests.support.statistics import tell_of_statistics

FIGURES = """query ($period: String!, $since: Int!, $kind: AreaKind!) {
  statisticsCatalogue(where: {geography: {eq: $kind}}) { nodes {
    rows(where: {period: {eq: $period}}) { totalCount nodes { period } }
    changes(where: {since: {eq: $since}}) { nodes { since } } } } }"""


def test_an_answer_has_its_version_its_meaning_and_its_rows():
    assert [line.split("(")[0].split(":")[0] for line in lines_of("Statistics")] == listed("""
        id
        question
        version
        asAt
        profile
        title
        definition
        denominator
        source
        coverage
        caveats
        periods
        geography
        withdrawnAt
        withdrawnBecause
        rows
        changes
    """)


def test_a_figure_has_a_value_or_a_symbol():
    assert lines_of("StatisticsCell") == listed("""
        id: ID!
        number: Int!
        measure: String!
        value: Float
        symbol: StatisticsSymbol
        roundedTo: Float
    """)


def test_a_row_has_its_period_its_area_and_what_it_is_broken_down_by():
    assert lines_of("StatisticsRow") == listed("""
        id: ID!
        number: Int!
        period: String!
        periodFrom: Date!
        periodTo: Date!
        level: AreaKind!
        areaCode: String!
        breakdown: String!
        coverage: String
        area: Area
        dimensions: [StatisticsDimension!]
        cells: [StatisticsCell!]
    """)


@pytest.fixture
def published(own_server):
    """A server with one published version: a row of 2024-25, and a change since version 1."""
    with own_server.owner.begin() as owner:
        tell_of_statistics(owner)
    return own_server


@pytest.mark.parametrize(
    ("period", "since", "rows", "changes"), [("2024-25", 1, 1, 1), ("2023-24", 1, 0, 1), ("2024-25", 2, 1, 0)]
)
def test_rows_and_changes_are_those_that_the_filter_finds(published, period, since, rows, changes):
    answer = published.ask(FIGURES, "dfe_statistics", period=period, since=since, kind="REGION")

    assert answer.codes == []
    (found,) = answer.data["statisticsCatalogue"]["nodes"]
    assert (found["rows"]["totalCount"], len(found["rows"]["nodes"]), len(found["changes"]["nodes"])) == (
        rows, rows, changes,
    )  # fmt: skip


def test_a_list_of_codes_is_compared_by_what_it_contains(published):
    answer = published.ask(FIGURES, "dfe_statistics", period="2024-25", since=1, kind="FORCE")

    assert (answer.codes, answer.data) == ([], {"statisticsCatalogue": {"nodes": []}})
