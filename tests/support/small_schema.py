"""A schema of the register's shape, small enough to read."""

from graphql import OperationDefinitionNode, build_schema

SCHEMA = build_schema("""
    type Query {
      viewer: Viewer
      home(urn: ID!): Home
      homes(area: Area, where: HomeFilter, first: Int = 100, after: String): HomeConnection
      accessLog(first: Int = 100): LogConnection
      within(area: Shape): [Home!]
    }
    type Mutation { suspend(urn: ID!): Home }
    scalar Shape
    input Area { mine: Boolean code: String within: Shape }
    input HomeFilter { and: [HomeFilter!] not: HomeFilter urn: [ID!] places: Int name: String }
    type Viewer { subject: String }
    type PageInfo { hasNextPage: Boolean }
    type HomeConnection { nodes: [Home!]! edges: [HomeEdge!]! pageInfo: PageInfo! totalCount: Int }
    type HomeEdge { cursor: String! node: Home! }
    type Home {
      urn: ID name: String places: Int
      homes(first: Int = 20): HomeConnection
      provider: Provider premises: [Premises!] withheld: [Withheld!]
      inspections(first: Int = 10): InspectionConnection
    }
    type Provider { name: String home: Home }
    type Premises { postcode: String }
    type Withheld { field: String }
    type InspectionConnection { nodes: [Inspection!]! pageInfo: PageInfo! totalCount: Int }
    type Inspection { on: String home: Home }
    type LogConnection { nodes: [LogEntry!]! pageInfo: PageInfo! }
    type LogEntry { id: ID keys(first: Int = 1000): [String!]! }
""")
SCHEMA.type_map["Home"].fields["withheld"].extensions["register_cost_rows"] = 0
SCHEMA.type_map["Viewer"].fields["subject"].extensions["register_cost"] = 7


def operation_of(document):
    """The only operation of a document."""
    (operation,) = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    return operation


def fragment_bomb(fragments, leaf="urn"):
    """A document in which each fragment spreads the next one twice: 2 to the number of fragments fields."""
    chain = [f"fragment f{i} on Home {{ ...f{i + 1} ...f{i + 1} }}" for i in range(fragments - 1)]
    return "\n".join(["{ home(urn: 1) { ...f0 } }", *chain, f"fragment f{fragments - 1} on Home {{ {leaf} }}"])
