"""Published statistics: versions of questions, with their rows and figures, and apart from them what they were made of.

Only publication writes them. Who reads them reads no row of a person.
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import PUBLISHED, Unlinked
from register.tables.areas import area
from register.tables.codes import any_of, code
from register.tables.declare import UNKEPT, WRITTEN_BY_NOBODY, declare, key
from register.vocabulary import AreaKind, Group, StatisticsProfile, StatisticsQuestion, StatisticsSymbol

INSTANT = sa.DateTime(timezone=True)
WORKINGS = Unlinked("what figures were made of is for publication only")
PERIOD_FORM = "^[0-9]{4}-[0-9]{2}$"


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, nullable=False)


def _texts(name: str) -> sa.Column[list[str]]:
    return sa.Column(name, postgresql.ARRAY(sa.Text), nullable=False, server_default="{}")


statistic = declare(
    "statistic",
    Group.STATISTICS,
    PUBLISHED,
    key(),
    code("question", StatisticsQuestion, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("published_at", INSTANT, nullable=False),
    code("profile", StatisticsProfile, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("definition", sa.Text, nullable=False),
    sa.Column("denominator", sa.Text),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("coverage", sa.Text, nullable=False),
    _texts("caveats"),
    _texts("periods"),
    sa.Column("geography", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}", info={"codes": AreaKind}),
    sa.CheckConstraint(f"geography <@ array[{any_of(AreaKind)}]", name="geography_known"),
    # A version that was withdrawn keeps its number and has no rows.
    sa.Column("withdrawn_at", INSTANT),
    sa.Column("withdrawn_because", sa.Text),
    sa.CheckConstraint("num_nulls(withdrawn_at, withdrawn_because) in (0, 2)", name="withdrawal_whole"),
    sa.CheckConstraint("version > 0", name="version_counted"),
    sa.Index("ix_statistic_question", "question", "version", unique=True),
    changes=UNKEPT,
    writes=WRITTEN_BY_NOBODY,
)

statistic_row = declare(
    "statistic_row",
    Group.STATISTICS,
    PUBLISHED,
    sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
    sa.Column("statistic_id", sa.ForeignKey(statistic.c.id, ondelete="CASCADE"), nullable=False),
    _number(),
    sa.Column("period", sa.Text, nullable=False),
    sa.CheckConstraint(f"period ~ '{PERIOD_FORM}'", name="period_form"),
    sa.Column("period_from", sa.Date, nullable=False),
    sa.Column("period_to", sa.Date, nullable=False),
    code("level", AreaKind, nullable=False),
    sa.Column("area_code", sa.ForeignKey(area.c.code), nullable=False),
    # The names of the dimensions that the row is one value of; empty for a total.
    sa.Column("breakdown", sa.Text, nullable=False),
    sa.Column("coverage", sa.Text),
    sa.CheckConstraint("period_to > period_from", name="period_ordered"),
    sa.Index("ix_statistic_row_statistic_id", "statistic_id", "number", unique=True),
    sa.Index("ix_statistic_row_area_code", "statistic_id", "area_code"),
    changes=UNKEPT,
    writes=WRITTEN_BY_NOBODY,
)

statistic_dimension = declare(
    "statistic_dimension",
    Group.STATISTICS,
    PUBLISHED,
    sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
    sa.Column("row_id", sa.ForeignKey(statistic_row.c.id, ondelete="CASCADE"), nullable=False),
    _number(),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Index("ix_statistic_dimension_row_id", "row_id", "number", unique=True),
    changes=UNKEPT,
    writes=WRITTEN_BY_NOBODY,
)

statistic_cell = declare(
    "statistic_cell",
    Group.STATISTICS,
    PUBLISHED,
    sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
    sa.Column("row_id", sa.ForeignKey(statistic_row.c.id, ondelete="CASCADE"), nullable=False),
    _number(),
    sa.Column("measure", sa.Text, nullable=False),
    sa.Column("value", sa.Double),
    code("symbol", StatisticsSymbol),
    sa.Column("rounded_to", sa.Double),
    # No data is never 0: a figure has a value, or a symbol that says why it has none.
    sa.CheckConstraint("num_nulls(value, symbol) = 1", name="value_or_symbol"),
    sa.Index("ix_statistic_cell_row_id", "row_id", "number", unique=True),
    changes=UNKEPT,
    writes=WRITTEN_BY_NOBODY,
)

statistic_change = declare(
    "statistic_change",
    Group.STATISTICS,
    PUBLISHED,
    sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
    sa.Column("statistic_id", sa.ForeignKey(statistic.c.id, ondelete="CASCADE"), nullable=False),
    _number(),
    sa.Column("since", sa.Integer, nullable=False),
    sa.Column("period", sa.Text, nullable=False),
    sa.Column("area_code", sa.ForeignKey(area.c.code), nullable=False),
    sa.Column("breakdown", sa.Text, nullable=False),
    sa.Column("category", sa.Text, nullable=False),
    sa.Column("measure", sa.Text, nullable=False),
    sa.Column("before", sa.Double),
    code("symbol_before", StatisticsSymbol),
    sa.Column("now", sa.Double),
    code("symbol_now", StatisticsSymbol),
    sa.Index("ix_statistic_change_statistic_id", "statistic_id", "since", "number", unique=True),
    changes=UNKEPT,
    writes=WRITTEN_BY_NOBODY,
)

# The counts under the figures of a version, and what the attack on them found. No role reads them.
statistic_workings = declare(
    "statistic_workings",
    Group.STATISTICS_WORKINGS,
    WORKINGS,
    sa.Column("statistic_id", sa.ForeignKey(statistic.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("counts", sa.Text, nullable=False),
    sa.Column("report", sa.Text, nullable=False),
    changes=UNKEPT,
    writes=WRITTEN_BY_NOBODY,
)
