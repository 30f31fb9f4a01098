"""Children's homes: public facts, identity and location, people, and the areas that they stand in."""

import sqlalchemy as sa
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

from register.tables.anchors import HOME, Of, Part
from register.tables.areas import POSTCODE_FORM, area
from register.tables.codes import code
from register.tables.declare import HISTORY_OF, PLAIN, common, declare, key
from register.tables.parties import provider
from register.tables.texts import text
from register.vocabulary import (
    AreaLink,
    ChangeKind,
    Group,
    HomeKind,
    LocationPrecision,
    Need,
    OperationalStatus,
    PersonRole,
    RegistrationStatus,
    Sector,
    SexAdmitted,
)

URN_FORM = r"^(SC[0-9]{6}|[0-9]{7})$"

# RFC 7946: longitude before latitude. Written once, when the position is, so that no read calls a spatial function.
POINT_GEOJSON = """'{"type":"Point","coordinates":[' || longitude || ',' || latitude || ']}'"""

home = declare(
    "home",
    Group.HOME_PUBLIC,
    Of(HOME, by="id"),
    key(),
    sa.Column("urn", sa.Text, nullable=False, unique=True, info=PLAIN),
    sa.CheckConstraint(f"urn ~ '{URN_FORM}'", name="urn_form"),
    sa.Column("previous_urn", sa.Text, info=PLAIN),
    sa.CheckConstraint(f"previous_urn ~ '{URN_FORM}'", name="previous_urn_form"),
    code("kind", HomeKind, nullable=False),
    code("sector", Sector, nullable=False),
    code("registration_status", RegistrationStatus, nullable=False),
    sa.Column("registered_on", sa.Date),
    sa.Column("ceased_on", sa.Date),
    sa.Column("places", sa.Integer),
    sa.CheckConstraint("places >= 1", name="places_at_least_one"),
    sa.Column("short_breaks_only", sa.Boolean, nullable=False, server_default="false"),
    sa.Column("provider_id", sa.ForeignKey(provider.c.id), index=True),
    # Derived at write time from the premises and the boundaries; the links below are what policy reads.
    sa.Column("authority_code", sa.ForeignKey(area.c.code)),
    sa.Column("force_code", sa.ForeignKey(area.c.code)),
    sa.Column("region_code", sa.ForeignKey(area.c.code)),
    # Which home a duplicate was found to be. Both records are kept whole, so that a merge can be undone.
    sa.Column("merged_into_id", sa.Uuid(as_uuid=True), sa.ForeignKey("register.home.id")),
    sa.CheckConstraint("merged_into_id <> id", name="merged_into_another"),
    *common(),
    sa.CheckConstraint("ceased_on >= registered_on", name="dates_ordered"),
    changes=ChangeKind.HOME,
    in_force=("registered_on", "ceased_on"),
)

home_identity = declare(
    "home_identity",
    Group.HOME_LOCATION,
    Of(HOME, by="home_id"),
    sa.Column("home_id", sa.ForeignKey(home.c.id), primary_key=True),
    *text("name", 200),
    sa.Column("age_min", sa.Integer),
    sa.Column("age_max", sa.Integer),
    code("sex_admitted", SexAdmitted),
    sa.Column("needs", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}", info={"codes": Need}),
    code("operational_status", OperationalStatus),
    sa.Column("first_accommodated_on", sa.Date),
    sa.Column("secure_approved", sa.Boolean),
    sa.Column("secure_places", sa.Integer),
    sa.Column("contact_telephone", sa.Text, info=PLAIN),
    sa.CheckConstraint(r"contact_telephone ~ '^\+[0-9]{7,15}$'", name="e164"),
    sa.CheckConstraint("age_min between 0 and 18 and age_max between age_min and 18", name="ages_ordered"),
    sa.CheckConstraint(f"needs <@ array[{', '.join(repr(str(n)) for n in Need)}]", name="needs_known"),
    sa.CheckConstraint("secure_places is null or secure_approved", name="secure_places_approved"),
    sa.Index("ix_home_identity_home_id_name", "home_id", postgresql_include=["name"]),
    changes=ChangeKind.IDENTITY,
)

