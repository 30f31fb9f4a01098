"""Pages of rows: one connection and one edge for each entity."""

import strawberry

from register.open_types import MadeType
from register.schema.building.made_types import lazily, listed, short_name


@strawberry.type(description="The page's place among all the rows.")
class PageInfo:
    """The page's place among all the rows."""

    has_next_page: bool = strawberry.field(description="True if there are more rows after this page.")
    has_previous_page: bool = strawberry.field(description="True if you asked for this page with after.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first row; null on an empty page.")
    end_cursor: str | None = strawberry.field(
        description="The cursor of the last row; null on an empty page. Send it as after to get the next page."
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
    edge = _type(f"{short_name(name)}Edge", module, edge_fields, about=f"One {name} on a page, with its cursor.")
    return _type(
        f"{short_name(name)}Connection",
        module,
        {
            "edges": (listed(edge), "The rows with their cursors."),
            "nodes": (listed(node), "The rows."),
            "page_info": (PageInfo, "This page's place among all the rows."),
            "total_count": (
                int | None,
                "The total number of matching rows that you may count. It is worked out only if you ask for it.",
            ),
        },
        about=f"A page of {name} rows.",
    )


def _type(name: str, module: str, declared: dict[str, tuple[MadeType, str]], *, about: str) -> MadeType:
    body: dict[str, object] = {
        "__module__": module,
        "__annotations__": {key: kind for key, (kind, _) in declared.items()},
    }
    body |= {key: strawberry.field(description=text) for key, (_, text) in declared.items()}
    return strawberry.type(type(name, (), body), description=about)
