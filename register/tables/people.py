"""People of a home."""

import sqlalchemy as sa

from register.tables.anchors import HOME, Of
from register.tables.codes import code
from register.tables.declare import WITHDRAWN, common, declare, key
from register.tables.homes import home
from register.tables.texts import spelt
from register.vocabulary import ChangeKind, Group, PersonRole

home_person = declare(
    "home_person",
    Group.HOME_PEOPLE,
    Of(HOME, by="home_id"),
    key(),
    sa.Column("home_id", sa.ForeignKey(home.c.id), nullable=False),
    code("role", PersonRole, nullable=False),
    *spelt("name", 200, nullable=False),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date),
    *common(),
    sa.CheckConstraint("valid_to > valid_from", name="valid_ordered"),
    sa.Index("ix_home_person_home_id_role_valid_from", "home_id", "role", "valid_from"),
    changes=ChangeKind.PERSON,
    writes=WITHDRAWN,
)
