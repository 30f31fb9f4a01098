"""Providers of homes, and how they are reached."""

import sqlalchemy as sa

from register.tables.anchors import PROVIDER, Of
from register.tables.codes import code
from register.tables.declare import PLAIN, SHOWN_NOWHERE, common, declare, key
from register.tables.texts import spelt, text
from register.vocabulary import ChangeKind, Group, LegalForm, Sector

provider = declare(
    "provider",
    Group.HOME_PUBLIC,
    Of(PROVIDER, by="id"),
    key(),
    *text("reference", 60, nullable=False, unique=True),
    *spelt("name", 300),
    code("legal_form", LegalForm, nullable=False),
    code("sector", Sector),
    sa.Column("company_number", sa.Text, info=PLAIN),
    sa.CheckConstraint("company_number ~ '^[A-Z0-9]{8}$'", name="company_form"),
    sa.Column("parent_id", sa.Uuid(as_uuid=True), sa.ForeignKey("register.provider.id"), info=SHOWN_NOWHERE),
    *common(),
    # An individual's name is about a person: it stands in provider_contact, in a group of its own.
    sa.CheckConstraint("legal_form <> 'individual' or name is null", name="individual_unnamed"),
    sa.CheckConstraint("parent_id <> id", name="parent_other"),
    changes=ChangeKind.PROVIDER,
)

provider_contact = declare(
    "provider_contact",
    Group.HOME_PEOPLE,
    Of(PROVIDER, by="provider_id"),
    sa.Column("provider_id", sa.ForeignKey(provider.c.id), primary_key=True),
    *spelt("individual_name", 200),
    *text("address", 500),
    sa.Column("postcode", sa.Text),
    changes=ChangeKind.PROVIDER,
)
