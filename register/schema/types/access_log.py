"""The access log, as the auditor reads it."""

from datetime import datetime

import strawberry

from register.catalogue import Argument, Kind, Relation, column, entity, relation
from register.schema.building.connections import connection_of
from register.schema.building.words import Agency, takes
from register.tables import access_key, access_log


@entity(access_key, audited=access_key.c["key"], order=(("key", False),))
class ConsultedKey:
    """A key that a consultation gave: the log the other way round, to ask who saw a home."""

    key: str = column(access_key.c["key"], "The key of a row that was given: a URN for a home.")


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
    live_grants: list[str] | None = column(
        access_log.c.live_grants, "The access that a person gave and that it rested on beyond the matrix, by key."
    )
    break_glass: bool = column(
        access_log.c.break_glass, "Whether it rested on a home of another force that was opened for an incident."
    )
    consulted: list[ConsultedKey] | None = relation(
        Relation("", "ConsultedKey", access_log.c.id, access_key.c.access_id, many=True, plain=True),
        "The keys that it gave, each once, in their order, as far as it is sealed: within seconds.",
    )


AccessLogConnection = connection_of("AccessLogEntry", __name__)
