"""Children's homes: their public facts and their identity."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from register.tables.anchors import HOME, Of
from register.tables.areas import area
from register.tables.codes import code
from register.tables.declare import HISTORY_OF, UNTOLD, common, declare, key
from register.tables.providers import provider
from register.tables.texts import KeyForm, folded, spelt, written_as
from register.vocabulary import (
    CURRENT_STATUSES,
    ChangeKind,
    Group,
    HomeKind,
    Need,
    OperationalStatus,
    RegistrationStatus,
    Sector,
    SexAdmitted,
)

URN_FORM = r"^(SC[0-9]{6}|[0-9]{7})$"

home = declare(
    "home",
    Group.HOME_PUBLIC,
    Of(HOME, by="id"),
    key(),
    sa.Column("urn", sa.Text, nullable=False, unique=True, info=written_as(KeyForm.URN)),
    sa.CheckConstraint(f"urn ~ '{URN_FORM}'", name="urn_form"),
    sa.Column("previous_urn", sa.Text, info=written_as(KeyForm.URN)),
    sa.CheckConstraint(f"previous_urn ~ '{URN_FORM}'", name="previous_urn_form"),
    code("kind", HomeKind, nullable=False),
    code("sector", Sector, nullable=False),
    code("registration_status", RegistrationStatus, nullable=False),
    sa.Column("application_received_on", sa.Date),
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
    sa.CheckConstraint("registered_on >= application_received_on", name="application_first"),
    sa.CheckConstraint("ceased_on >= registered_on", name="dates_ordered"),
    sa.Index("ix_home_places", "places", "urn"),
    sa.Index("ix_home_registered_on", "registered_on", "urn"),
    sa.Index("ix_home_registration_status", "registration_status", postgresql_where=sa.text("merged_into_id is null")),
    sa.Index("ix_home_merged_into_id", "merged_into_id", postgresql_where=sa.text("merged_into_id is not null")),
    # Most lists and counts ask for the homes that are registered or suspended: they are counted from this index alone.
    sa.Index(
        "ix_home_current",
        "urn",
        postgresql_where=sa.text(
            f"merged_into_id is null and registration_status in {tuple(status.value for status in CURRENT_STATUSES)}"
        ),
    ),
    changes=ChangeKind.HOME,
    in_force=("registered_on", "ceased_on"),
    # A home that passed to another provider is the other's from that day on.
    last_day_but=("registration_status", RegistrationStatus.LAPSED.value),
)

# A home of the past is asked for by its URN.
_was = HISTORY_OF[home]
sa.Index("ix_home_history_urn", _was.c.urn, _was.c.recorded_from)

# How often a home has changed, whatever changed of it: a command names the version that its sender knows. It stands
# apart, for its number would tell everybody of every change that is hidden from them.
home_version = declare(
    "home_version",
    Group.RECORD_VERSIONS,
    Of(HOME, by="home_id"),
    sa.Column("home_id", sa.ForeignKey(home.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    # The day of the latest published list that has the home, and of the latest that told each fact of it, by its name:
    # an older list changes nothing of what a newer one told.
    sa.Column("listed_on", sa.Date),
    sa.Column("told_on", postgresql.JSONB, nullable=False, server_default="{}"),
    changes=UNTOLD,
)

home_identity = declare(
    "home_identity",
    Group.HOME_LOCATION,
    Of(HOME, by="home_id"),
    sa.Column("home_id", sa.ForeignKey(home.c.id), primary_key=True),
    *spelt("name", 200),
    sa.Column("age_min", sa.Integer),
    sa.Column("age_max", sa.Integer),
    code("sex_admitted", SexAdmitted),
    sa.Column("needs", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}", info={"codes": Need}),
    code("operational_status", OperationalStatus),
    sa.Column("first_accommodated_on", sa.Date),
    sa.Column("secure_approved", sa.Boolean),
    sa.Column("secure_places", sa.Integer),
    sa.Column("contact_telephone", sa.Text, info=written_as(KeyForm.TELEPHONE)),
    sa.CheckConstraint(r"contact_telephone ~ '^\+[0-9]{7,15}$'", name="e164"),
    sa.CheckConstraint("age_min between 0 and 18 and age_max between age_min and 18", name="ages_ordered"),
    sa.CheckConstraint(f"needs <@ array[{', '.join(repr(str(n)) for n in Need)}]", name="needs_known"),
    sa.CheckConstraint("secure_places is null or secure_approved", name="secure_places_approved"),
    sa.Index("ix_home_identity_home_id_name", "home_id", postgresql_include=["name"]),
    changes=ChangeKind.IDENTITY,
)
# A name is searched whole or by how it begins, whatever its case and accents.
sa.Index(
    "ix_home_identity_folded_name",
    folded(home_identity.c.name).label("folded"),
    postgresql_ops={"folded": "text_pattern_ops"},
)
