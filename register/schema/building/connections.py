"""Pages of rows: one connection and one edge for each entity."""

from typing import Any

import strawberry

from register.schema.building.words import lazily, listed, short_name


@strawberry.type(description="Where a page stands among all rows.")
class PageInfo:
    """Where a page stands among all rows."""

    has_next_page: bool = strawberry.field(description="Whether more rows follow.")
    has_previous_page: bool = strawberry.field(description="Whether this page was asked for with after.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first row; null on an empty page.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last row: send it as after.")


def connection_of(name: str, module: str, *, distance: bool = False) -> Any:
    """The connection type of one entity, with its edge type. distance: whether rows can be near a point."""
    node = lazily(name, module)
    edge_fields: dict[str, tuple[Any, str]] = {
        "cursor": (str, "Where this row stands: send it as after to go on from here."),
        "node": (node, "The row."),
    }
    if distance:
        about = "Metres from the point of area.near to the nearest premises in scope; null without area.near."
        edge_fields["distance_m"] = (float | None, about)
    edge: Any = _type(f"{short_name(name)}Edge", module, edge_fields, f"One {name} of a page, with its cursor.")
    return _type(
        f"{short_name(name)}Connection",
        module,
        {
            "edges": (listed(edge), "The rows with their cursors."),
            "nodes": (listed(node), "The rows."),
            "page_info": (PageInfo, "Where this page stands among all rows."),
            "total_count": (
                int | None,
                "How many rows match in all, counted where you may count them; worked out only when asked for.",
            ),
        },
        f"A page of {name} rows.",
    )


def _type(name: str, module: str, declared: dict[str, tuple[Any, str]], about: str) -> Any:
    body: dict[str, Any] = {"__module__": module, "__annotations__": {key: kind for key, (kind, _) in declared.items()}}
    body |= {key: strawberry.field(description=text) for key, (_, text) in declared.items()}
    return strawberry.type(type(name, (), body), description=about)
