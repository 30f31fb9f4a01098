"""Postcodes: where each lies, as it is published."""

import sqlalchemy as sa

from register.tables.anchors import PUBLISHED
from register.tables.declare import PLAIN, UNKEPT, declare
from register.tables.texts import text
from register.vocabulary import Group

POSTCODE_FORM = r"^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$"
# As far as the British National Grid reaches, in metres.
GRID_EAST_M, GRID_NORTH_M = 700_000, 1_300_000

# Where each postcode lies, as it is published. A postcode that has ended still names the place that it named.
postcode = declare(
    "postcode",
    Group.REFERENCE,
    PUBLISHED,
    sa.Column("postcode", sa.Text, primary_key=True, info=PLAIN),
    sa.Column("easting", sa.Double, nullable=False),
    sa.Column("northing", sa.Double, nullable=False),
    sa.Column("ended_on", sa.Date),
    *text("source", 200, nullable=False),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    sa.CheckConstraint(f"postcode ~ '{POSTCODE_FORM}'", name="postcode_form"),
    sa.CheckConstraint(
        f"easting between 0 and {GRID_EAST_M} and northing between 0 and {GRID_NORTH_M}", name="on_the_grid"
    ),
    changes=UNKEPT,
)
