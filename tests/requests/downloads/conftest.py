"""The collections need the schema, which fills the catalogue."""

from register.schema.assemble import graphql_schema

graphql_schema()
