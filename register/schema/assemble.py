"""The roots put together: one schema, what its fields cost, and how it is printed."""

from functools import lru_cache

import strawberry
from graphql import GraphQLObjectType, GraphQLSchema
from graphql.utilities.print_schema import print_schema_definition
from strawberry.schema.config import StrawberryConfig

from register.catalogue import TALLIES
from register.schema.building.scalars import SCALARS
from register.schema.mutation import Mutation
from register.schema.query import Query
from register.schema.subscription import Subscription

SCHEMA = strawberry.Schema(
    Query,
    Mutation,
    Subscription,
    config=StrawberryConfig(disable_field_suggestions=True, scalar_map=SCALARS, relay_max_results=1_000),
)


ABOUT = """
The register of children's homes in England.

What you see depends on the kind of body that you act for, its area and your purpose. A field that you asked for and
may not see is null, and its row lists it in withheld with the reason. Every consultation is logged.
"""

# What a field costs beside its rows: the list of withheld fields is part of its row, an outline is as long as many.
# A tally goes through all the rows that it counts, however few its groups are.
COSTS: dict[str, dict[str, int]] = {
    "withheld": {"register_cost_rows": 0},
    "outline": {"register_cost": 20},
    **{name: {"register_cost": 100} for name in TALLIES},
}
# A record of any type is looked for among all types.
NODE_COST = 20
# All that is held about a child is as much as many pages.
HELD_COST = 1_000


@lru_cache(maxsize=1)
def graphql_schema() -> GraphQLSchema:
    """The schema as graphql-core validates against it, with what its fields cost."""
    schema = SCHEMA._schema
    schema.description = ABOUT.strip()
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType):
            for name, cost in COSTS.items():
                if name in kind.fields:
                    kind.fields[name].extensions.update(cost)
    assert schema.query_type is not None
    schema.query_type.fields["node"].extensions["register_cost"] = NODE_COST
    schema.query_type.fields["subjectAccess"].extensions["register_cost"] = HELD_COST
    return schema


def printed() -> str:
    """The schema in its definition language, as it is committed."""
    return f"{print_schema_definition(graphql_schema())}\n\n{SCHEMA.as_str()}\n"
