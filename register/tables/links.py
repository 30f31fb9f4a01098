"""The columns of a table of links between the records of children and the bodies that reach them."""

import sqlalchemy as sa

from register.open_types import TableColumn
from register.tables.areas import area
from register.tables.codes import code
from register.tables.declare import HISTORY_OF, key
from register.tables.organisations import organisation
from register.vocabulary import ChildLink


def child_links(subject: str, named: TableColumn) -> tuple[sa.schema.SchemaItem, ...]:
    """The columns and indexes of a subject's links. named: the key of the records that they are of.

    A link names the area of a body or, where it has none, its organisation; or neither, for a body that has none.
    The database derives every link from the records themselves.
    """
    table, by = f"{subject}_reach", f"{subject}_id"
    lasts = ["valid_from", "valid_to"]
    return (
        key(),
        sa.Column(by, sa.ForeignKey(named), nullable=False),
        sa.Column("area_code", sa.ForeignKey(area.c.code)),
        sa.Column("organisation", sa.ForeignKey(organisation.c.code)),
        code("how", ChildLink, nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_to", sa.DateTime(timezone=True)),
        sa.CheckConstraint("valid_to >= valid_from", name="valid_ordered"),
        # By all that says whose a link is and of what: whichever is taken to look a key up for a body, the links of
        # others are not met.
        sa.Index(f"ix_{table}_area_code", "area_code", "how", by, postgresql_include=lasts),
        sa.Index(f"ix_{table}_{by}", by, "how", "area_code", "organisation", postgresql_include=lasts),
        sa.Index(
            f"ix_{table}_organisation",
            "organisation",
            "how",
            by,
            postgresql_include=lasts,
            postgresql_where=sa.text("organisation is not null"),
        ),
        sa.Index(f"ix_{table}_valid_to", "valid_to", postgresql_where=sa.text("valid_to is not null")),
    )


def index_past_links(links: sa.Table, named: str) -> None:
    """Index the past of a table of links by whose they were, for changes that are reported to that body.

    The versions that were written before their link ends are indexed too: their ends are still to be announced.
    named: the column of the records that they are of.
    """
    past = HISTORY_OF[links]
    sa.Index(f"ix_{past.name}_area_code", past.c.area_code, past.c.how, past.c.id, postgresql_include=[named])
    sa.Index(
        f"ix_{past.name}_organisation",
        past.c.organisation,
        past.c.id,
        postgresql_where=past.c.organisation.is_not(None),
    )
    sa.Index(
        f"ix_{past.name}_not_ended",
        past.c.valid_to,
        postgresql_where=past.c.recorded_to.is_(None) & (past.c.recorded_from < past.c.valid_to),
    )
