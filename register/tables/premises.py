"""Premises: the buildings of a home, their addresses and their positions."""

import sqlalchemy as sa
from geoalchemy2 import Geometry

from register.tables.anchors import HOME, Of, Part
from register.tables.codes import code
from register.tables.declare import common, declare, key
from register.tables.homes import home
from register.tables.postcodes import POSTCODE_FORM
from register.tables.texts import KeyForm, spelt, text, written_as
from register.vocabulary import ChangeKind, Group, LocationPrecision

# RFC 7946: longitude before latitude. Written once, when the position is, so that no read calls a spatial function.
POINT_GEOJSON = """'{"type":"Point","coordinates":[' || longitude || ',' || latitude || ']}'"""

premises = declare(
    "premises",
    Group.HOME_LOCATION,
    Of(HOME, by="home_id", part=Part(link="premises_id", key="id")),
    key(),
    sa.Column("home_id", sa.ForeignKey(home.c.id), nullable=False, index=True),
    sa.Column("is_main", sa.Boolean, nullable=False, server_default="true"),
    *text("saon", 120),
    *text("paon", 120),
    *spelt("street", 120),
    *spelt("locality", 120),
    *spelt("town", 120),
    sa.Column("postcode", sa.Text, info=written_as(KeyForm.POSTCODE)),
    sa.CheckConstraint(f"postcode ~ '{POSTCODE_FORM}'", name="postcode_form"),
    sa.Column("uprn", sa.BigInteger, info=written_as(KeyForm.UPRN, plain=False)),
    sa.CheckConstraint("uprn between 1 and 999999999999", name="uprn_form"),
    sa.Column("usrn", sa.BigInteger),
    sa.CheckConstraint("usrn between 1 and 99999999", name="usrn_form"),
    sa.Column("point_27700", Geometry("POINT", srid=27700, spatial_index=False)),
    sa.Column("longitude", sa.Double),
    sa.Column("latitude", sa.Double),
    sa.Column("easting", sa.Double, sa.Computed("st_x(point_27700)", persisted=True)),
    sa.Column("northing", sa.Double, sa.Computed("st_y(point_27700)", persisted=True)),
    sa.Column("geojson", sa.Text, sa.Computed(POINT_GEOJSON, persisted=True), info={"geojson": True}),
    code("location_precision", LocationPrecision),
    sa.Column("on_edge", sa.Boolean, nullable=False, server_default="false"),
    sa.Column("in_no_force", sa.Boolean, nullable=False, server_default="false"),
    sa.Column("valid_from", sa.Date),
    sa.Column("valid_to", sa.Date),
    *common(),
    sa.CheckConstraint("valid_to > valid_from", name="valid_ordered"),
    sa.CheckConstraint(
        "num_nulls(point_27700, longitude, latitude, location_precision) in (0, 4)", name="position_whole"
    ),
    sa.CheckConstraint("longitude between -9.1 and 2.1 and latitude between 49.8 and 61.0", name="position_in_britain"),
    # What most answers show of premises stands in the index itself.
    sa.Index(
        "ix_premises_one_main",
        "home_id",
        unique=True,
        # The row policy of an area asks for the premises by their own key.
        postgresql_include=["postcode", "longitude", "latitude", "id"],
        postgresql_where=sa.text("is_main and valid_to is null"),
    ),
    # The page of a box goes from west to east.
    sa.Index(
        "ix_premises_easting",
        "easting",
        "home_id",
        postgresql_include=["northing", "is_main"],
        postgresql_where=sa.text("valid_to is null"),
    ),
    sa.Index("ix_premises_point_27700", "point_27700", postgresql_using="gist"),
    sa.Index("ix_premises_postcode", "postcode", postgresql_ops={"postcode": "text_pattern_ops"}),
    sa.Index("ix_premises_uprn", "uprn"),
    changes=ChangeKind.PREMISES,
)
# A postcode is searched by how it begins.
sa.Index(
    "ix_premises_folded_postcode",
    sa.func.lower(premises.c.postcode).label("folded"),
    postgresql_ops={"folded": "text_pattern_ops"},
)