premises = declare(
    "premises",
    Group.HOME_LOCATION,
    Of(HOME, by="home_id", part=Part(link="premises_id", key="id")),
    key(),
    sa.Column("home_id", sa.ForeignKey(home.c.id), nullable=False, index=True),
    sa.Column("is_main", sa.Boolean, nullable=False, server_default="true"),
    *text("saon", 120),
    *text("paon", 120),
    *text("street", 120),
    *text("locality", 120),
    *text("town", 120),
    sa.Column("postcode", sa.Text, info=PLAIN),
    sa.CheckConstraint(f"postcode ~ '{POSTCODE_FORM}'", name="postcode_form"),
    sa.Column("uprn", sa.BigInteger),
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
    sa.Index("ix_premises_point_27700", "point_27700", postgresql_using="gist"),
    sa.Index("ix_premises_postcode", "postcode", postgresql_ops={"postcode": "text_pattern_ops"}),
    sa.Index("ix_premises_uprn", "uprn"),
    changes=ChangeKind.PREMISES,
)

home_person = declare(
    "home_person",
    Group.HOME_PEOPLE,
    Of(HOME, by="home_id"),
    key(),
    sa.Column("home_id", sa.ForeignKey(home.c.id), nullable=False),
    code("role", PersonRole, nullable=False),
    *text("name", 200, nullable=False),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date),
    *common(),
    sa.CheckConstraint("valid_to > valid_from", name="valid_ordered"),
    sa.Index("ix_home_person_home_id_role_valid_from", "home_id", "role", "valid_from"),
    changes=ChangeKind.PERSON,
)

home_area = declare(
    "home_area",
    Group.HOME_PUBLIC,
    Of(HOME, by="home_id"),
    key(),
    sa.Column("home_id", sa.ForeignKey(home.c.id), nullable=False),
    sa.Column("area_code", sa.ForeignKey(area.c.code), nullable=False),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date),
    sa.CheckConstraint("valid_to >= valid_from", name="valid_ordered"),
    sa.Index("ix_home_area_current", "area_code", "home_id", unique=True, postgresql_where=sa.text("valid_to is null")),
    sa.Index("ix_home_area_area_code", "area_code", "home_id", postgresql_include=["valid_to"]),
    sa.Index("ix_home_area_home_id", "home_id"),
    sa.Index("ix_home_area_valid_to", "valid_to", postgresql_where=sa.text("valid_to is not null")),
    changes=ChangeKind.LINK,
)
# Which homes ever stood in an area: whoever keeps a copy of its homes is told when one leaves it.
_stood = HISTORY_OF[home_area]
sa.Index("ix_home_area_history_area_code", _stood.c.area_code, _stood.c.home_id)

home_reach = declare(
    "home_reach",
    Group.HOME_LOCATION,
    Of(HOME, by="home_id"),
    key(),
    sa.Column("home_id", sa.ForeignKey(home.c.id), nullable=False),
    sa.Column("premises_id", sa.ForeignKey(premises.c.id)),
    sa.Column("area_code", sa.ForeignKey(area.c.code), nullable=False),
    code("how", AreaLink, nullable=False),
    # The main premises stand for the home's own address; a home known by its authority has no other.
    # Decision: main-premises-name
    sa.Column("of_main", sa.Boolean, nullable=False),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date),
    sa.CheckConstraint("valid_to >= valid_from", name="valid_ordered"),
    sa.CheckConstraint("(how = 'authority') = (premises_id is null)", name="authority_without_premises"),
    # Every cell of a force's answer asks this index, and it alone.
    sa.Index(
        "ix_home_reach_area_code",
        "area_code",
        "home_id",
        postgresql_include=["of_main", "premises_id", "valid_to"],
    ),
    sa.Index("ix_home_reach_home_id", "home_id"),
    sa.Index("ix_home_reach_valid_to", "valid_to", postgresql_where=sa.text("valid_to is not null")),
    sa.Index("ix_home_reach_premises_id", "premises_id"),
    changes=ChangeKind.LINK,
)
