"""The areas that a home is in, by its authority and by its premises."""

import sqlalchemy as sa

from register.tables.anchors import HOME, Of
from register.tables.areas import area
from register.tables.codes import code
from register.tables.declare import HISTORY_OF, UNKEPT, WRITTEN_BY_NOBODY, declare, key
from register.tables.homes import home
from register.tables.premises import premises
from register.vocabulary import AreaLink, ChangeKind, Group, RegistrationStatus

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
        postgresql_include=["how", "of_main", "premises_id", "valid_to"],
    ),
    # Every row that policy shows is looked up here: by the home, or by one of its premises.
    sa.Index("ix_home_reach_home_id", "home_id", "area_code", postgresql_include=["of_main", "valid_to"]),
    sa.Index("ix_home_reach_valid_to", "valid_to", postgresql_where=sa.text("valid_to is not null")),
    sa.Index("ix_home_reach_premises_id", "premises_id", "area_code", postgresql_include=["valid_to"]),
    changes=ChangeKind.LINK,
)
# A change of a link is told to its own area, whether the link is there still or not.
_reached = HISTORY_OF[home_reach]
sa.Index(
    "ix_home_reach_history_area_code",
    _reached.c.area_code,
    _reached.c.id,
    postgresql_include=["home_id", "how"],
)

# Each link again, beside what pages are ordered and circles drawn by. The database keeps it up to date by itself.
# Decision: seek-within-an-area
home_finder = declare(
    "home_finder",
    Group.HOME_LOCATION,
    Of(HOME, by="home_id"),
    sa.Column("link_id", sa.ForeignKey(home_reach.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("home_id", sa.Uuid(as_uuid=True), nullable=False),
    sa.Column("area_code", sa.Text, nullable=False),
    code("how", AreaLink, nullable=False),
    sa.Column("of_main", sa.Boolean, nullable=False),
    sa.Column("valid_to", sa.Date),
    sa.Column("urn", sa.Text, nullable=False),
    sa.Column("easting", sa.Double),
    sa.Column("northing", sa.Double),
    # As they are searched: the name folded, the main postcode in small letters.
    sa.Column("name", sa.Text),
    sa.Column("postcode", sa.Text),
    # As pages are ordered by them.
    sa.Column("places", sa.Integer),
    sa.Column("registered_on", sa.Date),
    sa.Column("written_name", sa.Text),
    # As lists have it: the status of a home, and none of one that is the duplicate of another.
    code("listed_as", RegistrationStatus),
    *(
        sa.Index(
            f"ix_home_finder_{name}",
            "area_code",
            name,
            "home_id",
            postgresql_include=["how", "of_main", "valid_to"],
        )
        for name in ("places", "registered_on", "written_name")
    ),
    sa.Index("ix_home_finder_home_id", "home_id"),
    sa.Index("ix_home_finder_name", "area_code", "name", postgresql_ops={"name": "text_pattern_ops"}),
    sa.Index("ix_home_finder_postcode", "area_code", "postcode", postgresql_ops={"postcode": "text_pattern_ops"}),
    sa.Index(
        "ix_home_finder_urn",
        "area_code",
        "urn",
        "home_id",
        postgresql_include=["how", "of_main", "valid_to"],
    ),
    sa.Index(
        "ix_home_finder_easting",
        "area_code",
        "easting",
        "northing",
        postgresql_include=["home_id", "how", "of_main", "valid_to", "listed_as"],
    ),
    # The homes of an area are counted from this index alone.
    sa.Index(
        "ix_home_finder_listed_as",
        "area_code",
        "home_id",
        postgresql_include=["how", "of_main", "valid_to", "listed_as"],
    ),
    changes=UNKEPT,
    writes=WRITTEN_BY_NOBODY,
)
