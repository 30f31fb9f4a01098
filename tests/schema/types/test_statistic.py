"""Published statistics in the schema: one type of answer for every question."""

from tests.support.declared_types import lines_of, listed


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
