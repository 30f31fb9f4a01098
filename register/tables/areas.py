"""Areas: forces, authorities, regions and countries, their boundaries by date, and what lies in what."""

import sqlalchemy as sa
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

from register.tables.anchors import PUBLISHED
from register.tables.codes import code
from register.tables.declare import UNKEPT, declare, key
from register.tables.texts import KeyForm, spelt, written_as
from register.vocabulary import AreaKind, ChangeKind, Group

area = declare(
    "area",
    Group.REFERENCE,
    PUBLISHED,
    sa.Column("code", sa.Text, primary_key=True, info=written_as(KeyForm.ONS_CODE)),
    sa.CheckConstraint("code ~ '^[A-Z][0-9]{8}$'", name="code_form"),
    code("kind", AreaKind, nullable=False),
    *spelt("name", 200, nullable=False),
    sa.Column("country", sa.Text, nullable=False),
    sa.Column("valid_from", sa.Date),
    sa.Column("valid_to", sa.Date),
    sa.CheckConstraint("valid_to > valid_from", name="valid_ordered"),
    sa.Index("ix_area_kind", "kind", "code"),
    changes=ChangeKind.AREA,
)

area_version = declare(
    "area_version",
    Group.REFERENCE,
    PUBLISHED,
    key(),
    sa.Column("code", sa.ForeignKey(area.c.code), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date),
    sa.Column("outline_27700", Geometry("MULTIPOLYGON", srid=27700, spatial_index=False), nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("is_demonstration", sa.Boolean, nullable=False, server_default="false"),
    sa.Column("was_mended", sa.Boolean, nullable=False, server_default="false"),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    sa.CheckConstraint("valid_to > valid_from", name="valid_ordered"),
    sa.CheckConstraint("st_isvalid(outline_27700) and not st_isempty(outline_27700)", name="outline_valid"),
    postgresql.ExcludeConstraint(
        ("code", "="),
        (sa.text("daterange(valid_from, valid_to)"), "&&"),
        using="gist",
        name="ex_area_version_one_at_a_time",
    ),
    changes=UNKEPT,
)

area_part = declare(
    "area_part",
    Group.REFERENCE,
    PUBLISHED,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("version_id", sa.ForeignKey(area_version.c.id, ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("part_27700", Geometry("POLYGON", srid=27700, spatial_index=False), nullable=False),
    sa.Index("ix_area_part_part_27700", "part_27700", postgresql_using="gist"),
    changes=UNKEPT,
)

area_drawing = declare(
    "area_drawing",
    Group.REFERENCE,
    PUBLISHED,
    sa.Column("code", sa.ForeignKey(area.c.code), primary_key=True),
    sa.Column("geojson", sa.Text, nullable=False, info={"geojson": True}),
    sa.Column("label", sa.Text, nullable=False),
    changes=UNKEPT,
)

area_within = declare(
    "area_within",
    Group.REFERENCE,
    PUBLISHED,
    sa.Column("code", sa.ForeignKey(area.c.code), primary_key=True),
    sa.Column("within_code", sa.ForeignKey(area.c.code), primary_key=True),
    code("within_kind", AreaKind, nullable=False),
    sa.Index("ix_area_within_one_of_a_kind", "code", "within_kind", unique=True),
    changes=UNKEPT,
)

area_successor = declare(
    "area_successor",
    Group.REFERENCE,
    PUBLISHED,
    sa.Column("code", sa.ForeignKey(area.c.code), primary_key=True),
    sa.Column("successor_code", sa.ForeignKey(area.c.code), primary_key=True),
    sa.Column("from_on", sa.Date, nullable=False),
    sa.CheckConstraint("code <> successor_code", name="not_itself"),
    changes=UNKEPT,
)
