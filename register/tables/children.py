"""Children: who they are, what is known of them, and which bodies reach them."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import CHILD, Named, Of
from register.tables.areas import area
from register.tables.codes import code
from register.tables.declare import WRITTEN_BY_NOBODY, Writes, common, declare, key
from register.tables.links import child_links, index_past_links
from register.tables.texts import text
from register.vocabulary import CareStatus, ChangeKind, Group, Scope, Sex

child = declare(
    "child",
    Group.CHILD,
    Of(CHILD, by="id"),
    key(),
    sa.Column("responsible_authority_code", sa.ForeignKey(area.c.code), nullable=False, index=True),
    *common(),
    # The record that this one was merged into. The database writes it, once two people have decided.
    sa.Column("merged_into_id", sa.ForeignKey("register.child.id"), index=True),
    sa.CheckConstraint("merged_into_id <> id", name="merged_into_another"),
    changes=ChangeKind.CHILD,
    writes=Writes(
        inserted=("id", "responsible_authority_code", *(part.name for part in common() if isinstance(part, sa.Column))),
        new=Named({Scope.OWN_AUTHORITY: "responsible_authority_code"}),
    ),
)

# Source: data dictionary 2.5. What a body that hosts a child may know.
child_minimum = declare(
    "child_minimum",
    Group.CHILD_MINIMUM,
    Of(CHILD, by="child_id"),
    sa.Column("child_id", sa.ForeignKey(child.c.id), primary_key=True),
    *text("name", 200, nullable=False),
    sa.Column("date_of_birth", sa.Date, nullable=False),
    code("sex", Sex, nullable=False),
    sa.Index("ix_child_minimum_date_of_birth", "date_of_birth"),
    changes=ChangeKind.CHILD,
)

child_identity = declare(
    "child_identity",
    Group.CHILD_IDENTITY,
    Of(CHILD, by="child_id"),
    sa.Column("child_id", sa.ForeignKey(child.c.id), primary_key=True),
    sa.Column("aliases", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("nhs_number", sa.Text),
    sa.CheckConstraint("nhs_number ~ '^[0-9]{10}$'", name="nhs_number_form"),
    sa.Column("upn", sa.Text),
    sa.CheckConstraint("upn ~ '^[A-Z][0-9]{11}[0-9A-Z]$'", name="upn_form"),
    *text("authority_reference", 60),
    # Not unique: an authority is not to learn by a refusal that another has registered the child.
    sa.Index("ix_child_identity_nhs_number", "nhs_number"),
    sa.Index("ix_child_identity_upn", "upn"),
    changes=ChangeKind.CHILD,
)

child_characteristics = declare(
    "child_characteristics",
    Group.CHILD_CHARACTERISTICS,
    Of(CHILD, by="child_id"),
    sa.Column("child_id", sa.ForeignKey(child.c.id), primary_key=True),
    code("care_status", CareStatus),
    sa.Column("ethnicity", sa.Text),
    sa.CheckConstraint("ethnicity ~ '^[A-Z]{4}$'", name="ethnicity_form"),
    sa.Column("is_disabled", sa.Boolean),
    sa.Column("is_unaccompanied", sa.Boolean),
    changes=ChangeKind.CHILD,
)

child_reach = declare(
    "child_reach",
    Group.CHILD,
    Of(CHILD, by="child_id"),
    *child_links("child", child.c.id),
    changes=ChangeKind.CHILD_LINK,
    writes=WRITTEN_BY_NOBODY,
)
index_past_links(child_reach, "child_id")
