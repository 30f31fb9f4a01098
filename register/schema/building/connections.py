"""Pages of rows: one connection and one edge for each entity."""

import strawberry

from register.open_types import MadeType
from register.schema.building.made_types import lazily, listed, object_type, short_name
from register.vocabulary import RegistrationStatus, Scope


@strawberry.type(description="The page's place among all the rows.")
class PageInfo:
    """The page's place among all the rows."""

    has_next_page: bool = strawberry.field(description="True if there are more rows after this page.")
    has_previous_page: bool = strawberry.field(description="True if you asked for this page with after.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first row; null on an empty page.")
    end_cursor: str | None = strawberry.field(
        description="The cursor of the last row; null on an empty page. Send it as after to get the next page."
    )


@strawberry.type(description="What left rows out of a list: what you searched or ordered by, or the usual choice.")
class Narrowed:
    """What left rows out of a list."""

    fields: list[str] = strawberry.field(
        description="The fields you searched or ordered by that you may not read everywhere, for example Home.name."
    )
    rows: list[Scope] = strawberry.field(
        description="Where you may read them. Rows in none of these scopes are left out, whatever they hold."
    )
    statuses: list[RegistrationStatus] | None = strawberry.field(
        description="The registration statuses that homes are listed with because you named none: use status or a "
        "filter on registrationStatus for others. null if nothing is left out for that reason."
    )


def connection_of(name: str, module: str, *, distance: bool = False) -> MadeType:
    """The connection type of one entity, with its edge type. distance: whether rows can be near a point."""
    node = lazily(name, module)
    edge_fields: dict[str, tuple[MadeType, str]] = {
        "cursor": (str, "The row's cursor. Send it as after to continue from this row."),
        "node": (node, "The row."),
    }
    if distance:
        about = (
            "Metres from the point in area.near to the home's nearest premises that you may see; null without "
            "area.near."
        )
        edge_fields["distance_m"] = (float | None, about)
    edge = object_type(f"{short_name(name)}Edge", module, edge_fields, about=f"One {name} on a page, with its cursor.")
    return object_type(
        f"{short_name(name)}Connection",
        module,
        {
            "edges": (listed(edge), "The rows with their cursors."),
            "nodes": (listed(node), "The rows."),
            "narrowed": (
                Narrowed | None,
                "Set if rows are left out: because you may not read what you searched or ordered by, or because you "
                "named no registration status. null if none are.",
            ),
            "page_info": (PageInfo, "This page's place among all the rows."),
            "total_count": (
                int | None,
                "The total number of matching rows that you may count. It is worked out only if you ask for it.",
            ),
        },
        about=f"A page of {name} rows.",
    )
