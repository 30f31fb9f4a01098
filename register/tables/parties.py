"""Who takes part: agencies and the law they stand on, organisations without an ONS code, providers of homes."""

import sqlalchemy as sa

from register.tables.anchors import PROVIDER, PUBLISHED, Of
from register.tables.codes import code
from register.tables.declare import PLAIN, UNKEPT, common, declare, key
from register.tables.texts import text
from register.vocabulary import Agency, ChangeKind, Group, LegalForm, Sector

agency = declare(
    "agency",
    Group.REFERENCE,
    PUBLISHED,
    code("code", Agency, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    changes=UNKEPT,
)

legal_basis = declare(
    "legal_basis",
    Group.REFERENCE,
    PUBLISHED,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("in_force_from", sa.Date, nullable=False),
    changes=UNKEPT,
)

organisation = declare(
    "organisation",
    Group.REFERENCE,
    PUBLISHED,
    sa.Column("code", sa.Text, primary_key=True),
    sa.CheckConstraint("code ~ '^[a-z0-9-]{1,64}$'", name="code_form"),
    sa.Column("agency", sa.ForeignKey(agency.c.code), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    changes=ChangeKind.ORGANISATION,
)

provider = declare(
    "provider",
    Group.HOME_PUBLIC,
    Of(PROVIDER, by="id"),
    key(),
    *text("reference", 60, nullable=False, unique=True),
    *text("name", 300),
    code("legal_form", LegalForm, nullable=False),
    code("sector", Sector),
    sa.Column("company_number", sa.Text, info=PLAIN),
    sa.CheckConstraint("company_number ~ '^[A-Z0-9]{8}$'", name="company_form"),
    sa.Column("parent_id", sa.Uuid(as_uuid=True), sa.ForeignKey("register.provider.id")),
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
    *text("individual_name", 200),
    *text("address", 500),
    sa.Column("postcode", sa.Text),
    changes=ChangeKind.PROVIDER,
)
