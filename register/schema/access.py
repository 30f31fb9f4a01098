"""The access log, as the auditor reads it."""

from datetime import datetime

import strawberry

from register.catalogue import Kind, column, entity
from register.schema.connections import connection_of
from register.schema.words import Agency, Argument, takes
from register.tables import access_log


@entity(access_log, audited=access_log.c.id, order=(("id", True),))
class AccessLogEntry:
    """One consultation of the register: who, for what, and which rows were given. Never what they held."""

    id: strawberry.ID = column(access_log.c.id, "The entry's number; they grow, with gaps.")
    at: datetime = column(access_log.c.at, "When it was written, by the database's clock.")
    subject: str = column(access_log.c.subject, "Who consulted, as the token names them.")
    agency: Agency = column(access_log.c.agency, "For which kind of body.")
    area: str | None = column(access_log.c.area, "The ONS code of that body's area, where it has one.")
    organisation: str | None = column(access_log.c.organisation, "The body's code, where it has no ONS code.")
    purpose: str | None = column(
        access_log.c.purpose, "The purpose that was given, as its header names it.", kind=Kind.TEXT
    )
    operation: str | None = column(access_log.c.operation, "The name of the GraphQL operation.")
    request: str | None = column(access_log.c.request, "What the entries of one request share.")
    root: str = column(access_log.c.root, "The root field that was asked for.")
    outcome: str = column(access_log.c.outcome, "allowed or refused.", kind=Kind.TEXT)
    refusal: str | None = column(access_log.c.refusal, "The code of the refusal, where it was not.")
    row_count: int = column(access_log.c.row_count, "How many rows of the root were given.")
    groups: list[str] | None = column(access_log.c.groups, "The field groups that were shown or matched.")
    nodes: list[str] | None = column(access_log.c.nodes, "The parts of the query that gave rows.")
    node_sizes: list[int] | None = column(
        access_log.c.node_sizes, "How many keys each of them gave, in the same order."
    )
    keys: list[str] = column(
        access_log.c["keys"],
        "The keys of the rows that were given, part after part: URNs for homes.",
        resolver=takes(first=Argument(int | None, "How many keys at most: 1 to 1,000.", 1_000)),
    )
    policy_version: str = column(access_log.c.policy_version, "The version of the permission matrix in force.")


AccessLogConnection = connection_of("AccessLogEntry", __name__)
